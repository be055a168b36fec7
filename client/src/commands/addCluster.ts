// Adds a cluster: its address is tried at once, so that a typing error shows while it can still be mended.
import { readAddress } from '../../../consul/src/connection.ts'
import { type ConsulError, explain } from '../../../consul/src/errors.ts'
import type { ClusterIdentity } from '../../../consul/src/identity.ts'
import { type Result, success } from '../../../consul/src/result.ts'
import type { Secret } from '../../../consul/src/secret.ts'
import { addressProblem } from '../profiles.ts'
import { askToken } from './askToken.ts'
import type { Command, CommandDependencies } from './command.ts'

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
    const profile = await deps.clusters.add({ name, address: reached.address, token: access.token })
    await deps.editor.showClusters()
    await deps.readings.refresh(profile.id)
  },
}

interface Reached {
  readonly address: string
  /** `undefined` when the cluster did not answer, or not without a token. */
  readonly identity: ClusterIdentity | undefined
}

/** Asks until the address answers, or until it is wanted all the same. */
async function askAddress(deps: CommandDependencies): Promise<Reached | undefined> {
  let value = ''
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
    const identity = await tryCluster(deps, address, undefined)
    if (!identity) return undefined
    if (identity.ok) return { address, identity: identity.value }
    if (isAboutAccess(identity.error)) return { address, identity: undefined }
    const again = await askAgain(deps, identity.error)
    if (again === undefined) return undefined
    if (!again) return { address, identity: undefined }
    value = address
  }
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

/** Whether to change an address that gave this error (`false`: to add it all the same); `undefined` when left unanswered. */
function askAgain({ ui, editor }: CommandDependencies, error: ConsulError): Promise<boolean | undefined> {
  const { message, next } = explain(error)
  editor.note(message)
  return ui.pick({
    title,
    placeholder: 'The cluster could not be asked',
    choices: [
      { label: 'Change the address', detail: message, icon: 'edit', value: true },
      {
        label: 'Add it all the same',
        description: mayPass(error) ? 'it may be down for now' : undefined,
        detail: next,
        icon: 'add',
        value: false,
      },
    ],
  })
}

/** Whether time alone may mend it. */
function mayPass({ kind }: ConsulError): boolean {
  return /^(connection-refused|connection-reset|unreachable|timeout|no-leader|no-servers|ca-not-ready)$/.test(kind)
}

/** Asks the cluster who it is; `undefined` when that was cancelled. */
async function tryCluster(
  deps: CommandDependencies,
  address: string,
  token: Secret | undefined,
): Promise<Result<ClusterIdentity> | undefined> {
  const client = await deps.connections.openUnknown({ address, token })
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
  { address, identity }: Reached,
): Promise<{ readonly token: Secret | undefined } | undefined> {
  if (identity?.aclsEnabled === false) return { token: undefined }
  for (;;) {
    const answer = await askToken(deps, { title, address, none: 'Without a token' })
    if (!answer?.token) return answer
    const tried = await tryCluster(deps, address, answer.token)
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
