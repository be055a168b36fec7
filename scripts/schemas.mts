// Makes JSON schemas of config entries and Kubernetes resources from the schema tables, for editors without our language server.
// They describe and never refuse: Consul reads values in more ways than a schema can say, and the language server judges.
import { kinds } from '../server/src/core/schema/index.ts'
import { resourceKeyOf, resourceObject, resourceTypes, resourceVersion, specOf } from '../server/src/core/schema/resources.ts'
import { describeTarget } from '../server/src/core/schema/target.ts'
import type { Field, ObjectType, Type } from '../server/src/core/schema/types.ts'

type Schema = Readonly<Record<string, unknown>>

/** How the keys of a file are spelt. */
type KeysOf = (field: Field) => readonly string[]

const entryKeys: KeysOf = ({ name, alias }) => (alias === undefined ? [name] : [name, alias])
const resourceKeys: KeysOf = (field) => (field.notInResource ? [] : [resourceKeyOf(field)])

/** The schema of one config entry in JSON. */
export function entrySchema(): Schema {
  const made = createDefinitions(entryKeys)
  const branches = kinds
    .filter(({ writer }) => writer === undefined)
    .map((kind) => when({ properties: { Kind: { const: kind.kind } }, required: ['Kind'] }, made.refer(kind.object)))
  const names = kinds.filter(({ writer }) => writer === undefined).map(({ kind }) => kind)
  return {
    ...head('Consul config entry', 'One entry, as `consul config write` takes it.'),
    properties: { Kind: { description: 'What kind of config entry this is.', anyOf: [{ enum: names }, { type: 'string' }] } },
    allOf: branches,
    definitions: made.definitions,
  }
}

/** The schema of the Kubernetes resources of Consul. */
export function resourceSchema(): Schema {
  const made = createDefinitions(resourceKeys)
  const branches = resourceTypes.map((type) => {
    const isSuch = { properties: { apiVersion: { const: resourceVersion }, kind: { const: type.name } }, required: ['apiVersion', 'kind'] }
    return when(isSuch, made.refer(resourceObject(specOf(type))))
  })
  return {
    ...head('Consul resources of Kubernetes', `Resources of ${resourceVersion}.`),
    properties: {
      apiVersion: { anyOf: [{ const: resourceVersion }, { type: 'string' }] },
      kind: { anyOf: [{ enum: resourceTypes.map(({ name }) => name) }, { type: 'string' }] },
    },
    allOf: branches,
    definitions: made.definitions,
  }
}

/** Entries, since an object with `then` could be taken for a promise. */
function when(condition: Schema, schema: Schema): Schema {
  return Object.fromEntries([
    ['if', condition],
    ['then', schema],
  ])
}

function head(title: string, description: string): Schema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, description, type: 'object' }
}

function createDefinitions(keysOf: KeysOf) {
  const definitions: Record<string, Schema> = {}
  const names = new Map<ObjectType, string>()
  const refer = (object: ObjectType): Schema => {
    const known = names.get(object)
    if (known !== undefined) return { $ref: `#/definitions/${known}` }
    const base = object.title
      .replaceAll(/^an? |[^a-z ]/gi, '')
      .trim()
      .replaceAll(' ', '-')
    let name = base
    for (let i = 2; name in definitions; i++) name = `${base}-${i}`
    names.set(object, name)
    // Its place is taken before its fields are looked at, which may lead back to it.
    definitions[name] = {}
    definitions[name] = { properties: Object.fromEntries(object.fields.filter(({ readOnly }) => !readOnly).flatMap(members)) }
    return { $ref: `#/definitions/${name}` }
  }
  const members = (field: Field) => keysOf(field).map((key): readonly [string, Schema] => [key, fieldSchema(field)])
  const fieldSchema = (field: Field): Schema => ({
    description: [field.docs, ...notesOf(field)].join(' '),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...typeSchema(field.type),
  })
  const typeSchema = (type: Type): Schema => {
    switch (type.is) {
      case 'object':
        return { allOf: [refer(type.object)] }
      case 'list':
        return { items: typeSchema(type.of) }
      case 'map':
        return { additionalProperties: typeSchema(type.of) }
      case 'enum':
        return { anyOf: [{ enum: type.values.map(({ value }) => value) }, {}] }
      case 'boolean':
        return { anyOf: [{ type: 'boolean' }, {}] }
      default:
        return {}
    }
  }
  return { definitions, refer }
}

function notesOf({ since, until, enterprise, required }: Field): readonly string[] {
  return [
    ...(required ? ['Required.'] : []),
    ...(since === undefined ? [] : [`Since ${describeTarget(since)}.`]),
    ...(until === undefined ? [] : [`Until ${describeTarget(until)}.`]),
    ...(enterprise === undefined ? [] : ['Consul Enterprise only.']),
  ]
}
