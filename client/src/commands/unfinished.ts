// What a step on one cluster that was cancelled, or has failed, left there: it is named, and deleted when somebody wants that.
import { type ConsulError, explain } from '../../../consul/src/errors.ts'
import type { ChosenCluster } from './chooseCluster.ts'
import { type CommandDependencies, sentence } from './command.ts'
import { deleteEnds } from './deletePeering.ts'

/** The step. */
export interface Unfinished {
  readonly peerName: string
  /** Whether the record was there before, so that it is not this step's. */
  readonly existed: boolean
  readonly error: ConsulError
}

const lookMs = 5_000

/** Says what went wrong, and what is half made; silent where a person cancelled and nothing was left. */
export async function tellUnfinished(deps: CommandDependencies, cluster: ChosenCluster, step: Unfinished): Promise<void> {
  const { peerName, existed, error } = step
  const isCancelled = error.kind === 'cancelled'
  const why = isCancelled ? 'It was cancelled.' : sentence(explain(error))
  const read = existed ? undefined : await cluster.client.readPeering(peerName, { signal: AbortSignal.timeout(lookMs) })
  const record = read?.ok ? read.value : undefined
  const where = `\`${peerName}\` on ${cluster.profile.name}`
  if (record?.state === 'ACTIVE' && isCancelled) {
    await offerDeletion(deps, cluster, {
      peerName,
      message: `It was too late to cancel: ${where} is ACTIVE.`,
      button: 'Delete the Peering',
    })
  } else if (record && record.state !== 'ACTIVE') {
    const message = `${why} Half made is: ${where} (${record.state}).`
    await offerDeletion(deps, cluster, { peerName, message, button: 'Delete the Half-Made Peering' })
  } else if (!isCancelled) await deps.ui.tell('error', why)
}

interface Offer {
  readonly peerName: string
  readonly message: string
  readonly button: string
}

async function offerDeletion(deps: CommandDependencies, cluster: ChosenCluster, { peerName, message, button }: Offer): Promise<void> {
  const pressed = await deps.ui.tell('warning', message, button)
  if (pressed === undefined) return
  if (await deleteEnds(deps, [{ cluster, peer: peerName }])) {
    await deps.ui.tell('information', `Deleted: \`${peerName}\` on ${cluster.profile.name}.`)
  }
}
