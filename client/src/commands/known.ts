// What has to be known of a cluster before a peering of it is made: its version and the names that are taken.
import { explain } from '../../../consul/src/errors.ts'
import type { Generation } from '../../../consul/src/identity.ts'
import type { Peering } from '../../../consul/src/peering.ts'
import type { ChosenCluster } from './chooseCluster.ts'
import { type CommandDependencies, sentence } from './command.ts'

/** The version and the peerings of a cluster. */
export interface KnownCluster {
  readonly version: string
  readonly generation: Generation
  readonly peerings: readonly Peering[]
}

/** Asks the cluster; says why when that fails, and nothing when it was cancelled. */
export async function readKnown({ ui }: CommandDependencies, { profile, client }: ChosenCluster): Promise<KnownCluster | undefined> {
  const read = await ui.progress(`Asking ${profile.name}…`, async (_report, signal) => {
    // A cluster without a leader lets all other calls hang.
    const leader = await client.leader({ signal })
    if (!leader.ok) return leader
    if (leader.value === undefined) return { ok: false as const, error: { kind: 'no-leader' as const } }
    const [self, peerings] = await Promise.all([client.self({ signal }), client.listPeerings({ signal })])
    if (!self.ok) return self
    const { version, generation } = self.value
    return peerings.ok ? { ok: true as const, value: { version, generation, peerings: peerings.value } } : peerings
  })
  if (read.ok) return read.value
  if (read.error.kind !== 'cancelled') await ui.tell('error', sentence(explain(read.error)))
  return undefined
}
