// Where entries name services, peers, partitions and the like: one name, one list, whatever the file's syntax.
import type { Decoded, DecodedField, DecodedObject } from '../decode/decoded.ts'
import { textOf } from '../decode/decoded.ts'
import { kinds } from '../schema/index.ts'
import type { NameOf } from '../schema/types.ts'
import type { Value } from '../value.ts'
import type { Entry } from './entry.ts'
import type { Scope } from './project.ts'
import { walk } from './walk.ts'

/** A place where an entry says a name. */
export interface Mention {
  readonly of: NameOf
  readonly name: string
  /** The peer that a service lives on; absent for a service of this cluster, and for all other names. */
  readonly peer: string | undefined
  readonly entry: Entry
  readonly source: Value
  /** The entry is about what it names: `service-defaults` of a service. */
  readonly isDefinition: boolean
}

/** All names in an entry, in its order. Patterns are no names. */
export function mentionsIn(entry: Entry): readonly Mention[] {
  if (!entry.decoded) return []
  const { root } = entry.decoded
  const found: Mention[] = []
  walk(root, {
    field(field, owner) {
      const { type } = field.field
      const of = type.is === 'name' ? type.of : type.is === 'list' && type.of.is === 'name' ? type.of.of : undefined
      if (of === undefined) return
      for (const { name, source } of textsIn(field)) {
        if (name === '' || name === '*') continue
        const isDefinition = owner === root && field.field.name === 'Name'
        found.push({ of, name, peer: of === 'service' ? peerBeside(owner) : undefined, entry, source, isDefinition })
      }
    },
  })
  return found
}

function textsIn({ value }: DecodedField): readonly { readonly name: string; readonly source: Value }[] {
  const texts: readonly Decoded[] = value.type === 'list' ? value.elements : [value]
  return texts.flatMap((text) => (text.type === 'string' ? [{ name: text.value, source: text.source }] : []))
}

/** A source, a redirect or a target with a peer beside its service means a service of that peer. */
function peerBeside(owner: DecodedObject): string | undefined {
  return textOf(owner, 'Peer') || undefined
}

/** Whether two mentions mean the same thing. */
export function isSameName(a: Mention, b: Mention): boolean {
  return a.of === b.of && a.name === b.name && a.peer === b.peer
}

/** All mentions of the same thing in a cluster, by the order of kinds and files. */
export function mentionsOf(scope: Scope, wanted: Mention): readonly Mention[] {
  return kinds.flatMap(({ kind }) =>
    scope.entries(kind).flatMap((entry) => mentionsIn(entry).filter((mention) => isSameName(mention, wanted))),
  )
}
