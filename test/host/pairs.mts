// Pairs of real clusters in every way in which people run them, for the one click in a real VS Code.
import { execFileSync } from 'node:child_process'
import * as path from 'node:path'
import { type Agent, type AgentRequest, createToken, registerService, startAgent } from '../harness/consulAgent.ts'
import { type ConsulVersion, consulBinary, consulVersions } from '../harness/consulBinary.ts'
import { wholeFlow } from '../harness/policies.ts'
import type { HostCluster, HostPair } from './suite/hostPairs.ts'

/** The pairs, and how they end. */
export interface StartedPairs {
  readonly list: readonly HostPair[]
  stop(): Promise<void>
}

const ways = [
  { way: 'without ACLs' },
  { way: 'with ACLs that allow', acl: 'allow' },
  { way: 'with ACLs that deny', acl: 'deny' },
  { way: 'over TLS', tls: true },
] as const

/** Starts a pair for each version and way, and one whose versions can never peer. `folder`: for certificates. */
export async function startPairs(folder: string): Promise<StartedPairs> {
  const agents: Agent[] = []
  const stop = async () => {
    await Promise.all(agents.map((agent) => agent.stop()))
  }
  try {
    const certificate = await makeCertificates(folder)
    const start = async (version: ConsulVersion, side: 'acceptor' | 'dialer', way: (typeof ways)[number]): Promise<HostCluster> => {
      const datacenter = side === 'acceptor' ? 'dc1' : 'dc2'
      const request: AgentRequest = { version, name: side, datacenter, ...('acl' in way && { acl: way.acl }) }
      const agent = await startAgent('tls' in way ? { ...request, https: certificate[datacenter] } : request)
      agents.push(agent)
      await registerService(agent, side === 'acceptor' ? 'billing' : 'shop')
      const token = 'acl' in way ? await createToken(agent, wholeFlow) : undefined
      return toHostCluster(agent, { token, caFile: 'tls' in way ? path.join(folder, 'consul-agent-ca.pem') : undefined })
    }
    const list: HostPair[] = []
    for (const version of consulVersions) {
      for (const way of ways) {
        const [acceptor, dialer] = await Promise.all([start(version, 'acceptor', way), start(version, 'dialer', way)])
        list.push({ title: `${version} ${way.way}`, canPeer: true, acceptor, dialer })
      }
    }
    const [old, recent] = await Promise.all([start('1.13.9', 'acceptor', ways[0]), start('1.16.1', 'dialer', ways[0])])
    list.push({ title: '1.13.9 with 1.16.1', canPeer: false, acceptor: old, dialer: recent })
    return { list, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function toHostCluster(
  agent: Agent,
  { token, caFile }: { readonly token: string | undefined; readonly caFile: string | undefined },
): HostCluster {
  return {
    address: caFile === undefined ? agent.address : `https://127.0.0.1:${agent.ports.https}`,
    plainAddress: agent.address,
    ...(token !== undefined && { token }),
    ...(caFile !== undefined && { caFile }),
    ...(agent.managementToken !== undefined && { managementToken: agent.managementToken }),
  }
}

/** The TLS settings of the servers of each datacenter, signed by one private authority. */
async function makeCertificates(folder: string): Promise<Readonly<Record<'dc1' | 'dc2', string>>> {
  const consul = await consulBinary('1.16.1')
  const tls = (...args: string[]) => execFileSync(consul, ['tls', ...args], { cwd: folder, stdio: 'ignore' })
  tls('ca', 'create')
  tls('cert', 'create', '-server', '-dc=dc1')
  tls('cert', 'create', '-server', '-dc=dc2')
  const file = (name: string) => path.join(folder, name)
  const settings = (name: string) =>
    `ca_file = "${file('consul-agent-ca.pem')}" cert_file = "${file(`${name}.pem`)}" key_file = "${file(`${name}-key.pem`)}"`
  return { dc1: settings('dc1-server-consul-0'), dc2: settings('dc2-server-consul-0') }
}
