// What a server has stored, and what it makes of a write or a deletion: one pure step after the other.
// Source: agent/consul/config_endpoint.go Apply, Delete; agent/consul/state/config_entry.go ensureConfigEntryTxn,
// deleteConfigEntryTxn @ v1.13.9, v1.16.1.
import { kindNameOf } from '../../schema/index.ts'
import { type Edition, isWithin, type Target } from '../../schema/target.ts'
import type { Entry } from '../entry.ts'
import { relatedServices } from './chainEntries.ts'
import { checkChange, readerOf } from './change.ts'
import type { Fault } from './fault.ts'
import { emptyMap, valueAt, withoutKey, withValue } from './persistentMap.ts'
import { storedOf } from './read.ts'
import { type Refusal, refusalOf } from './refusal.ts'
import { sameContent } from './sameContent.ts'
import { type State, storedAt } from './stateEntries.ts'
import { kindOfStored, type Stored } from './stored.ts'

export type { Refusal } from './refusal.ts'
export type { State } from './stateEntries.ts'

export type Outcome = { readonly ok: true; readonly state: State } | { readonly ok: false; readonly refusal: Refusal }

/** A cluster without entries. */
export function emptyState({ target, edition }: { readonly target: Target; readonly edition: Edition }): State {
  return { target, edition, kinds: emptyMap(), links: emptyMap() }
}

/**
 * Writes an entry that is right in itself: only what other entries make of it is looked at. A kind that the target does
 * not know changes nothing.
 */
export function write(state: State, entry: Entry): Outcome {
  const stored = storedOf(entry, state.edition)
  return stored ? writeStored(state, stored) : { ok: true, state }
}

/** Writes what the graph sees of an entry. */
export function writeStored(state: State, stored: Stored): Outcome {
  const kind = kindOfStored(stored)
  const existing = storedAt(state, kind, stored.id)
  // A server does not look twice at what it has.
  if (existing && sameContent(existing, stored)) return { ok: true, state }
  const fault = checkChange(state, { kind, id: stored, next: stored, existing })
  if (fault) return { ok: false, refusal: refusalOf(readerOf(state), fault, stored.entry) }
  return { ok: true, state: put(existing ? drop(state, existing) : state, stored) }
}

/** Deletes an entry; what is not there may be deleted. */
export function remove(state: State, kind: string, name: string): Outcome {
  const known = kindNameOf(kind)
  if (!known || !isWithin(state.target, known)) return refuseDeletion(state, unknownKind(kind))
  if (name === '') return refuseDeletion(state, namelessDeletion(kind))
  if (kind === 'proxy-defaults' && name !== 'global' && state.target !== 'preview') return refuseDeletion(state, otherProxyDefaults(name))
  const id = onlyNames.get(kind) ?? name
  const existing = storedAt(state, kind, id)
  if (!existing) return { ok: true, state }
  const fault = checkChange(state, { kind, id: { ...existing, name: id, id }, next: undefined, existing })
  return fault ? refuseDeletion(state, fault) : { ok: true, state: drop(state, existing) }
}

const onlyNames: ReadonlyMap<string, string> = new Map([
  ['mesh', 'mesh'],
  ['proxy-defaults', 'global'],
])

function put(state: State, stored: Stored): State {
  const kind = kindOfStored(stored)
  const ofKind = withValue(valueAt(state.kinds, kind) ?? emptyMap<Stored>(), stored.id.toLowerCase(), stored)
  let { links } = state
  for (const { id } of relatedServices(stored, state.edition)) {
    links = withValue(links, id, withValue(valueAt(links, id) ?? emptyMap<Stored>(), linkKey(stored), stored))
  }
  return { ...state, kinds: withValue(state.kinds, kind, ofKind), links }
}

function drop(state: State, stored: Stored): State {
  const kind = kindOfStored(stored)
  const ofKind = withoutKey(valueAt(state.kinds, kind) ?? emptyMap<Stored>(), stored.id.toLowerCase())
  let { links } = state
  for (const { id } of relatedServices(stored, state.edition)) {
    links = withValue(links, id, withoutKey(valueAt(links, id) ?? emptyMap<Stored>(), linkKey(stored)))
  }
  return { ...state, kinds: withValue(state.kinds, kind, ofKind), links }
}

function linkKey(stored: Stored): string {
  return `${kindOfStored(stored)}/${stored.id}`
}

function refuseDeletion(state: State, fault: Fault): Outcome {
  return { ok: false, refusal: refusalOf(readerOf(state), fault, undefined) }
}

function unknownKind(kind: string): Fault {
  const message = `\`${kind}\` is no kind of config entry of this release, so there is nothing to delete. Correct the kind.`
  return { reason: 'unknown-kind', message, places: [], services: [], touchesPeer: false }
}

function namelessDeletion(kind: string): Fault {
  const message = `A deletion needs a name, and \`${kind}\` stands alone. Write it as \`${kind}/name\`.`
  return { reason: 'reserved-name', message, places: [], services: [], touchesPeer: false }
}

function otherProxyDefaults(name: string): Fault {
  const message = `\`proxy-defaults\` can only be called \`global\`, and Consul refuses to look for \`${name}\`. Delete \`proxy-defaults/global\`.`
  return { reason: 'reserved-name', message, places: [], services: [], touchesPeer: false }
}
