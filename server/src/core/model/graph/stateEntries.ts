// The entries of a state, as checks look them up.
import type { Edition, Target } from '../../schema/target.ts'
import { type PersistentMap, valueAt, valuesOf } from './persistentMap.ts'
import type { Stored } from './stored.ts'

/** The entries of a cluster for one release and edition. A state never changes; a write gives another one. */
export interface State {
  readonly target: Target
  readonly edition: Edition
  /** By kind, then by id in lower case: Consul's index does not tell cases apart. */
  readonly kinds: PersistentMap<PersistentMap<Stored>>
  /** Entries by the id of each service that they name, by kind and id. */
  readonly links: PersistentMap<PersistentMap<Stored>>
}

/** The entry of that kind and id. */
export function storedAt({ kinds }: State, kind: string, id: string): Stored | undefined {
  const ofKind = valueAt(kinds, kind)
  return ofKind && valueAt(ofKind, id.toLowerCase())
}

/** All entries of a kind. */
export function storedOfKind({ kinds }: State, kind: string): readonly Stored[] {
  const ofKind = valueAt(kinds, kind)
  return ofKind ? valuesOf(ofKind) : []
}

/** The entries that name a service, in exactly this spelling. */
export function linkedTo({ links }: State, id: string): readonly Stored[] {
  const linked = valueAt(links, id)
  return linked ? valuesOf(linked) : []
}
