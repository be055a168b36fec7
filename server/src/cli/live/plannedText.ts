// Planned changes of entries as text and as records.
import { describeDifference } from '../../../../consul/src/entries/compare.ts'
import type { PlannedChange } from '../../../../consul/src/entries/plan.ts'
import type { Terminal } from '../terminal.ts'
import { placeOfEntry } from './entryFiles.ts'

/** One change for a script. */
export interface ChangeRecord {
  readonly entry: string
  /** Absent for an entry that no file holds. */
  readonly file?: string
  readonly action: PlannedChange['action']
  readonly differences?: readonly string[]
  readonly lostKeys?: readonly string[]
}

/** The record of a change. */
export function changeRecord(change: PlannedChange, terminal: Terminal): ChangeRecord {
  const { wanted, action } = change
  const file = placeOfEntry(wanted, terminal)
  const about = { entry: `${wanted.kind}/${wanted.name}`, ...(file !== undefined && { file }), action }
  if (change.action !== 'change') return about
  const differences = change.differences.map(describeDifference)
  return { ...about, differences, ...(change.lostKeys.length > 0 && { lostKeys: change.lostKeys }) }
}

const signs: Readonly<Record<PlannedChange['action'], string>> = { create: '+', change: '~', same: '=' }

/** The lines of a change for a person; nothing for an entry that is the same. */
export function changeText(change: PlannedChange, terminal: Terminal): string {
  if (change.action === 'same') return ''
  const { entry, file, differences = [], lostKeys = [] } = changeRecord(change, terminal)
  return [
    `${signs[change.action]} ${entry}${file === undefined ? '' : `  (${file})`}\n`,
    ...differences.map((difference) => `    ${difference}\n`),
    ...lostKeys.map((key) => `    - ${key}: this program does not know the key, so a write would lose it\n`),
  ].join('')
}

/** How many there are of which kind, in one line. */
export function planSummary(changes: readonly PlannedChange[]): string {
  const count = (action: PlannedChange['action']) => changes.filter((change) => change.action === action).length
  return `${count('create')} to create, ${count('change')} to change, ${count('same')} the same.\n`
}
