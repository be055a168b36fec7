// From the raw tree of a Kubernetes resource to the fields of a config entry, with the strictness of the API server:
// keys in one spelling only, no conversion between types, and keys that its schema does not know are pruned.
// Source: k8s.io/apiextensions-apiserver v0.28.9; run: consul-k8s 557f7c37 (test/vectors/crds.ndjson).
import { keysOf, type ResourceType, resourceObject, resourceTarget, specOf } from '../schema/resources.ts'
import { isWithin, type Target } from '../schema/target.ts'
import type { Field, ObjectType, Type } from '../schema/types.ts'
import type { Value } from '../value.ts'
import type { DecodeOptions } from './decode.ts'
import type { Decoded, DecodedEntry, DecodedField, DecodedMapEntry, DecodedObject, DecodeProblem } from './decoded.ts'
import { describeRaw, plainOf, type Raw, type RawEntry, type RawMap } from './raw.ts'
import { parseDuration } from './scalars.ts'

interface Context extends DecodeOptions {
  readonly problems: DecodeProblem[]
  /** Which release's keys the resource has. */
  readonly keys: Target
}

export interface DecodedResource extends DecodedEntry {
  readonly metadata: DecodedObject | undefined
}

/** Decodes a resource into what the controller would write to Consul; the names of the fields are those of the entry. */
export function decodeResource(raw: RawMap, type: ResourceType, options: DecodeOptions): DecodedResource {
  const context: Context = { ...options, problems: [], keys: resourceTarget(options.target) }
  const whole = decodeObject(raw, resourceObjectOf(type), '', context)
  const spec = objectIn(whole, 'spec')
  const fields = new Map(spec?.fields)
  const destination = spec && type.namedByDestination ? objectIn(spec, 'Destination') : undefined
  if (type.namedByDestination) fields.delete('Destination')
  const metadata = objectIn(whole, 'metadata')
  const named = type.namedByDestination ? destination?.fields.get('Name') : metadata?.fields.get('name')
  if (named) fields.set('Name', { ...named, field: type.kind.object.fields.find(({ name }) => name === 'Name') ?? named.field })
  const kind = whole.fields.get('kind')
  const kindField = type.kind.object.fields.find(({ name }) => name === 'Kind')
  if (kind && kindField)
    fields.set('Kind', { ...kind, field: kindField, value: { type: 'string', value: type.kind.kind, source: kind.value.source } })
  const namespace = destination?.fields.get('Namespace')
  if (namespace) fields.set('Namespace', namespace)
  const root: DecodedObject = { type: 'object', object: type.kind.object, source: (spec ?? whole).source, fields }
  return { root, problems: context.problems, metadata }
}

const tops = new WeakMap<ResourceType, ObjectType>()

function resourceObjectOf(type: ResourceType): ObjectType {
  const known = tops.get(type)
  if (known) return known
  const object = resourceObject(specOf(type))
  tops.set(type, object)
  return object
}

function objectIn(object: DecodedObject, name: string): DecodedObject | undefined {
  const value = object.fields.get(name)?.value
  return value?.type === 'object' ? value : undefined
}

function decodeObject(raw: RawMap, object: ObjectType, path: string, context: Context): DecodedObject {
  const fields = new Map<string, DecodedField>()
  const { known, elsewhere } = keysOf(object, context.keys)
  for (const entry of raw.entries.values()) {
    const member = entry.members.at(-1)
    if (member === undefined) continue
    const field = known.get(entry.key)
    const keyPath = path === '' ? entry.key : `${path}.${entry.key}`
    if (!field)
      context.problems.push({
        type: 'pruned-key',
        path: keyPath,
        member,
        owner: object,
        field: elsewhere.get(entry.key),
        beside: [...raw.entries.keys()],
      })
    // The API server drops what is null before it looks at its type.
    else if (entry.value.type !== 'null')
      decodeField({ ...entry, member, path: keyPath, holder: raw.source }, field, object, fields, context)
  }
  return { type: 'object', object, source: raw.source, fields }
}

