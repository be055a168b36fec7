// Which clusters a command talks to: by address, or by the name of a profile in the environment. No token is ever an argument.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { type ConsulClient, createConsulClient } from '../../../../consul/src/client.ts'
import type { Connection } from '../../../../consul/src/connection.ts'
import { type Environment, type EnvironmentCluster, readEnvironment } from '../../../../consul/src/environment.ts'
import { Secret } from '../../../../consul/src/secret.ts'
import type { Arguments, Option } from '../arguments.ts'
import type { Read, Terminal } from '../terminal.ts'

/** The part that a cluster plays in a command. */
export type ClusterRole = 'acceptor' | 'dialer' | 'cluster'

/** The options that name a cluster and say how it is reached. */
export function clusterOptions(role: ClusterRole): readonly Option[] {
  const prefix = prefixOf(role)
  const what = role === 'cluster' ? 'the cluster' : `the ${role}`
  const fallback = role === 'cluster' ? '\nDefault: CONSUL_HTTP_ADDR.' : ''
  return [
    { name: role, value: 'CLUSTER', help: `The address of ${what}, or the name of a profile in the environment${fallback}` },
    { name: `${prefix}token-file`, value: 'FILE', help: `A file with the ACL token of ${what}, or - for standard input` },
    { name: `${prefix}ca-file`, value: 'FILE', help: 'PEM file of the authorities that signed its certificate' },
    { name: `${prefix}client-cert`, value: 'FILE', help: 'PEM file of the certificate to show to it' },
    { name: `${prefix}client-key`, value: 'FILE', help: 'PEM file of the key of that certificate' },
    { name: `${prefix}tls-server-name`, value: 'NAME', help: 'The name that its certificate must carry' },
  ]
}

/** A sentence for the help of each command that talks to clusters. */
export const clusterHelp = `A CLUSTER is an address such as https://consul.example:8501, or the name of a profile: for \`east\` the
variables EAST_CONSUL_HTTP_ADDR, EAST_CONSUL_HTTP_TOKEN, EAST_CONSUL_CACERT … are read as Consul reads them without
that prefix. Tokens come from a file, from standard input, or from CONSUL_HTTP_TOKEN, never from an argument.`

/** A cluster that a command can talk to; whoever opens it closes its client. */
export interface OpenedCluster {
  readonly client: ConsulClient
  /** As it was named. */
  readonly given: string
}

/** Opens the cluster that plays this part; nothing is sent yet. A sentence says why it cannot be. */
export async function openCluster(role: ClusterRole, args: Arguments, terminal: Terminal): Promise<Read<OpenedCluster>> {
  const given = args.value(role)
  const environment = environmentFor(role, given, terminal.environment)
  if (!environment.ok) return environment
  const { cluster, problems } = readEnvironment(environment.value)
  if (!cluster) return { ok: false, problem: problems[0] ?? missing(role) }
  for (const problem of problems) terminal.say(`consul-peering: ${problem}`)
  const connection = await connectionOf(withOptions(cluster, args, prefixOf(role)), terminal)
  if (!connection.ok) return connection
  return { ok: true, value: { client: createConsulClient({ ...connection.value, label: given }), given: given ?? cluster.address } }
}

/** Both clusters of a pair; whoever opens them closes their clients. */
export async function openPair(args: Arguments, terminal: Terminal): Promise<Read<Readonly<Record<'acceptor' | 'dialer', OpenedCluster>>>> {
  if (args.value('acceptor-token-file') === '-' && args.value('dialer-token-file') === '-') {
    return { ok: false, problem: 'standard input holds one token only: give the other one in a file.' }
  }
  const acceptor = await openCluster('acceptor', args, terminal)
  if (!acceptor.ok) return acceptor
  const dialer = await openCluster('dialer', args, terminal)
  return dialer.ok ? { ok: true, value: { acceptor: acceptor.value, dialer: dialer.value } } : dialer
}

function prefixOf(role: ClusterRole): string {
  return role === 'cluster' ? '' : `${role}-`
}

function missing(role: ClusterRole): string {
  return role === 'cluster' ? 'name a cluster by `--cluster`, or set `CONSUL_HTTP_ADDR`.' : `name the ${role} by \`--${role}\`.`
}

