// Writes the entries of files to a cluster: shows every change first, writes by check-and-set, stops at the first refusal.
import type { AppliedChange } from '../../../consul/src/entries/apply.ts'
import type { PlannedChange } from '../../../consul/src/entries/plan.ts'
import type { WantedEntry } from '../../../consul/src/entries/wantedEntry.ts'
import { explain } from '../../../consul/src/errors.ts'
import type { OpenedFile } from '../pages.ts'
import type { Choice, Heading } from '../ui.ts'
import { type Command, type CommandDependencies, sentence } from './command.ts'
import { confirmOn } from './confirmOn.ts'
import { chooseAndRead, clusterOfFiles, type ReadCluster, tellError } from './onEntry.ts'
import { compareChange } from './showChange.ts'

const title = 'Apply Entries to a Cluster'

/** Applies the open file, or the files and folders that were chosen in the explorer. */
export const applyEntries: Command = {
  id: 'consulPeering.applyEntries',
  async run(deps, ...given) {
    const files = await deps.pages.filesOf(given)
    const own = await clusterOfFiles(deps, files)
    const cluster = files.length === 0 ? undefined : await chooseAndRead(deps, own, { title, placeholder: 'To which cluster?' })
    if (files.length === 0) await deps.ui.tell('information', 'Open a file with config entries first, or choose files in the explorer.')
    const changes = cluster && (await planFiles(deps, cluster, files))
    if (changes) await applyAndTell(deps, cluster, changes)
  },
}

/** What writing the files would change; says why when that is not known. */
export async function planFiles(
  deps: CommandDependencies,
  cluster: ReadCluster,
  files: readonly OpenedFile[],
): Promise<readonly PlannedChange[] | undefined> {
  const live = await deps.live()
  const found = files.map(({ uri, shown, text }) => ({ shown, ...live.wantedInText(uri, text, cluster.reading) }))
  const broken = found.find(({ unreadable }) => unreadable.length > 0)
  if (broken) {
    await deps.ui.tell('error', `\`${broken.shown}\` holds an entry that Consul cannot read, so nothing was written. Its findings say why.`)
    return undefined
  }
  const twice = heldTwice(found)
  if (twice) {
    await deps.ui.tell('error', twice)
    return undefined
  }
  const wanted = found.flatMap((file) => file.wanted)
  if (wanted.length === 0) {
    await deps.ui.tell('information', 'There is no config entry here.')
    return undefined
  }
  const planned = await deps.ui.progress(`Comparing with ${cluster.profile.name}…`, (_report, signal) =>
    live.planEntries(cluster.client, wanted, cluster.reading, signal),
  )
  if (planned.ok) return planned.value
  await tellError(deps, planned.error)
  return undefined
}

/** Of two files with one entry, only a person knows which is meant; the folders of two clusters look like that, too. */
function heldTwice(files: readonly { readonly shown: string; readonly wanted: readonly WantedEntry[] }[]): string | undefined {
  const holders = new Map<string, string>()
  for (const { shown, wanted } of files) {
    for (const { kind, name } of wanted) {
      const other = holders.get(`${kind}/${name}`)
      if (other !== undefined) {
        const places = other === shown ? `\`${shown}\` holds it twice` : `\`${other}\` and \`${shown}\` both hold it`
        return `It is not clear which \`${kind}/${name}\` is meant: ${places}. Choose the files of one cluster.`
      }
      holders.set(`${kind}/${name}`, shown)
    }
  }
  return undefined
}

/** The same as `previewAndApply`, and says so when all were written. */
export async function applyAndTell(deps: CommandDependencies, cluster: ReadCluster, changes: readonly PlannedChange[]): Promise<void> {
  if (!(await previewAndApply(deps, cluster, changes))) return
  const written = changes.filter(({ action }) => action !== 'same').length
  const what = written === 1 ? '1 entry is' : `${written} entries are`
  await deps.ui.tell('information', `${what} written to \`${cluster.profile.name}\`.`)
}

