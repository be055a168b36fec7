// Takes out of a cluster's entries what names a peer that is gone: a new peering of that name would bring it back to life.
import type { CommandDependencies } from './command.ts'
import { confirmOn } from './confirmOn.ts'
import { withLimit } from './deleteEntry.ts'
import { type ReadCluster, tellError } from './onEntry.ts'

/** Offers to clean up; says nothing where no entry names the peer. */
export async function cleanUpPeer(deps: CommandDependencies, cluster: ReadCluster, peer: string): Promise<void> {
  const live = await deps.live()
  const { profile, client, reading } = cluster
  const found = await deps.ui.progress(`Looking for what names ${peer} on ${profile.name}…`, (_report, signal) =>
    live.entriesNaming(client, peer, reading, { signal }),
  )
  if (!found.ok) {
    await tellError(deps, found.error)
    return
  }
  if (found.value.length === 0) return
  const lines = found.value.map(({ sentence }) => sentence)
  const isSure = await confirmOn(deps, profile, {
    message: `Also take \`${peer}\` out of the entries that name it?`,
    detail: `${withLimit(lines).join('\n')}\n\nThey do nothing now, and come back to life with a new peering of that name.`,
    verb: 'Clean Up',
  })
  if (!isSure) return
  const cleaned = await deps.ui.progress(`Cleaning up on ${profile.name}…`, (_report, signal) =>
    live.removePeer(client, found.value, reading, { signal }),
  )
  void deps.readings.refresh(profile.id)
  if (cleaned.ok) {
    // The other end may be next.
    void deps.ui.tell('information', `\`${peer}\` is taken out of the entries of \`${profile.name}\`.`)
    return
  }
  await deps.ui.tell('error', `${cleaned.message} What was done before stays done.`)
}
