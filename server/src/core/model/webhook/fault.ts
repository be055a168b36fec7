// What the webhooks of consul-k8s share: how a fault is placed, and checks that several resources have.
import { type DecodedObject, objectOf, objectsOf, textOf } from '../../decode/decoded.ts'
import type { Range } from '../../range.ts'
import type { ConstraintId } from '../../schema/types.ts'

/** Why a webhook refuses a resource: a fact about the file, without who refuses it. */
export interface Fault {
  /** A clause that begins a sentence: "`peer` cannot be `*`". */
  readonly fact: string
  /** A sentence: what to do. */
  readonly advice: string
  readonly range: Range
  readonly constraint?: ConstraintId
  /** An installation of Consul Enterprise may take it. */
  readonly edition?: 'community'
}

export type Check = (root: DecodedObject) => readonly Fault[]

/** The key of a field, else the first key of the object, else the object. */
export function placeOf(object: DecodedObject, field?: string): Range {
  const member = field === undefined ? undefined : object.fields.get(field)?.member
  if (member) return member.keyRange
  return (object.source.type === 'object' ? object.source.members[0]?.keyRange : undefined) ?? object.source.range
}

/** The value of a field, else as `placeOf`. */
export function valuePlaceOf(object: DecodedObject, field: string): Range {
  return object.fields.get(field)?.value.source.range ?? placeOf(object)
}

/** Fields of Consul Enterprise that a community installation refuses in resources. */
export function enterpriseOnly(object: DecodedObject | undefined, fields: readonly string[]): readonly Fault[] {
  if (!object) return []
  return fields.flatMap((field) => {
    const key = object.fields.get(field)?.member
    if (!key || textOf(object, field) === '') return []
    const constraint = field === 'Namespace' ? { constraint: 'C10' as const } : {}
    return [
      {
        fact: `\`${key.key}\` belongs to Consul Enterprise`,
        advice: 'Remove it.',
        range: key.keyRange,
        edition: 'community' as const,
        ...constraint,
      },
    ]
  })
}

/** A text that must be one of a few, or empty. */
export function oneOf(object: DecodedObject | undefined, field: string, values: readonly string[]): readonly Fault[] {
  const member = object?.fields.get(field)?.member
  if (!object || !member || textOf(object, field) === '' || values.includes(textOf(object, field))) return []
  const list = values.map((value) => `\`${value}\``).join(', ')
  return [
    { fact: `\`${member.key}\` cannot be \`${textOf(object, field)}\``, advice: `It takes ${list}.`, range: valuePlaceOf(object, field) },
  ]
}

/** A path that must begin with `/`, unless it is empty. */
export function beginsWithSlash(object: DecodedObject | undefined, field: string): readonly Fault[] {
  const member = object?.fields.get(field)?.member
  if (!object || !member || textOf(object, field) === '' || textOf(object, field).startsWith('/')) return []
  return [{ fact: `\`${member.key}\` does not begin with \`/\``, advice: 'Write the whole path.', range: valuePlaceOf(object, field) }]
}

/** More than one of some fields is set; the second one is told. */
export function notTogether(object: DecodedObject | undefined, fields: readonly string[]): readonly Fault[] {
  if (!object) return []
  const set = fields.flatMap((field) => object.fields.get(field) ?? []).filter(({ field }) => isSet(object, field.name))
  const [first, second] = [...set].sort((a, b) => a.member.range.start - b.member.range.start)
  if (!first || !second) return []
  return [
    {
      fact: `\`${first.member.key}\` and \`${second.member.key}\` cannot stand together`,
      advice: 'Keep one of them.',
      range: second.member.keyRange,
    },
  ]
}

/** Says whether a field holds anything but the zero value of Go. */
export function isSet(object: DecodedObject, field: string): boolean {
  const value = object.fields.get(field)?.value
  switch (value?.type) {
    case undefined:
      return false
    case 'string':
      return value.value !== ''
    case 'boolean':
      return value.value
    case 'number':
      return value.value !== 0
    case 'list':
      return value.elements.length > 0
    case 'map':
      return value.entries.size > 0
    default:
      return true
  }
}

/** What proxy-defaults and service-defaults have in common. */
export function proxySettings(root: DecodedObject): readonly Fault[] {
  const expose = objectOf(root, 'Expose')
  const mode = root.fields.get('Mode')?.member
  const proxy = objectOf(root, 'TransparentProxy')
  const port = proxy && isSet(proxy, 'OutboundListenerPort') ? proxy.fields.get('OutboundListenerPort')?.member : undefined
  return [
    ...oneOf(objectOf(root, 'MeshGateway'), 'Mode', ['remote', 'local', 'none']),
    ...oneOf(root, 'MutualTLSMode', ['strict', 'permissive']),
    ...(mode ? [byAnnotation(mode.key, 'consul.hashicorp.com/transparent-proxy', mode.keyRange)] : []),
    ...(port ? [byAnnotation(port.key, 'consul.hashicorp.com/transparent-proxy-outbound-listener-port', port.keyRange)] : []),
    ...(expose ? objectsOf(expose, 'Paths') : []).flatMap((path) => [
      ...beginsWithSlash(path, 'Path'),
      ...oneOf(path, 'Protocol', ['http', 'http2']),
    ]),
    ...objectsOf(root, 'EnvoyExtensions').flatMap(argumentsOf),
  ]
}

function byAnnotation(key: string, annotation: string, range: Range): Fault {
  return { fact: `\`${key}\` is set by an annotation of the pod on Kubernetes`, advice: `Use \`${annotation}\`.`, range }
}

function argumentsOf(extension: DecodedObject): readonly Fault[] {
  if (extension.fields.has('Arguments')) return []
  return [{ fact: 'An Envoy extension has no `arguments`', advice: 'Add them, `{}` where there are none.', range: placeOf(extension) }]
}
