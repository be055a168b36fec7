// Puts what the rules say of an entry into the words of the Kubernetes resource that it is written as.
import type { Entry } from '../model/entry.ts'
import { touches } from '../range.ts'
import type { Finding } from '../rules/rule.ts'
import { spellForResource } from './resourceSpelling.ts'

/** The findings of one resource: each fault told once, with the keys of the file, and with whoever refuses it. */
export function tellOfResource(entry: Entry, findings: readonly Finding[]): readonly Finding[] {
  const type = entry.resource?.type
  if (!type) return findings
  if (entry.syntaxProblems.length > 0) return findings.filter(isToldOfBroken).map(spell)
  const ofKubernetes = findings.filter(({ form }) => form === 'crd')
  const isTaken =
    ofKubernetes.length === 0 && (entry.decoded?.problems ?? []).every(({ type }) => type !== 'wrong-type' && type !== 'pruned-key')
  const own = findings.filter((finding) => finding.form !== 'crd' && !isToldBetter(finding, ofKubernetes))
  const told = own.filter(({ category }) => category === 'rejected')
  const rest = ofKubernetes.filter(({ range }) => !told.some((other) => touches(other.range, range)))
  const spelt = own.map(spell).map((finding) => (isTaken ? withSync(finding) : finding))
  return [...spelt, ...rest.map((finding) => withConstraint(finding, findings))].sort((a, b) => a.range.start - b.range.start)
}

/** Nobody looks at the keys of a resource that cannot be read, and those behind the fault may not be where they seem. */
function isToldOfBroken({ code, form }: Finding): boolean {
  return form !== 'crd' && code !== 'unknown-field'
}

/** What Consul would only pass over in silence, Kubernetes refuses: one finding is enough. */
function isToldBetter({ category, range }: Finding, ofKubernetes: readonly Finding[]): boolean {
  return category !== 'rejected' && ofKubernetes.some((other) => touches(other.range, range))
}

function withConstraint(finding: Finding, others: readonly Finding[]): Finding {
  const constraint = finding.constraint ?? others.find((other) => other.constraint && touches(other.range, finding.range))?.constraint
  return constraint ? { ...finding, constraint } : finding
}

/** The first sentence says that nobody refuses the resource before Consul does. */
function withSync(finding: Finding): Finding {
  if (finding.category !== 'rejected') return finding
  const message = finding.message.replace(
    /(?:,? (?:and|so) Consul refuses (?:the entry|it))?\.(?= [A-Z`]|$)/,
    ': Kubernetes takes the resource, but its sync to Consul fails.',
  )
  return { ...finding, message }
}

function spell(finding: Finding): Finding {
  const written = finding.document.text.slice(finding.range.start, finding.range.end)
  const fixes = finding.fixes?.map((fix) => (fix.type === 'edit' ? { ...fix, title: spellForResource(fix.title, written) } : fix))
  return { ...finding, message: spellForResource(finding.message, written), ...(fixes ? { fixes } : {}) }
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
