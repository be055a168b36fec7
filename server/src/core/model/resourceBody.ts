// An entry as the Kubernetes resource that becomes it, as plain values.
import type { Decoded, DecodedObject, PlainDecoded } from '../decode/decoded.ts'
import { formatDuration, formatTime } from '../decode/scalars.ts'
import { type ResourceType, resourceKeyOf, resourceTypes, resourceVersion } from '../schema/resources.ts'
import type { Type } from '../schema/types.ts'
import type { Entry } from './entry.ts'
import type { PlainEntry } from './entryBody.ts'

/** A resource, and the keys of the entry that no resource has. */
export interface ResourceBody {
  readonly resource: PlainEntry
  readonly lost: readonly string[]
}

/** `undefined` for a kind without a resource, and for an entry that cannot be read. */
export function resourceBody({ kind, name, decoded }: Entry): ResourceBody | undefined {
  const type = resourceTypes.find((candidate) => candidate.kind === kind)
  if (!type || !decoded) return undefined
  const lost: string[] = []
  const spec = writeObject(decoded.root, '', lost)
  const own = type.namedByDestination ? { destination: { name } } : {}
  return {
    resource: { apiVersion: resourceVersion, kind: type.name, metadata: { name: resourceName(type, name) }, spec: { ...own, ...spec } },
    lost,
  }
}

/** Kubernetes takes lower case, digits, `-` and `.`; of an intention, the name in Consul stands in its destination. */
function resourceName({ namedByDestination }: ResourceType, name: string): string {
  if (!namedByDestination) return name
  return name === '*' ? 'all' : name.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-')
}

/** Those that stand in the metadata, or nowhere. */
const notInSpec = new Set(['Kind', 'Name'])
const nowhere = new Set(['Namespace', 'Partition', 'Meta'])

function writeObject({ object, fields }: DecodedObject, path: string, lost: string[]): PlainEntry {
  const written: Record<string, PlainDecoded> = {}
  for (const field of object.fields) {
    const value = fields.get(field.name)?.value
    if (value === undefined || field.readOnly || (path === '' && notInSpec.has(field.name))) continue
    const fieldPath = path === '' ? field.name : `${path}.${field.name}`
    const isGone = field.notInResource
      ? !(value.type === 'string' && value.value === field.default)
      : path === '' && nowhere.has(field.name)
    if (isGone) lost.push(fieldPath)
    if (isGone || field.notInResource) continue
    written[resourceKeyOf(field)] = writeValue(value, field.type, fieldPath, lost)
  }
  return written
}

function writeValue(value: Decoded, type: Type, path: string, lost: string[]): PlainDecoded {
  switch (value.type) {
    case 'string':
    case 'boolean':
    case 'any':
      return value.value
    case 'number':
      return type.is === 'duration' ? formatDuration(value.value) : type.is === 'time' ? formatTime(value.value) : value.value
    case 'list':
      return value.elements.map((element, i) => writeValue(element, value.of, `${path}[${i}]`, lost))
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, writeValue(entry.value, value.of, `${path}[${key}]`, lost)]))
    case 'object':
      return writeObject(value, path, lost)
    case 'nothing':
    case 'unreadable':
      return null
  }
}
