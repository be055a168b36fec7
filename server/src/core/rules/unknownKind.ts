// Tells of an entry whose kind is absent, misspelt or of another release.

import type { Entry, Resource } from '../model/entry.ts'
import { nearest } from '../model/nearest.ts'
import type { Range } from '../range.ts'
import { type KindName, kindNameOf, kindNames } from '../schema/index.ts'
import { resourceNames, resourceTypes, resourceVersion } from '../schema/resources.ts'
import { describeTarget, type Edition, isWithin } from '../schema/target.ts'
import { editFix, type Rule, type RuleContext, type RuleFinding } from './rule.ts'

export const unknownKind: Rule = {
  code: 'unknown-kind',
  title: 'The kind of the entry is absent or unknown',
  category: 'rejected',
  severity: 'error',
  why: 'Consul chooses the fields of an entry by its `Kind`, which must be one that this release knows, spelt exactly so.',
  source:
    'api/config_entry.go makeConfigEntry @ v1.16.1; agent/structs/config_entry.go MakeConfigEntry @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-service"
       ^^^^^^^^^^^^^^^^^^ rejected unknown-kind: Consul knows no kind \`exported-service\`. Did you mean \`exported-services\`?
Name = "default"
`,
    good: `
Kind = "exported-services"
Name = "default"
`,
  },
  check(entry, context) {
    // A text that does not parse says nothing reliable about its kind.
    if (entry.syntaxProblems.length > 0) return []
    if (entry.resource) return unknownResource(entry, entry.resource, context)
    return entry.kindName === undefined ? absent(entry) : unknown(entry, entry.kindName, context)
  },
}

/** What `kubectl` says `no matches for kind` to, and documents that are no resource at all. */
function unknownResource(entry: Entry, resource: Resource, { target }: RuleContext): readonly RuleFinding[] {
  const { kindMember, root } = entry
  const { apiVersion, apiVersionMember, kind } = resource
  const place = (kindMember ?? apiVersionMember)?.keyRange ?? (root.type === 'object' ? root.members[0]?.keyRange : undefined) ?? root.range
  if (kind === undefined || kind === '') {
    return [
      { message: 'Kubernetes takes a document only with `apiVersion` and `kind` at its top. Say which resource this is.', range: place },
    ]
  }
  const known = resourceTypes.find((type) => type.name === kind)
  const meant = known || resourceNames.includes(kind) ? kind : nearest(kind, resourceNames)
  if (meant !== kind) {
    const hint = meant ? `Did you mean \`${meant}\`?` : 'Name one that it knows, such as `ExportedServices`.'
    const value = kindMember?.value
    const fixes =
      meant && value
        ? [editFix(entry, `Change the kind to \`${meant}\``, { type: 'replaceValue', value, by: meant }, { safe: false, preferred: true })]
        : []
    return [{ message: `Consul has no Kubernetes resource \`${kind}\`. ${hint}`, range: value?.range ?? place, fixes }]
  }
  if (apiVersion !== resourceVersion) return [otherApi(entry, resource, place)]
  if (!known?.since || isWithin(target, known)) return []
  return [
    {
      message: `\`${kind}\` exists since Consul ${known.since}; ${describeTarget(target)} has no such resource.`,
      range: kindMember?.value.range ?? place,
    },
  ]
}

function otherApi(entry: Entry, { apiVersion, apiVersionMember: member, kind }: Resource, range: Range): RuleFinding {
  const what = apiVersion
    ? `Kubernetes knows no \`${kind}\` in \`${apiVersion}\`.`
    : `\`apiVersion\` is missing, so Kubernetes knows no \`${kind}\`.`
  const message = `${what} Write \`apiVersion: ${resourceVersion}\`.`
  if (!member) return { message, range }
  const edit = { type: 'replaceValue', value: member.value, by: resourceVersion } as const
  return {
    message,
    range: member.value.range,
    fixes: [editFix(entry, `Change to \`${resourceVersion}\``, edit, { safe: false, preferred: true })],
  }
}

function absent(entry: Entry): readonly RuleFinding[] {
  const { kindMember, root } = entry
  if (kindMember) {
    return [{ message: '`Kind` must be a text. Name one of the kinds, such as `"exported-services"`.', range: kindMember.value.range }]
  }
  const range = root.type === 'object' ? (root.members[0]?.keyRange ?? root.range) : root.range
  return [{ message: 'Consul takes an entry only with `Kind` (or `kind`) at its top. Say which kind of entry this is.', range }]
}

function unknown(entry: Entry, kindName: string, { target, edition }: RuleContext): readonly RuleFinding[] {
  const range = (entry.kindMember?.value ?? entry.root).range
  const known = kindNameOf(kindName)
  if (known && isWithin(target, known)) {
    const reason = refusal(known, edition)
    return reason === undefined ? [] : [{ message: `The kind \`${kindName}\` ${reason}`, range }]
  }
  if (known?.since) {
    const message = `The kind \`${kindName}\` exists since Consul ${known.since}; ${describeTarget(target)} refuses it.`
    return [{ message, range, fixes: [{ type: 'target', title: `Judge this cluster as Consul ${known.since}`, target: known.since }] }]
  }
  const meant = nearest(
    kindName,
    kindNames.map(({ kind }) => kind),
  )
  const hint = meant ? `Did you mean \`${meant}\`?` : 'Name one that it knows, such as `exported-services`.'
  const value = entry.kindMember?.value
  const fixes =
    meant && value
      ? [editFix(entry, `Change the kind to \`${meant}\``, { type: 'replaceValue', value, by: meant }, { safe: false, preferred: true })]
      : []
  return [{ message: `Consul knows no kind \`${kindName}\`. ${hint}`, range, fixes }]
}

/** Why Consul refuses a kind that it knows. */
function refusal(known: KindName, edition: Edition): string | undefined {
  if (known.writer === 'consul')
    return 'is written by Consul itself, which refuses it from anyone else. Write the entries that it follows from.'
  const isRefused = known.edition === 'enterprise' && edition === 'community'
  return isRefused ? 'belongs to Consul Enterprise, and a community server refuses it. Remove the entry.' : undefined
}
