// Puts what the rules say of an entry into the words of the Kubernetes resource that it is written as.
import type { Edit, PlainValue } from '../edit.ts'
import type { Entry } from '../model/entry.ts'
import { touches } from '../range.ts'
import type { Finding, Fix } from '../rules/rule.ts'
import { keysOf, type ResourceType, resourceTarget, specOf } from '../schema/resources.ts'
import type { Target } from '../schema/target.ts'
import type { ObjectType, Type } from '../schema/types.ts'

/** The findings of one resource: each fault told once, with the keys of the file, and with whoever refuses it. */
export function tellOfResource(entry: Entry, findings: readonly Finding[], target: Target): readonly Finding[] {
  const type = entry.resource?.type
  if (!type) return findings
  const ofKubernetes = findings.filter(({ form }) => form === 'crd')
  const isTaken =
    ofKubernetes.length === 0 && (entry.decoded?.problems ?? []).every(({ type }) => type !== 'wrong-type' && type !== 'pruned-key')
  const own = findings.filter((finding) => finding.form !== 'crd' && !isToldBetter(finding, ofKubernetes))
  const told = own.filter(({ category }) => category === 'rejected')
  const rest = ofKubernetes.filter(({ range }) => !told.some((other) => touches(other.range, range)))
  const keys = spellingsOf(type, target)
  const spelt = own.map((finding) => spell(finding, keys)).map((finding) => (isTaken ? withSync(finding) : finding))
  return [...spelt, ...rest.map((finding) => withConstraint(finding, findings))].sort((a, b) => a.range.start - b.range.start)
}

/** What Consul would only pass over in silence, Kubernetes refuses: one finding is enough. */
function isToldBetter({ category, range }: Finding, ofKubernetes: readonly Finding[]): boolean {
  return category !== 'rejected' && ofKubernetes.some((other) => touches(other.range, range))
}

function withConstraint(finding: Finding, others: readonly Finding[]): Finding {
  const constraint = finding.constraint ?? others.find((other) => other.constraint && touches(other.range, finding.range))?.constraint
  return constraint ? { ...finding, constraint } : finding
}

function withSync(finding: Finding): Finding {
  if (finding.category !== 'rejected') return finding
  const message = finding.message.replace(
    /,? (?:and|so|which) Consul refuses the entry\b/,
    ': Kubernetes takes the resource, but its sync to Consul fails',
  )
  return {
    ...finding,
    message: message === finding.message ? `${message} Kubernetes takes the resource, but its sync to Consul fails.` : message,
  }
}

/** By the name of a field, and by its alias: the key in the resource. */
type Spellings = ReadonlyMap<string, string>

const known = new WeakMap<ResourceType, Map<Target, Spellings>>()

function spellingsOf(type: ResourceType, target: Target): Spellings {
  const byTarget = known.get(type) ?? new Map<Target, Spellings>()
  known.set(type, byTarget)
  const found = byTarget.get(target)
  if (found) return found
  const spellings = new Map([['Kind', 'kind']])
  collect(specOf(type), resourceTarget(target), spellings)
  byTarget.set(target, spellings)
  return spellings
}

function collect(object: ObjectType, target: Target, spellings: Map<string, string>): void {
  spellings.set('Name', 'name')
  for (const [key, field] of keysOf(object, target).known) {
    spellings.set(field.name, key)
    if (field.alias !== undefined) spellings.set(field.alias, key)
    const inner = objectIn(field.type)
    if (inner) collect(inner, target, spellings)
  }
}

function objectIn(type: Type): ObjectType | undefined {
  if (type.is === 'object') return type.object
  return type.is === 'list' || type.is === 'map' ? objectIn(type.of) : undefined
}

function spell(finding: Finding, keys: Spellings): Finding {
  const written = finding.document.text.slice(finding.range.start, finding.range.end)
  const message = spellText(finding.message, keys, written)
  return { ...finding, message, ...(finding.fixes ? { fixes: finding.fixes.map((fix) => spellFix(fix, keys, written)) } : {}) }
}

/** Rewrites what stands between backquotes; what is quoted from the file stays as it is. */
function spellText(text: string, keys: Spellings, written: string): string {
  let isFirst = true
  return text.replaceAll(/`([^`]+)`/g, (quoted, code: string) => {
    const isCited = isFirst && code === written
    isFirst = false
    return isCited ? quoted : `\`${spellCode(code, keys)}\``
  })
}

function spellCode(code: string, keys: Spellings): string {
  const [, name, value] = /^(\w+) = ("?[^"]*"?)$/.exec(code) ?? []
  if (name !== undefined && value !== undefined) return `${keys.get(name) ?? name}: ${value.replaceAll(/^"([\w-]+)"$/g, '$1')}`
  return /^[\w.[\]]+$/.test(code) ? code.replaceAll(/\w+/g, (word) => keys.get(word) ?? word) : code
}

function spellFix(fix: Fix, keys: Spellings, written: string): Fix {
  if (fix.type !== 'edit') return fix
  return {
    ...fix,
    title: spellText(fix.title, keys, written),
    edits: fix.edits.map(({ document, edit }) => ({ document, edit: spellEdit(edit, keys) })),
  }
}

function spellEdit(edit: Edit, keys: Spellings): Edit {
  switch (edit.type) {
    case 'renameMember':
      return { ...edit, key: keys.get(edit.key) ?? edit.key }
    case 'insertMember':
      return { ...edit, key: keys.get(edit.key) ?? edit.key, value: spellValue(edit.value, keys) }
    case 'replaceValue':
      return { ...edit, by: spellValue(edit.by, keys) }
    default:
      return edit
  }
}

function spellValue(value: PlainValue, keys: Spellings): PlainValue {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map((element) => spellValue(element, keys))
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [keys.get(key) ?? key, spellValue(inner, keys)]))
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value)
}

/** What stands behind an alias is judged at each of its uses, and told once. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ code, range, message }) => {
    const key = `${code} ${range.start} ${range.end} ${message}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
