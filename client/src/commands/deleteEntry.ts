// Deletes an entry of a cluster, after saying what would go with it.

import type { LiveConfigEntry } from '../../../consul/src/client.ts'
import type { Command, CommandDependencies } from './command.ts'
import { confirmOn } from './confirmOn.ts'
import { chooseAndRead, chooseEntry, type ReadCluster, tellError } from './onEntry.ts'

const title = 'Delete Entry of a Cluster'

/** Deletes exactly the version of the entry that was read, and nothing that was changed since. */
export const deleteEntry: Command = {
  id: 'consulPeering.deleteEntry',
  async run(deps, row) {
    const cluster = await chooseAndRead(deps, row, { title, placeholder: 'Of which cluster?' })
    const entry = cluster && (await chooseEntry(deps, cluster, row, title))
    if (entry) await confirmAndDelete(deps, cluster, entry)
  },
}

/** Says what the deletion breaks, asks, deletes, and tells what became of it. */
export async function confirmAndDelete(deps: CommandDependencies, cluster: ReadCluster, entry: LiveConfigEntry): Promise<void> {
  const live = await deps.live()
  const { profile, client } = cluster
  const breakage = await deps.ui.progress(`Looking what depends on it…`, (_report, signal) => live.breakageOf(client, entry, { signal }))
  if (!breakage.ok) {
    await tellError(deps, breakage.error)
    return
  }
  const name = `\`${entry.kind}/${entry.name}\``
  const detail = breakage.value.length === 0 ? undefined : withLimit(breakage.value).join('\n')
  if (!(await confirmOn(deps, profile, { message: `Delete ${name}?`, detail, verb: 'Delete' }))) return
  const deleted = await deps.ui.progress(`Deleting from ${profile.name}…`, (_report, signal) => live.deleteEntry(client, entry, { signal }))
  void deps.readings.refresh(profile.id)
  switch (deleted.outcome) {
    case 'deleted':
    case 'gone':
      await deps.ui.tell('information', `${name} is deleted from \`${profile.name}\`.`)
      return
    case 'conflict':
      await deps.ui.tell('warning', `Somebody changed ${name} meanwhile, so it was left as it is. Look at it again before you delete it.`)
      return
    case 'refused':
      await tellError(deps, deleted.error)
  }
}

const mostLines = 12

/** A modal that is longer than the screen cannot be answered. */
export function withLimit(lines: readonly string[]): readonly string[] {
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more.`]
}
