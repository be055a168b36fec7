// Tells of a key whose value counts for nothing, because it stands again further down.
import type { Format } from '../document.ts'
import type { Entry } from '../model/entry.ts'
import type { Member, ObjectValue, Value } from '../value.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const overriddenKey: EntryRule = {
  code: 'overridden-key',
  title: 'A key whose value is overridden further down',
  category: 'advice',
  severity: 'warning',
  why: 'Of a repeated key Consul uses the last value without a word: in HCL where it is a single value, in JSON always. Lists and blocks of HCL are put together.',
  source: 'facts §5.1a (1, 2 and 8); run on 1.13.0-alpha2 and 1.16.1',
  examples: {
    onlyIn: 'hcl',
    bad: `
Kind = "service-defaults"
Name = "web"
Protocol = "http"
^^^^^^^^ advice overridden-key: \`Protocol\` stands again further down, and Consul uses only the last one. Remove one of them.
Protocol = "tcp"
`,
    good: `
Kind = "service-defaults"
Name = "web"
Protocol = "tcp"
`,
  },
  check(entry) {
    if (!entry.repeatsKeys || entry.syntaxProblems.length > 0) return []
    const repeating = objectsIn(entry.root).filter(({ members }) => hasRepeats(members))
    return repeating.flatMap((object) => overridden(object, entry.document.format).map((pair) => findingFor(entry, pair)))
  },
}

interface Pair {
  readonly member: Member
  readonly next: Member
  readonly last: Member
}

function overridden({ members }: ObjectValue, format: Format): readonly Pair[] {
  const behind = new Map<string, { readonly next: Member; readonly last: Member }>()
  const pairs: Pair[] = []
  for (const member of members.toReversed()) {
    const known = behind.get(member.key)
    if (known && (format !== 'hcl' || isSingle(member.value))) pairs.push({ member, ...known })
    behind.set(member.key, { next: member, last: known?.last ?? member })
  }
  return pairs.reverse()
}

/** Most objects are small and have no repeats, which is found out without making anything. */
function hasRepeats(members: readonly Member[]): boolean {
  if (members.length > 16) return new Set(members.map(({ key }) => key)).size < members.length
  for (let i = 1; i < members.length; i++) {
    for (let before = 0; before < i; before++) if (members[before]?.key === members[i]?.key) return true
  }
  return false
}

function isSingle({ type }: Value): boolean {
  return type === 'string' || type === 'number' || type === 'boolean'
}

function findingFor(entry: Entry, { member, next, last }: Pair): RuleFinding {
  // In HCL the first value decides the type of all, so that without it the next one must do for those that follow.
  const isSafe = entry.document.format !== 'hcl' || member.value.type === next.value.type
  const isOffered = isSafe || next === last
  const edit = { type: 'removeMember', member } as const
  return {
    message: `\`${member.key}\` stands again further down, and Consul uses only the last one. Remove one of them.`,
    range: member.keyRange,
    related: [{ document: entry.document, range: last.range, message: 'This one counts.' }],
    fixes: isOffered ? [editFix(entry, 'Remove this one, which counts for nothing', edit, { safe: isSafe, preferred: true })] : [],
  }
}

function objectsIn(value: Value): readonly ObjectValue[] {
  const found: ObjectValue[] = []
  collect(value, found)
  return found
}

function collect(value: Value, found: ObjectValue[]): void {
  if (value.type === 'list') for (const element of value.elements) collect(element, found)
  if (value.type !== 'object') return
  found.push(value)
  for (const member of value.members) collect(member.value, found)
}
