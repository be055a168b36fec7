// Starts real Consul agents on free loopback ports, and sees to it that none outlives the process that started it.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import * as fs from 'node:fs'
import * as net from 'node:net'
import * as os from 'node:os'
import * as path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ConsulVersion, consulBinary } from './consulBinary.ts'

/** What to start. */
export interface AgentRequest {
  readonly version: ConsulVersion
  /** A binary of any version instead of the cached one; `version` then only chooses the flags. */
  readonly binary?: string | undefined
  /** Node name. */
  readonly name: string
  readonly datacenter: string
  /** More settings, as HCL. */
  readonly hcl?: string | undefined
  /** Switches ACLs on; the agent then has a `managementToken`. */
  readonly acl?: 'allow' | 'deny' | undefined
  /** Switches https on, with this HCL as the body of `tls { https { … } }`. */
  readonly https?: string | undefined
  /** What to start instead of a server that leads: one that waits for two others in vain, or a client without a server. */
  readonly stray?: 'leaderless server' | 'client' | undefined
  /** Default: on. */
  readonly peering?: boolean | undefined
  /** For a server that is killed and started again: its state is kept here, and the caller removes it. */
  readonly stateFolder?: string | undefined
  /** Default: free ones. */
  readonly ports?: AgentPorts | undefined
}

/** A running dev agent: server and leader of a cluster of its own. */
export interface Agent {
  readonly version: ConsulVersion
  readonly name: string
  readonly datacenter: string
  /** `http://127.0.0.1:<port>` */
  readonly address: string
  readonly ports: AgentPorts
  /** Process id of Consul itself. */
  readonly pid: number
  /** With `acl` only. */
  readonly managementToken: string | undefined
  /** Kills the agent and removes its folder; safe to call twice. */
  stop(): Promise<void>
}

/** Where an agent listens. */
export interface AgentPorts {
  readonly http: number
  /** With `https` only. */
  readonly https: number
  readonly grpc: number
  readonly grpcTls: number
  readonly server: number
  readonly serfLan: number
  readonly serfWan: number
}

/** Two clusters that know nothing of each other. */
export interface AgentPair {
  /** Datacenter `dc1`. */
  readonly acceptor: Agent
  /** Datacenter `dc2`. */
  readonly dialer: Agent
  stop(): Promise<void>
}

const managementToken = '11111111-1111-1111-1111-111111111111'
const startLimitMs = 60_000
const attempts = 5

/** Starts an agent and waits until it leads its cluster. A port that was lost to another process is tried again with new ones. */
export async function startAgent(request: AgentRequest): Promise<Agent> {
  const binary = request.binary ?? (await consulBinary(request.version))
  for (let attempt = 1; ; attempt++) {
    const result = await tryToStart(binary, request)
    if (typeof result !== 'string') return result
    const lostPort = /address already in use/.test(result)
    if (!lostPort || attempt === attempts) throw new Error(`Consul ${request.version} did not start: ${lastLines(result)}`)
  }
}

/** Starts two agents, `dc1` and `dc2`, at the same time. */
export async function startPair(
  version: ConsulVersion,
  options: Pick<AgentRequest, 'hcl' | 'acl' | 'peering'> & { readonly services?: readonly string[] } = {},
): Promise<AgentPair> {
  const { services = [], ...settings } = options
  const [acceptor, dialer] = await Promise.all([
    startAgent({ version, name: 'acceptor', datacenter: 'dc1', ...settings }),
    startAgent({ version, name: 'dialer', datacenter: 'dc2', ...settings }),
  ])
  for (const name of services) await registerService(acceptor, name)
  return {
    acceptor,
    dialer,
    async stop() {
      await Promise.all([acceptor.stop(), dialer.stop()])
    },
  }
}

/** Registers a service without checks on an agent. */
export async function registerService(agent: Agent, name: string, port = 9000): Promise<void> {
  await put(agent, '/v1/agent/service/register', { Name: name, Port: port, Address: '127.0.0.1' })
}

/** Makes an ACL token with these rules and gives its secret. */
export async function createToken(agent: Agent, rules: string): Promise<string> {
  const name = `rules-${Math.random().toString(36).slice(2)}`
  await put(agent, '/v1/acl/policy', { Name: name, Rules: rules })
  const token: unknown = await put(agent, '/v1/acl/token', { Policies: [{ Name: name }] })
  if (typeof token === 'object' && token !== null && 'SecretID' in token && typeof token.SecretID === 'string') return token.SecretID
  throw new Error('Consul made no token')
}

