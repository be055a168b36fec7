// Keeps a log of how reading the clusters went: a line when something fails or comes right, and none while it stays so.
import { explain } from '../../consul/src/errors.ts'
import type { Clusters } from './clusters.ts'
import type { Subscription } from './emitter.ts'
import { plainText } from './plainText.ts'
import type { ClusterReading, Readings } from './readings.ts'

/** The calls of a log. */
export interface ReadingLog {
  info(line: string): void
  warn(line: string): void
}

/** Follows the readings. No line holds a secret: each is one of our own sentences. */
export function logReadings(
  { clusters, readings }: { readonly clusters: Pick<Clusters, 'find'>; readonly readings: Pick<Readings, 'of' | 'onDidChange'> },
  log: ReadingLog,
): Subscription {
  const told = new Map<string, readonly string[]>()
  return readings.onDidChange((id) => {
    const failures = failuresOf(readings.of(id))
    const name = clusters.find(id)?.name
    if (!failures || name === undefined) return
    const before = told.get(id) ?? []
    told.set(id, failures)
    for (const failure of failures) if (!before.includes(failure)) log.warn(`${name}: ${plainText(failure)}`)
    if (failures.length === 0 && before.length > 0) log.info(`${name}: All could be read again.`)
  })
}

/** What went wrong, each once; `undefined` while nothing new is known. */
function failuresOf(reading: ClusterReading): readonly string[] | undefined {
  switch (reading.state) {
    case 'blocked':
      return [reading.problem.message]
    case 'read': {
      const { leader, identity, peerings, exportedServices } = reading.snapshot
      const noLeader = leader.ok && leader.value === undefined ? [explain({ kind: 'no-leader' }).message] : []
      const failed = [leader, identity, peerings, exportedServices].flatMap((part) =>
        part.ok || part.error.kind === 'cancelled' ? [] : [explain(part.error).message],
      )
      return [...new Set([...noLeader, ...failed])]
    }
    default:
      return undefined
  }
}
