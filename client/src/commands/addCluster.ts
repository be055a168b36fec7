// Adds a cluster: its address is tried at once, so that a typing error shows while it can still be mended.
import { readAddress } from '../../../consul/src/connection.ts'
import { type ConsulError, explain } from '../../../consul/src/errors.ts'
import type { ClusterIdentity } from '../../../consul/src/identity.ts'
import { type Result, success } from '../../../consul/src/result.ts'
import type { Secret } from '../../../consul/src/secret.ts'
import type { UnknownCluster } from '../connections.ts'
import { addressProblem } from '../profiles.ts'
import type { Choice } from '../ui.ts'
import { askToken } from './askToken.ts'
import { type Command, type CommandDependencies, sentence } from './command.ts'

const title = 'Add Cluster'

/** Asks for address, name and token, in that order. */
export const addCluster: Command = {
  id: 'consulPeering.addCluster',
  async run(deps) {
    const reached = await askAddress(deps)
    if (!reached) return
    const name = await askName(deps, reached)
    if (name === undefined) return
    const access = await askAccess(deps, reached)
    if (!access) return
    const place = await askPlace(deps, reached)
    if (!place) return
    const profile = await deps.clusters.add({ ...reached.tls, ...place, name, address: reached.address, token: access.token })
    await deps.editor.showClusters()
    await deps.readings.refresh(profile.id)
  },
}

/** How a cluster behind https is trusted, and trusts us. */
type TlsSettings = Pick<UnknownCluster, 'caFile' | 'clientCertFile' | 'clientKeyFile' | 'serverName'>

interface Reached {
  readonly address: string
  readonly tls: TlsSettings
  /** `undefined` when the cluster did not answer, or not without a token. */
  readonly identity: ClusterIdentity | undefined
}

/** Asks until the address answers, or until it is wanted all the same. */
async function askAddress(deps: CommandDependencies): Promise<Reached | undefined> {
  let value = ''
  let tls: TlsSettings = {}
  for (;;) {
    const typed = await deps.ui.input({
      title,
      prompt: 'Address of the HTTP API of one of its agents',
      placeholder: 'https://consul.example:8501',
      value,
      problem: (text) => (text.trim() === '' ? undefined : addressProblem(text)),
    })
    const address = typed?.trim()
    if (address === undefined || address === '' || addressProblem(address) !== undefined) return undefined
    if (!(await isWantedAgain(deps, address))) return undefined
    const reached = await reach(deps, address, tls)
    if (reached !== 'another address') return reached
    value = address
    tls = {}
  }
}

/** Tries an address, with the certificates that it turns out to need, until it answers or is wanted all the same. */
async function reach(deps: CommandDependencies, address: string, given: TlsSettings): Promise<Reached | 'another address' | undefined> {
  let tls = given
  for (;;) {
    const identity = await tryCluster(deps, { ...tls, address, token: undefined })
    if (!identity) return undefined
    if (identity.ok) return { address, tls, identity: identity.value }
    if (isAboutAccess(identity.error)) return { address, tls, identity: undefined }
    const answer = await askAgain(deps, identity.error)
    switch (answer) {
      case undefined:
        return undefined
      case 'address':
        return 'another address'
      case 'keep':
        return { address, tls, identity: undefined }
      default:
        tls = { ...tls, ...(await askTls(deps, answer)) }
    }
  }
}

type TlsPart = 'ca' | 'name' | 'client'

/** Asks for a part of the TLS settings; nothing when that is left unanswered. */
async function askTls({ ui }: CommandDependencies, part: TlsPart): Promise<TlsSettings> {
  switch (part) {
    case 'ca': {
      const caFile = await ui.chooseFile('CA file (PEM) of the cluster')
      return caFile === undefined ? {} : { caFile }
    }
    case 'name': {
      const serverName = (
        await ui.input({ title, prompt: 'Name in the certificate of the agent', placeholder: 'server.dc1.consul' })
      )?.trim()
      return serverName ? { serverName } : {}
    }
    case 'client': {
      const clientCertFile = await ui.chooseFile('Client certificate (PEM)')
      const clientKeyFile = clientCertFile === undefined ? undefined : await ui.chooseFile('Key of the client certificate (PEM)')
      return clientCertFile === undefined || clientKeyFile === undefined ? {} : { clientCertFile, clientKeyFile }
    }
  }
}

/** What mends an error of TLS. */
function tlsChoice({ kind }: ConsulError): Choice<TlsPart> | undefined {
  switch (kind) {
    case 'tls-untrusted':
      return { label: 'Choose its CA file…', icon: 'shield', value: 'ca' }
    case 'tls-wrong-name':
      return { label: 'Enter the name in its certificate…', icon: 'tag', value: 'name' }
    case 'tls-client-certificate':
      return { label: 'Choose a client certificate and its key…', icon: 'key', value: 'client' }
    default:
      return undefined
  }
}