async function put(agent: Agent, where: string, body: unknown): Promise<unknown> {
  const headers: Record<string, string> = agent.managementToken ? { 'X-Consul-Token': agent.managementToken } : {}
  const answer = await fetch(agent.address + where, { method: 'PUT', headers, body: JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

/**
 * Ports that were free a moment ago, held until the last is known, so they differ. Chosen below those that systems hand out for
 * outgoing connections (from 32,768), which many agents and clients at once would soon take away again.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held: { readonly server: net.Server; readonly port: number }[] = []
  while (held.length < count) {
    const port = randomInt(20_000, 32_000)
    const server = await listenOn(port)
    if (server) held.push({ server, port })
  }
  await Promise.all(held.map(({ server }) => new Promise((resolve) => server.close(resolve))))
  return held.map(({ port }) => port)
}

function listenOn(port: number): Promise<net.Server | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** The agent, or its log when it ended before it was ready. */
async function tryToStart(binary: string, request: AgentRequest): Promise<Agent | string> {
  const ports = request.ports ?? (await choosePorts())
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-agent-'))
  const log = path.join(folder, 'agent.log')
  const guard = path.join(import.meta.dirname, 'guard.sh')
  // In a group of its own, so that the guard outlives a kill of ours.
  const child = spawn('sh', [guard, folder, log, binary, ...agentArguments(request, ports, folder)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: process.platform !== 'win32',
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  const agent: Agent = {
    version: request.version,
    name: request.name,
    datacenter: request.datacenter,
    address: `http://127.0.0.1:${ports.http}`,
    ports,
    pid: await readPid(child),
    managementToken: request.acl && managementToken,
    async stop() {
      child.ref()
      child.stdin?.destroy()
      await ended
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
  // A test that forgets to stop its agents can still end; the guard stops them then.
  child.unref()
  if (await isReady(agent, child, request)) return agent
  const words = fs.readFileSync(log, 'utf8')
  await agent.stop()
  return words
}

/** What matters of a log stands at its end. */
function lastLines(log: string): string {
  return log.trim().split('\n').slice(-3).join(' ') || 'it ended without a word, or had no leader in time'
}

async function choosePorts(): Promise<AgentPorts> {
  const [http = 0, https = 0, grpc = 0, grpcTls = 0, server = 0, serfLan = 0, serfWan = 0] = await freePorts(7)
  return { http, https, grpc, grpcTls, server, serfLan, serfWan }
}

function agentArguments(
  { version, name, datacenter, hcl, acl, https, stray, stateFolder, peering = true }: AgentRequest,
  ports: AgentPorts,
  folder: string,
): readonly string[] {
  const settings = [
    `peering { enabled = ${peering} }`,
    acl && `acl { enabled = true default_policy = "${acl}" tokens { initial_management = "${managementToken}" } }`,
    version !== '1.13.9' && `ports { grpc_tls = ${ports.grpcTls} }`,
    https !== undefined && `ports { https = ${ports.https} } tls { https { ${https} } }`,
    stateFolder !== undefined && 'connect { enabled = true } performance { raft_multiplier = 1 }',
    hcl,
  ]
  return [
    ...[
      'agent',
      ...(stateFolder === undefined ? modeArguments(stray, folder) : ['-server', '-bootstrap-expect=1', `-data-dir=${stateFolder}`]),
      `-node=${name}`,
      `-datacenter=${datacenter}`,
      '-bind=127.0.0.1',
      '-client=127.0.0.1',
      '-dns-port=-1',
    ],
    ...[`-http-port=${ports.http}`, `-grpc-port=${ports.grpc}`, `-server-port=${ports.server}`],
    ...[`-serf-lan-port=${ports.serfLan}`, `-serf-wan-port=${ports.serfWan}`],
    ...settings.flatMap((text) => (text ? ['-hcl', text] : [])),
  ]
}

function modeArguments(stray: AgentRequest['stray'], folder: string): readonly string[] {
  const data = `-data-dir=${path.join(folder, 'data')}`
  if (stray === 'client') return [data]
  return stray === 'leaderless server' ? ['-server', '-bootstrap-expect=3', data] : ['-dev']
}

/** The first line that the guard prints. */
function readPid({ stdout }: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let text = ''
    stdout?.on('data', (chunk) => {
      text += chunk
      if (!text.includes('\n')) return
      stdout.destroy()
      resolve(Number(text.trim()))
    })
    stdout?.once('end', () => resolve(0))
  })
}

/** A leader in `/v1/status/leader`, and its token, is all that a dev agent needs; no line of its log has to be waited for. */
async function isReady(agent: Agent, child: ChildProcess, { stray }: AgentRequest): Promise<boolean> {
  const limit = performance.now() + startLimitMs
  while (performance.now() < limit) {
    if (child.exitCode !== null || child.signalCode !== null) return false
    if (await (stray === undefined ? isLeading(agent) : isUp(agent))) return true
    await delay(50)
  }
  return false
}

/** A new leader knows its first token only a moment later. */
async function isLeading(agent: Agent): Promise<boolean> {
  if (!(await isLeader(agent))) return false
  return agent.managementToken === undefined || (await knowsToken(agent.address, agent.managementToken))
}

async function knowsToken(address: string, token: string): Promise<boolean> {
  try {
    const headers = { 'X-Consul-Token': token }
    return (await fetch(`${address}/v1/acl/token/self`, { headers, signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

/** The port tells our own agent from another that has taken our HTTP port. */
async function isLeader({ address, ports }: Agent): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/v1/status/leader`, { signal: AbortSignal.timeout(2_000) })
    return answer.ok && (await answer.text()).trim() === `"127.0.0.1:${ports.server}"`
  } catch {
    return false
  }
}

/** A stray agent answers what it can by itself. */
async function isUp({ address, name }: Agent): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/v1/agent/self`, { signal: AbortSignal.timeout(2_000) })
    return answer.ok && (await answer.text()).includes(`"NodeName":"${name}"`)
  } catch {
    return false
  }
}