/** The variables that hold for a cluster. */
function environmentFor(role: ClusterRole, given: string | undefined, environment: Environment): Read<Environment> {
  if (given === undefined) return role === 'cluster' ? { ok: true, value: environment } : { ok: false, problem: missing(role) }
  if (/[:./]/.test(given) || given === 'localhost') return addressed(role, given, environment)
  const prefix = `${given.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_`
  const own = Object.entries(environment).filter(([name]) => name.startsWith(`${prefix}CONSUL_`))
  const profile = Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]))
  if (profile['CONSUL_HTTP_ADDR']) return { ok: true, value: profile }
  const problem = `there is no profile \`${given}\`: set \`${prefix}CONSUL_HTTP_ADDR\`, or give an address such as \`http://127.0.0.1:8500\`.`
  return { ok: false, problem }
}

/** The scheme that is given counts, whatever the environment says. */
function addressed(role: ClusterRole, given: string, environment: Environment): Read<Environment> {
  const { CONSUL_HTTP_SSL: tls, ...rest } = environment
  const hasScheme = given.includes('://')
  const named = { ...rest, CONSUL_HTTP_ADDR: given, ...(!hasScheme && tls !== undefined && { CONSUL_HTTP_SSL: tls }) }
  if (readEnvironment(named).cluster) return { ok: true, value: named }
  return {
    ok: false,
    problem: `\`--${role}\` is not the address of an HTTP API. Write it as \`https://host:8501\` or \`http://host:8500\`, without user name, password and query.`,
  }
}

/** What is given as an option counts more than the environment. */
function withOptions(cluster: EnvironmentCluster, args: Arguments, prefix: string): EnvironmentCluster {
  const option = (name: string) => args.value(`${prefix}${name}`)
  const tokenFile = option('token-file')
  const caFile = option('ca-file')
  const clientCertFile = option('client-cert')
  const clientKeyFile = option('client-key')
  const serverName = option('tls-server-name')
  return {
    ...cluster,
    ...(tokenFile !== undefined && { tokenFile }),
    ...(caFile !== undefined && { caFile }),
    ...(clientCertFile !== undefined && { clientCertFile }),
    ...(clientKeyFile !== undefined && { clientKeyFile }),
    ...(serverName !== undefined && { serverName }),
  }
}

async function connectionOf(cluster: EnvironmentCluster, terminal: Terminal): Promise<Read<Connection>> {
  const read = (file: string | undefined) => readGiven(file, terminal)
  const [tokenText, authority, certificate, key] = [
    await read(cluster.tokenFile),
    cluster.caFile === undefined ? readFolder(cluster.caPath, terminal) : await read(cluster.caFile),
    await read(cluster.clientCertFile),
    await read(cluster.clientKeyFile),
  ]
  for (const file of [tokenText, authority, certificate, key]) if (!file.ok) return file
  if (!tokenText.ok || !authority.ok || !certificate.ok || !key.ok) return { ok: false, problem: 'a file cannot be read.' }
  const token = tokenText.value?.trim() ? new Secret(tokenText.value.trim()) : cluster.token
  return {
    ok: true,
    value: {
      address: cluster.address,
      token,
      certificateAuthority: authority.value,
      clientCertificate: certificate.value,
      clientKey: key.value === undefined ? undefined : new Secret(key.value),
      serverName: cluster.serverName,
      namespace: cluster.namespace,
      partition: cluster.partition,
    },
  }
}

/** The text of a file, or of standard input for `-`. */
export async function readGiven(file: string | undefined, { folder, input }: Terminal): Promise<Read<string | undefined>> {
  if (file === undefined) return { ok: true, value: undefined }
  if (file === '-') return { ok: true, value: await readAll(input) }
  return readFile(path.resolve(folder, file), file)
}

async function readAll(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function readFile(file: string, shown: string): Read<string> {
  try {
    return { ok: true, value: fs.readFileSync(file, 'utf8') }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { ok: false, problem: `\`${shown}\` cannot be read.` }
    throw error
  }
}

/** All PEM files of a folder, one after the other. */
function readFolder(folder: string | undefined, terminal: Terminal): Read<string | undefined> {
  if (folder === undefined) return { ok: true, value: undefined }
  const full = path.resolve(terminal.folder, folder)
  const texts = fs.globSync('*.{pem,crt}', { cwd: full }).map((name) => readFile(path.join(full, name), path.join(folder, name)))
  const unread = texts.find((text) => !text.ok)
  if (unread) return unread
  if (texts.length === 0) return { ok: false, problem: `\`${folder}\` holds no PEM file, so no authority is known.` }
  return { ok: true, value: texts.map((text) => (text.ok ? text.value : '')).join('\n') }
}
