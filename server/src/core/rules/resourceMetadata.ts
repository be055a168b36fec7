// Tells of names, labels and annotations that Kubernetes refuses in the metadata of a resource.
import { type DecodedObject, fieldOf, textOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import type { Range } from '../range.ts'
import type { Rule, RuleFinding } from './rule.ts'

export const resourceMetadata: Rule = {
  code: 'resource-metadata',
  title: 'Metadata that Kubernetes refuses',
  form: 'crd',
  category: 'rejected',
  severity: 'error',
  why: 'Kubernetes takes a resource only with a name in lower case (letters, digits, `-` and `.`), and labels and annotations in its own form. The name of a peering resource is the name of the peer.',
  source: 'k8s.io/apimachinery v0.28.9 pkg/util/validation; run: test/vectors/crds.ndjson',
  noFix: 'A name is for a person to choose.',
  examples: {
    bad: `
#- peering.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: PeeringDialer
metadata:
  name: Cluster_02
        ^^^^^^^^^^ rejected resource-metadata: \`Cluster_02\` is no name that Kubernetes takes. Use lower-case letters, digits, \`-\` and \`.\`.
spec:
  peer:
    secret:
      name: peering-token
      key: data
      backend: kubernetes
`,
    good: `
#- peering.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: PeeringDialer
metadata:
  name: cluster-02
spec:
  peer:
    secret:
      name: peering-token
      key: data
      backend: kubernetes
`,
  },
  check(entry) {
    if (!entry.resource?.type) return []
    const { metadata } = entry.resource
    if (!metadata || (textOf(metadata, 'name') === '' && textOf(metadata, 'generateName') === '')) return nameless(entry, metadata)
    return [
      ...checkName(metadata),
      ...checkNamespace(entry, metadata),
      ...checkKeys(metadata, 'labels'),
      ...checkKeys(metadata, 'annotations'),
    ]
  },
}

function nameless(entry: Entry, metadata: DecodedObject | undefined): readonly RuleFinding[] {
  // A name of a wrong type is told as such.
  if (entry.decoded?.problems.some(({ type, path }) => type === 'wrong-type' && path.startsWith('metadata'))) return []
  const range =
    (metadata && (fieldOf(metadata, 'name')?.member.range ?? placeIn(metadata))) ?? entry.kindMember?.keyRange ?? entry.root.range
  return [{ message: '`metadata.name` is missing, and Kubernetes takes no resource without it. Add it.', range }]
}

function placeIn({ source }: DecodedObject): Range | undefined {
  return source.type === 'object' ? source.members[0]?.keyRange : undefined
}

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => label.test(part))
}

function checkName(metadata: DecodedObject): readonly RuleFinding[] {
  const field = textOf(metadata, 'name') === '' ? 'generateName' : 'name'
  const name = textOf(metadata, field)
  const checked = field === 'name' ? name : `${name.replace(/[-.]$/, '')}`
  if (isSubdomain(checked)) return []
  const what =
    name.length > 253
      ? `This name is ${name.length} characters long; Kubernetes takes 253.`
      : `\`${name}\` is no name that Kubernetes takes.`
  return [{ message: `${what} Use lower-case letters, digits, \`-\` and \`.\`.`, range: valueRange(metadata, field) }]
}

function valueRange(object: DecodedObject, field: string): Range {
  return object.fields.get(field)?.value.source.range ?? object.source.range
}

function checkNamespace(entry: Entry, metadata: DecodedObject): readonly RuleFinding[] {
  const namespace = textOf(metadata, 'namespace')
  const range = valueRange(metadata, 'namespace')
  if (namespace === '') return []
  if (namespace.length > 63 || !label.test(namespace)) {
    return [{ message: 'This is no namespace of Kubernetes. Use at most 63 lower-case letters, digits and `-`.', range }]
  }
  if (entry.resource?.type?.name !== 'SamenessGroup' || namespace === 'default') return []
  return [
    {
      message: "A sameness group must live in the namespace `default`, and Consul's webhook refuses it elsewhere. Remove `namespace`.",
      range,
    },
  ]
}

function checkKeys(metadata: DecodedObject, field: 'labels' | 'annotations'): readonly RuleFinding[] {
  const map = metadata.fields.get(field)?.value
  if (map?.type !== 'map') return []
  return [...map.entries].flatMap(([key, { member, value }]) => {
    if (!isQualifiedName(field === 'annotations' ? key.toLowerCase() : key)) {
      return [
        {
          message: `\`${key}\` is no key that Kubernetes takes in \`${field}\`. Use \`name\` or \`example.com/name\`.`,
          range: member.keyRange,
        },
      ]
    }
    const isFine =
      field === 'annotations' || value.type !== 'string' || (value.value.length <= 63 && /^([\da-z]([-\w.]*[\da-z])?)?$/i.test(value.value))
    return isFine
      ? []
      : [
          {
            message: `Kubernetes takes no such value of a label. Use at most 63 letters, digits, \`-\`, \`_\` and \`.\`.`,
            range: value.source.range,
          },
        ]
  })
}

function isQualifiedName(key: string): boolean {
  const parts = key.split('/')
  const name = parts.at(-1) ?? ''
  if (parts.length > 2 || name.length > 63 || !/^[\da-z]([-\w.]*[\da-z])?$/i.test(name)) return false
  return parts.length === 1 || isSubdomain(parts[0] ?? '')
}