/** Only Enterprise has partitions and namespaces; an empty answer means `default`. */
async function askPlace(
  { ui }: CommandDependencies,
  { identity }: Reached,
): Promise<Pick<UnknownCluster, 'partition' | 'namespace'> | undefined> {
  if (identity?.edition !== 'enterprise') return {}
  const partition = await ui.input({ title, prompt: 'Admin partition; empty for `default`', placeholder: 'default' })
  if (partition === undefined) return undefined
  const namespace = await ui.input({ title, prompt: 'Namespace; empty for `default`', placeholder: 'default' })
  if (namespace === undefined) return undefined
  return { ...(partition.trim() && { partition: partition.trim() }), ...(namespace.trim() && { namespace: namespace.trim() }) }
}

/** Asks before an address is added once more, as for another partition: two rows of one cluster are easily mixed up. */
async function isWantedAgain({ ui, clusters }: CommandDependencies, address: string): Promise<boolean> {
  const base = readAddress(address)?.base
  const known = clusters.list().find((profile) => readAddress(profile.address)?.base === base)
  if (!known) return true
  return ui.confirm({
    message: `Add the address of \`${known.name}\` once more?`,
    detail: `\`${base}\` is that of \`${known.name}\` already, so both rows will show the same cluster.`,
    verb: 'Add It Once More',
  })
}

/** What to do about an address that gave this error; `undefined` when left unanswered. */
function askAgain({ ui, editor }: CommandDependencies, error: ConsulError): Promise<TlsPart | 'address' | 'keep' | undefined> {
  const { message, next } = explain(error)
  editor.note(message)
  const tls = tlsChoice(error)
  return ui.pick<TlsPart | 'address' | 'keep'>({
    title,
    placeholder: 'The cluster could not be asked',
    choices: [
      ...(tls ? [{ ...tls, detail: next }] : []),
      { label: 'Change the address', detail: message, icon: 'edit', value: 'address' },
      {
        label: 'Add it all the same',
        description: mayPass(error) ? 'it may be down for now' : undefined,
        detail: tls ? undefined : next,
        icon: 'add',
        value: 'keep',
      },
    ],
  })
}

/** Whether time alone may mend it. */
function mayPass({ kind }: ConsulError): boolean {
  return /^(connection-refused|connection-reset|unreachable|timeout|no-leader|no-servers|ca-not-ready)$/.test(kind)
}

/** Asks the cluster who it is; `undefined` when that was cancelled. */
async function tryCluster(deps: CommandDependencies, cluster: UnknownCluster): Promise<Result<ClusterIdentity> | undefined> {
  const { address, token } = cluster
  const opened = await deps.connections.openUnknown(cluster)
  if (!opened.ok) {
    await deps.ui.tell('error', sentence(opened.problem))
    return undefined
  }
  const { client } = opened
  try {
    return await deps.ui.progress(`Asking ${readAddress(address)?.shown ?? 'the cluster'}…`, async (_report, signal) => {
      const leader = await client.leader({ signal })
      if (signal.aborted) return undefined
      const self = leader.ok ? await client.self({ signal }) : leader
      if (signal.aborted || !self.ok || !token) return signal.aborted ? undefined : self
      // Who it is may be public; the token shows its worth on what is not.
      const peerings = await client.listPeerings({ signal })
      if (signal.aborted) return undefined
      return !peerings.ok && isAboutAccess(peerings.error) ? peerings : success(self.value)
    })
  } finally {
    await client.close()
  }
}

function isAboutAccess({ kind }: ConsulError): boolean {
  return /^(permission-denied|acl-not-found|acl-not-bootstrapped|bad-acl-token)$/.test(kind)
}

function askName({ ui, clusters }: CommandDependencies, { address, identity }: Reached): Promise<string | undefined> {
  const taken = new Set(clusters.list().map(({ name }) => name))
  const suggestion = identity?.datacenter ?? readAddress(address)?.host ?? ''
  return ui
    .input({
      title,
      prompt: 'Name of the cluster, as in the `consul-peering.json` of its entries',
      value: taken.has(suggestion) ? '' : suggestion,
      problem: (text) => (taken.has(text.trim()) ? `There is a cluster \`${text.trim()}\` already. Choose another name.` : undefined),
    })
    .then((name) => (name === undefined || name.trim() === '' || taken.has(name.trim()) ? undefined : name.trim()))
}

/** Asks for a token unless the cluster has no ACLs; until one works, or is wanted all the same. */
async function askAccess(
  deps: CommandDependencies,
  { address, tls, identity }: Reached,
): Promise<{ readonly token: Secret | undefined } | undefined> {
  if (identity?.aclsEnabled === false) return { token: undefined }
  for (;;) {
    const answer = await askToken(deps, { title, address, none: 'Without a token' })
    if (!answer?.token) return answer
    const tried = await tryCluster(deps, { ...tls, address, token: answer.token })
    if (!tried) return undefined
    if (tried.ok || !isAboutAccess(tried.error)) return answer
    const { message, next } = explain(tried.error)
    deps.editor.note(message)
    // What can never be sent is not worth keeping.
    const keep = { label: 'Keep this one', detail: next, icon: 'check', value: false }
    const again = await deps.ui.pick({
      title,
      placeholder: 'The token does not work',
      choices: [
        { label: 'Enter another token', detail: message, icon: 'key', value: true },
        ...(tried.error.kind === 'bad-acl-token' ? [] : [keep]),
      ],
    })
    if (again === undefined) return undefined
    if (!again) return answer
  }
}
