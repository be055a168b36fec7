// Deletes an entry of a cluster, after saying what would go with it.

import type { LiveConfigEntry } from '../../../consul/src/client.ts'
import { rowOf } from '../tree/rows.ts'
import type { Command, CommandDependencies } from './command.ts'
import { confirmOn } from './confirmOn.ts'
import { chooseAndRead, chooseEntry, type ReadCluster, tellError } from './onEntry.ts'

const title = 'Delete Entry of a Cluster'

/** Deletes exactly the versions of the entries that were read, and nothing that was changed since. */
export const deleteEntry: Command = {
  id: 'consulPeering.deleteEntry',
  async run(deps, row, selected) {
    const cluster = await chooseAndRead(deps, row, { title, placeholder: 'Of which cluster?' })
    if (!cluster) return
    const entries: LiveConfigEntry[] = []
    for (const one of rowsOf(deps, cluster, row, selected)) {
      const entry = await chooseEntry(deps, cluster, one, title)
      if (!entry) return
      entries.push(entry)
    }
    await confirmAndDelete(deps, cluster, entries)
  },
}

/** All selected entries of the cluster, when the clicked row is one of them. */
function rowsOf({ clusters }: CommandDependencies, { profile }: ReadCluster, row: unknown, selected: unknown): readonly unknown[] {
  if (!Array.isArray(selected) || !selected.includes(row)) return [row]
  return selected.filter((one) => {
    const found = rowOf(clusters.list(), one)
    return found?.profile.id === profile.id && (found.subject.is === 'entry' || found.subject.is === 'intention')
  })
}

/** Says what the deletions break, asks once, deletes, and tells what became of them. */
export async function confirmAndDelete(
  deps: CommandDependencies,
  cluster: ReadCluster,
  entries: readonly LiveConfigEntry[],
): Promise<void> {
  const { profile } = cluster
  const breakage = await breakageOfAll(deps, cluster, entries)
  const [first] = entries
  if (!breakage || !first) return
  const names = entries.map(nameOf)
  const message = entries.length === 1 ? `Delete ${names.join()}?` : `Delete these ${entries.length} entries?`
  const lines = [...(entries.length === 1 ? [] : names), ...breakage]
  const detail = lines.length === 0 ? undefined : withLimit(lines).join('\n')
  if (!(await confirmOn(deps, profile, { message, detail, verb: 'Delete' }))) return
  await deleteAll(deps, cluster, entries)
  void deps.readings.refresh(profile.id)
}

async function breakageOfAll(
  deps: CommandDependencies,
  { client, reading }: ReadCluster,
  entries: readonly LiveConfigEntry[],
): Promise<readonly string[] | undefined> {
  const live = await deps.live()
  const read = await deps.ui.progress('Looking what depends on it…', (_report, signal) =>
    Promise.all(entries.map((entry) => live.breakageOf(client, entry, reading, { signal }))),
  )
  const failed = read.find((result) => !result.ok)
  if (failed && !failed.ok) {
    await tellError(deps, failed.error)
    return undefined
  }
  return [...new Set(read.flatMap((result) => (result.ok ? result.value : [])))]
}

/** Ends at the first that cannot be deleted. */
async function deleteAll(deps: CommandDependencies, { client, profile }: ReadCluster, entries: readonly LiveConfigEntry[]): Promise<void> {
  const live = await deps.live()
  for (const entry of entries) {
    const deleted = await deps.ui.progress(`Deleting from ${profile.name}…`, (_report, signal) =>
      live.deleteEntry(client, entry, { signal }),
    )
    if (deleted.outcome === 'conflict') {
      const message = `Somebody changed ${nameOf(entry)} meanwhile, so it was left as it is. Look at it again before you delete it.`
      await deps.ui.tell('warning', message)
      return
    }
    if (deleted.outcome === 'refused') return tellError(deps, deleted.error)
  }
  const what = entries.length === 1 ? `${entries.map(nameOf).join()} is` : `${entries.length} entries are`
  void deps.ui.tell('information', `${what} deleted from \`${profile.name}\`.`)
}

function nameOf({ kind, name }: LiveConfigEntry): string {
  return `\`${kind}/${name}\``
}

const mostLines = 12

/** A modal that is longer than the screen cannot be answered. */
export function withLimit(lines: readonly string[]): readonly string[] {
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more.`]
}
