// Tells of splits whose weights are not 100 together, and of splits that go to the same place.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { placeOf } from '../model/place.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const splitWeights: EntryRule = {
  code: 'split-weights',
  kinds: ['service-splitter'],
  title: 'Splits that are not 100 % together, or go to the same place',
  category: 'rejected',
  severity: 'error',
  why: 'The weights are percentages and make 100 together, each rounded to 0.01 on its own (so that 99.995 and 0.005 are too much). Two splits with the same destination could as well be one.',
  source:
    'agent/structs/config_entry_discoverychain.go ServiceSplitterConfigEntry.Validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2 and 1.16.1',
  noFix: 'The right shares are for a person to say.',
  examples: {
    bad: `
Kind = "service-splitter"
Name = "billing"
Splits = [
^^^^^^ rejected split-weights: The weights make 99.00 together, and Consul refuses the entry. Let them make 100.
  { Weight = 90, ServiceSubset = "v1" },
  { Weight = 9, ServiceSubset = "v2" }
]
`,
    good: `
Kind = "service-splitter"
Name = "billing"
Splits = [
  { Weight = 90, ServiceSubset = "v1" },
  { Weight = 10, ServiceSubset = "v2" }
]
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    const splits = root ? objectsOf(root, 'Splits') : []
    if (!root || splits.length === 0) return []
    return [...checkSum(root, splits), ...checkRepeats(entry, splits)]
  },
}

function checkSum(root: DecodedObject, splits: readonly DecodedObject[]): readonly RuleFinding[] {
  const weights = splits.map((split) => split.fields.get('Weight')?.value)
  if (weights.some((value) => value?.type === 'unreadable')) return []
  const hundredths = weights.reduce((sum, value) => sum + scaled(value?.type === 'number' ? value.value : 0), 0)
  if (hundredths === 10_000) return []
  const message = `The weights make ${(hundredths / 100).toFixed(2)} together, and Consul refuses the entry. Let them make 100.`
  return [{ message, range: root.fields.get('Splits')?.member.keyRange ?? root.source.range }]
}

/** Consul rounds twice to 0.01, with 32 bits: when it stores the weight, and when it sums up. */
function scaled(weight: number): number {
  return hundredthsOf(Math.fround(hundredthsOf(weight) / 100))
}

function hundredthsOf(weight: number): number {
  const product = Math.fround(Math.fround(weight) * 100)
  return Math.sign(product) * Math.round(Math.abs(product))
}

/** Splits with changed headers count as different from all others. */
function checkRepeats(entry: Entry, splits: readonly DecodedObject[]): readonly RuleFinding[] {
  const first = new Map<string, DecodedObject>()
  return splits.flatMap((split) => {
    if (split.fields.has('RequestHeaders') || split.fields.has('ResponseHeaders')) return []
    const service = textOf(split, 'Service') || entry.name
    const key = JSON.stringify([service, ...['ServiceSubset', 'Namespace', 'Partition'].map((name) => textOf(split, name))])
    const other = first.get(key)
    if (!other) {
      first.set(key, split)
      return []
    }
    const message = `Another split goes to \`${service}\`, too, and Consul refuses the entry. Make one of the two.`
    const related = [{ document: entry.document, range: placeOf(other), message: 'The first one is here.' }]
    return [{ message, range: placeOf(split), related }]
  })
}
