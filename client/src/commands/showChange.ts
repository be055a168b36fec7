// Shows a planned change of an entry side by side.
import type { PlannedChange } from '../../../consul/src/entries/plan.ts'
import type { CommandDependencies } from './command.ts'
import type { ReadCluster } from './onEntry.ts'
import { fileName } from './openEntry.ts'

/** Left what the cluster has, right what is wanted, both in normal form, so that only real differences show. */
export async function compareChange(deps: CommandDependencies, { profile, reading }: ReadCluster, change: PlannedChange): Promise<void> {
  const live = await deps.live()
  const { kind, name } = change.wanted
  const path = `${fileName(name)}.hcl`
  const left = change.action === 'create' ? '' : live.shownEntryText(change.live, 'hcl', reading)
  await deps.pages.compare(
    { path: `${fileName(profile.name)}/${kind}/now/${path}`, text: left },
    { path: `${fileName(profile.name)}/${kind}/wanted/${path}`, text: live.shownNormalText(change.wanted.normal, 'hcl') },
    `${kind}/${name}: ${profile.name} ↔ wanted`,
  )
}