/** Shows the changes until a person applies them or leaves; `true` when all were written. */
export async function previewAndApply(
  deps: CommandDependencies,
  cluster: ReadCluster,
  changes: readonly PlannedChange[],
): Promise<boolean> {
  const { profile } = cluster
  const open = changes.filter(({ action }) => action !== 'same')
  if (open.length === 0) {
    await deps.ui.tell('information', `\`${profile.name}\` has all of this already, so nothing was written.`)
    return false
  }
  for (;;) {
    const answer = await deps.ui.pick(previewQuestion(profile.name, changes))
    if (answer === undefined) return false
    if (answer === 'apply') break
    await compareChange(deps, cluster, answer)
  }
  const detail = open.map(({ action, wanted }) => `${action} ${wanted.kind}/${wanted.name}`).join('\n')
  const message = open.length === 1 ? 'Write this entry?' : `Write these ${open.length} entries?`
  return (await confirmOn(deps, profile, { message, detail, verb: 'Apply' })) && apply(deps, cluster, changes)
}

type Answer = PlannedChange | 'apply'

function previewQuestion(name: string, changes: readonly PlannedChange[]) {
  const open = changes.filter(({ action }) => action !== 'same')
  const go: Choice<Answer> = {
    label: open.length === 1 ? `Apply 1 change to ${name}` : `Apply ${open.length} changes to ${name}`,
    icon: 'cloud-upload',
    value: 'apply',
  }
  const choices: readonly (Choice<Answer> | Heading)[] = [
    go,
    { heading: 'Changes, in the order in which they are written' },
    ...changes.map(changeRow),
  ]
  return { title, placeholder: 'Choose a change to compare it side by side', choices }
}

const looks = { create: 'add', change: 'edit', same: 'check' } as const

function changeRow(change: PlannedChange): Choice<Answer> {
  const { action, wanted } = change
  const count = change.action === 'change' ? change.differences.length : 0
  const detail =
    change.action === 'change' ? `${count} ${count === 1 ? 'difference' : 'differences'}${lostText(change.lostKeys)}` : undefined
  return { label: `${wanted.kind}/${wanted.name}`, description: action, detail, icon: looks[action], value: change }
}

function lostText(keys: readonly string[]): string {
  return keys.length === 0 ? '' : `; these keys are not known here and would be lost: ${keys.join(', ')}`
}

async function apply(deps: CommandDependencies, cluster: ReadCluster, changes: readonly PlannedChange[]): Promise<boolean> {
  const live = await deps.live()
  const { profile, client, reading } = cluster
  const applied = await deps.ui.progress(`Writing to ${profile.name}`, async (report, signal) => {
    const outcomes: AppliedChange[] = []
    for await (const one of live.applyChanges(client, changes, reading, signal)) {
      outcomes.push(one)
      report(`${one.change.wanted.kind}/${one.change.wanted.name}`)
    }
    return outcomes
  })
  void deps.readings.refresh(profile.id)
  const written = applied.filter(({ outcome }) => outcome === 'written').length
  const last = applied.at(-1)
  if (last?.outcome === 'conflict' || last?.outcome === 'refused') {
    await tellStop(deps, cluster, last, written)
    return false
  }
  return true
}

type Stop = Extract<AppliedChange, { readonly outcome: 'conflict' | 'refused' }>

async function tellStop(deps: CommandDependencies, cluster: ReadCluster, stop: Stop, written: number): Promise<void> {
  const live = await deps.live()
  const { wanted } = stop.change
  const name = `\`${wanted.kind}/${wanted.name}\``
  const before = written === 0 ? 'Nothing was written.' : `${written} before it ${written === 1 ? 'was' : 'were'} written.`
  if (stop.outcome === 'conflict') {
    const message = `Somebody changed ${name} on \`${cluster.profile.name}\` after it was compared, so it was not overwritten. ${before}`
    await deps.ui.tell('warning', message)
    return
  }
  if (stop.error.kind === 'cancelled') {
    await deps.ui.tell('warning', `Cancelled at ${name}. ${before}`)
    return
  }
  const said = sentence(explain(stop.error))
  const detail = 'detail' in stop.error ? stop.error.detail : ''
  const { uri } = wanted.entry.document
  if (uri.startsWith('file:')) await deps.pages.showProblem(uri, live.refusalPlace(wanted.entry, detail), said)
  await deps.ui.tell('error', `${name}: ${said} ${before}`)
}