interface Placed extends RawEntry {
  readonly member: DecodedField['member']
  readonly path: string
  /** The object that has the key. */
  readonly holder: Value
}

function decodeField(
  { value: raw, member, path, holder }: Placed,
  field: Field,
  owner: ObjectType,
  fields: Map<string, DecodedField>,
  context: Context,
): void {
  const value = decodeValue(raw, field.type, path, context)
  fields.set(field.name, { field, member, value })
  const isEmpty = value.type === 'string' && value.value === ''
  if (field.enterprise === 'refused' && context.edition === 'community' && !isEmpty) {
    context.problems.push({ type: 'enterprise-key', path, member, owner, field, isRepeated: false })
  }
  // The resource has the key, but the entry that it becomes does not, yet.
  if (!isWithin(context.target, field)) context.problems.push({ type: 'other-version', path, member, owner, field, holder })
}

function decodeValue(raw: Raw, type: Type, path: string, context: Context): Decoded {
  const { source } = raw
  switch (type.is) {
    case 'string':
    case 'name':
    case 'enum':
    case 'time':
      return raw.type === 'string' ? { type: 'string', value: raw.value, source } : refuse(raw, type, path, context)
    case 'boolean':
      return raw.type === 'boolean' ? { type: 'boolean', value: raw.value, source } : refuse(raw, type, path, context)
    case 'integer':
    case 'float':
      return fits(raw, type)
        ? { type: 'number', value: type.is === 'float' ? Math.fround(raw.value) : raw.value, source }
        : refuse(raw, type, path, context)
    case 'duration':
      return decodeDuration(raw, type, path, context)
    case 'object':
      return raw.type === 'map' ? decodeObject(raw, type.object, path, context) : refuse(raw, type, path, context)
    case 'list':
      if (raw.type !== 'list') return refuse(raw, type, path, context)
      return {
        type: 'list',
        of: type.of,
        source,
        elements: raw.elements.map((element, i) => decodeElement(element, type.of, `${path}[${i}]`, context)),
      }
    case 'map':
      return raw.type === 'map' ? decodeMap(raw, type, path, context) : refuse(raw, type, path, context)
    case 'any':
      return { type: 'any', value: plainOf(raw), source }
  }
}

function decodeElement(raw: Raw, type: Type, path: string, context: Context): Decoded {
  return raw.type === 'null' ? refuse(raw, type, path, context) : decodeValue(raw, type, path, context)
}

function decodeMap(raw: RawMap, type: Type & { readonly is: 'map' }, path: string, context: Context): Decoded {
  const entries = new Map<string, DecodedMapEntry>()
  for (const { key, value, members } of raw.entries.values()) {
    const member = members.at(-1)
    if (member && (value.type !== 'null' || type.of.is === 'any')) {
      entries.set(key, { member, value: decodeValue(value, type.of, `${path}[${key}]`, context) })
    }
  }
  return { type: 'map', of: type.of, source: raw.source, entries }
}

/** `1.0` and `1e2` are whole numbers to the API server. */
function fits(raw: Raw, type: Type): raw is Raw & { readonly type: 'float' } {
  if (raw.type !== 'float') return false
  if (type.is !== 'integer') return true
  const [lowest, highest] = type.unsigned ? [0, 2 ** type.bits] : [-(2 ** (type.bits - 1)), 2 ** (type.bits - 1)]
  return Number.isInteger(raw.value) && raw.value >= lowest && raw.value < highest
}

function decodeDuration(raw: Raw, type: Type, path: string, context: Context): Decoded {
  const value = raw.type === 'string' ? parseDuration(raw.value) : undefined
  return value === undefined ? refuse(raw, type, path, context) : { type: 'number', value, source: raw.source }
}

function refuse(raw: Raw, expected: Type, path: string, context: Context): Decoded {
  context.problems.push({ type: 'wrong-type', path, source: raw.source, expected, found: describeRaw(raw) })
  return { type: 'unreadable', source: raw.source }
}
