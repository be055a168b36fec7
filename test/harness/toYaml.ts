// Renders an HCL fixture as the Kubernetes resource of the same entry, to show that a rule does not depend on the syntax.
import type { PlainValue } from '../../server/src/core/edit.ts'
import { plainOf } from '../../server/src/core/plain.ts'
import { resourceKeyOf, resourceTypes, resourceVersion } from '../../server/src/core/schema/resources.ts'
import type { Field, ObjectType, Type } from '../../server/src/core/schema/types.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import { spellBlock } from '../../server/src/core/syntax/yamlSpell.ts'
import type { FixtureFile } from './fixture.ts'

type Plain = { readonly [key: string]: PlainValue }

/** The file as a resource; `undefined` where its kind has none. Keys that no table knows stay as they are. */
export function toYaml({ name, text }: FixtureFile): FixtureFile | undefined {
  const [root] = parse(text, 'hcl').roots
  const entry = root && plainOf(root)
  if (!isObject(entry)) return undefined
  const { kind, name: ownName, rest } = headOf(entry)
  const type = resourceTypes.find((candidate) => candidate.kind.kind === kind)
  if (!type) return undefined
  const fields = specFor(rest, type.kind.object)
  const destination = type.namedByDestination && ownName !== undefined ? { destination: { name: ownName } } : {}
  const resource = {
    apiVersion: resourceVersion,
    kind: type.name,
    metadata: {
      name: type.namedByDestination ? 'intentions' : (ownName ?? { mesh: 'mesh', 'proxy-defaults': 'global' }[type.kind.kind] ?? null),
    },
    spec: { ...destination, ...fields },
  }
  const yaml = spellBlock(resource, { indentation: '', unit: '  ', lineBreak: '\n', quote: 'as needed' })
  return { name: name.replace(/\.hcl$/, '.yaml'), text: `${yaml}\n` }
}

function isObject(value: PlainValue | undefined): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function headOf(entry: Plain): { readonly kind: PlainValue | undefined; readonly name: PlainValue | undefined; readonly rest: Plain } {
  const at = (wanted: string) => Object.keys(entry).find((key) => key.toLowerCase() === wanted)
  const [kind, name] = [at('kind'), at('name')]
  const rest = Object.fromEntries(Object.entries(entry).filter(([key]) => key !== kind && key !== name))
  return { kind: kind && entry[kind], name: name && entry[name], rest }
}

function specFor(object: Plain, type: ObjectType): Plain {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const field = fieldFor(key, type)
      return field ? [resourceKeyOf(field), valueFor(value, field.type)] : [key, value]
    }),
  )
}

function fieldFor(key: string, { fields }: ObjectType): Field | undefined {
  const wanted = key.toLowerCase()
  return fields.find((field) => field.name.toLowerCase() === wanted || field.alias === wanted)
}

/** HCL writes one object where a list is meant. */
function valueFor(value: PlainValue, type: Type): PlainValue {
  if (type.is === 'list') {
    const elements = isList(value) ? value : [value]
    return elements.map((element) => valueFor(element, type.of))
  }
  if (type.is === 'map' && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, valueFor(inner, type.of)]))
  return type.is === 'object' && isObject(value) ? specFor(value, type.object) : value
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value)
}
