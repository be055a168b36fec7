// Where entries name services, peers, partitions and the like: one name, one list, whatever the file's syntax.
import type { Decoded, DecodedField, DecodedObject } from '../decode/decoded.ts'
import { textOf } from '../decode/decoded.ts'
import type { Edit } from '../edit.ts'
import type { Range } from '../range.ts'
import { kinds } from '../schema/index.ts'
import type { NameOf } from '../schema/types.ts'
import type { Member, Value } from '../value.ts'
import type { Entry } from './entry.ts'
import type { Scope } from './project.ts'
import { walk } from './walk.ts'

/** A place where an entry says a name. */
export interface Mention {
  readonly of: NameOf
  readonly name: string
  /** The peer that a service lives on; absent for a service of this cluster, and for all other names. */
  readonly peer: string | undefined
  /** The service that a subset is part of; absent for all other names. */
  readonly service: string | undefined
  readonly entry: Entry
  readonly range: Range
  readonly written: Written
  /** The entry is about what it names, or says what it is: `service-defaults` of a service, `Subsets` of a resolver. */
  readonly isDefinition: boolean
}

/** A name is a value, or the key of a map. */
type Written = { readonly as: 'value'; readonly value: Value } | { readonly as: 'key'; readonly member: Member }

/** All names in an entry, in its order. Patterns are no names. */
export function mentionsIn(entry: Entry): readonly Mention[] {
  if (!entry.decoded) return []
  const { root } = entry.decoded
  const found: Mention[] = []
  walk(root, {
    field(field, owner) {
      found.push(...mentionsInField(field, owner, entry).filter(isNamed))
    },
  })
  return found
}

/** The name at an offset, found on the way down to it: a large entry is not walked as a whole. */
export function mentionAt(entry: Entry, offset: number): Mention | undefined {
  const holds = ({ range }: { readonly range: Range }) => range.start <= offset && offset <= range.end
  const inValue = (value: Decoded): Mention | undefined => {
    if (value.type === 'object') return inObject(value)
    if (value.type === 'list') return first(value.elements.filter(({ source }) => holds(source)).map(inValue))
    if (value.type !== 'map') return undefined
    return first([...value.entries.values()].filter(({ member }) => holds(member)).map((own) => inValue(own.value)))
  }
  const inObject = (object: DecodedObject): Mention | undefined => {
    for (const field of object.fields.values()) {
      const isName = nameOfType(field) !== undefined || (field.field.type.is === 'map' && field.field.type.keys !== undefined)
      const here = isName ? mentionsInField(field, object, entry).find((mention) => isNamed(mention) && holds(mention)) : undefined
      const found = here ?? inValue(field.value)
      if (found) return found
    }
    return undefined
  }
  return entry.decoded && inObject(entry.decoded.root)
}

function first(found: readonly (Mention | undefined)[]): Mention | undefined {
  return found.find((mention) => mention !== undefined)
}

/** Nothing and everything are no names. */
function isNamed({ name }: Pick<Mention, 'name'>): boolean {
  return name !== '' && name !== '*'
}

function mentionsInField(field: DecodedField, owner: DecodedObject, entry: Entry): readonly Mention[] {
  const { type } = field.field
  const { value } = field
  if (type.is === 'map') {
    const { keys } = type
    if (!keys || value.type !== 'map') return []
    return [...value.entries].map(([name, { member }]) => ({
      ...around(keys.of, owner, entry),
      name,
      range: member.keyRange,
      written: { as: 'key', member },
      isDefinition: keys.define,
    }))
  }
  const of = nameOfType(field)
  if (of === undefined) return []
  const isDefinition = owner === entry.decoded?.root && field.field.name === 'Name'
  return textsIn(value).map(({ name, source }) => ({
    ...around(of, owner, entry),
    name,
    range: source.range,
    written: { as: 'value', value: source },
    isDefinition,
  }))
}

function nameOfType({ field: { type } }: DecodedField): NameOf | undefined {
  if (type.is === 'name') return type.of
  return type.is === 'list' && type.of.is === 'name' ? type.of.of : undefined
}

/** What the object around tells: the peer of a service, the service of a subset. */
function around(of: NameOf, owner: DecodedObject, entry: Entry): Pick<Mention, 'of' | 'peer' | 'service' | 'entry'> {
  return {
    of,
    // A source, a redirect or a target with a peer beside its service means a service of that peer.
    peer: of === 'service' ? textOf(owner, 'Peer') || undefined : undefined,
    service: of === 'subset' ? textOf(owner, 'Service') || entry.name : undefined,
    entry,
  }
}

function textsIn(value: Decoded): readonly { readonly name: string; readonly source: Value }[] {
  const texts: readonly Decoded[] = value.type === 'list' ? value.elements : [value]
  return texts.flatMap((text) => (text.type === 'string' ? [{ name: text.value, source: text.source }] : []))
}

/** The change that makes a place say another name. */
export function renameEdit({ written }: Mention, name: string): Edit {
  return written.as === 'key'
    ? { type: 'renameMember', member: written.member, key: name }
    : { type: 'replaceValue', value: written.value, by: name }
}

/** Whether two mentions mean the same thing. */
export function isSameName(a: Mention, b: Mention): boolean {
  return a.of === b.of && a.name === b.name && a.peer === b.peer && a.service === b.service
}

/** All mentions of the same thing in a cluster, by the order of kinds and files. */
export function mentionsOf(scope: Scope, wanted: Mention): readonly Mention[] {
  return kinds.flatMap(({ kind }) =>
    scope.entries(kind).flatMap((entry) => mentionsIn(entry).filter((mention) => isSameName(mention, wanted))),
  )
}
