// Sharing a service with a peer, and taking it back: as an edit of the entry that is there, or as a new entry.
import { type DecodedObject, textOf } from '../../../server/src/core/decode/decoded.ts'
import type { Edit, PlainValue } from '../../../server/src/core/edit.ts'
import type { Entry } from '../../../server/src/core/model/entry.ts'
import { exportedServicesOf, newConsumer } from '../../../server/src/core/model/exports.ts'
import { sourcesOf } from '../../../server/src/core/model/sources.ts'

/** What a person wants. */
export type Wish =
  /** `service` of this cluster is for `peer` from now on, or no longer. */
  | { readonly wish: 'export' | 'stop-exporting'; readonly service: string; readonly peer: string }
  /** `source`, a service of `peer`, may call `service` of this cluster, or may not; `forget`: nothing is said about it any more. */
  | { readonly wish: 'allow' | 'deny' | 'forget'; readonly service: string; readonly source: string; readonly peer: string }

/** How it comes true. */
export type Proposal =
  /** The entry says so already. */
  | { readonly propose: 'nothing' }
  | { readonly propose: 'edit'; readonly edits: readonly Edit[] }
  /** No entry is there yet. */
  | { readonly propose: 'create'; readonly entry: { readonly [key: string]: PlainValue } }
  /** Nothing would be left in the entry. */
  | { readonly propose: 'delete' }
  /** The entry cannot be changed safely; a sentence says why. */
  | { readonly propose: 'impossible'; readonly why: string }

/** Kind and name of the entry that decides about a wish. `exportsName`: `default`, or the admin partition. */
export function entryOfWish(wish: Wish, exportsName = 'default'): { readonly kind: string; readonly name: string } {
  return isAboutExports(wish) ? { kind: 'exported-services', name: exportsName } : { kind: 'service-intentions', name: wish.service }
}

/** Proposes what fulfils a wish; pure. `entry`: the one that `entryOfWish` names, where it is there. */
export function propose(wish: Wish, entry: Entry | undefined, exportsName = 'default'): Proposal {
  if (!entry) return proposeNew(wish, exportsName)
  if (!entry.decoded || entry.syntaxProblems.length > 0) {
    return {
      propose: 'impossible',
      why: `\`${entry.kindName ?? ''}/${entry.name}\` cannot be read, so it is left alone. Correct it first.`,
    }
  }
  switch (wish.wish) {
    case 'export':
      return proposeExport(wish, entry)
    case 'stop-exporting':
      return proposeStop(wish, entry)
    case 'forget':
      return proposeForgetting(wish, entry)
    case 'allow':
    case 'deny':
      return proposeSource(wish, entry)
  }
}

type ExportWish = Extract<Wish, { readonly wish: 'export' | 'stop-exporting' }>
type SourceWish = Extract<Wish, { readonly source: string }>

function isAboutExports(wish: Wish): wish is ExportWish {
  return wish.wish === 'export' || wish.wish === 'stop-exporting'
}

function proposeNew(wish: Wish, exportsName: string): Proposal {
  if (wish.wish === 'stop-exporting' || wish.wish === 'forget') return { propose: 'nothing' }
  if (!isAboutExports(wish)) {
    return { propose: 'create', entry: { Kind: 'service-intentions', Name: wish.service, Sources: [newSource(wish)] } }
  }
  const services = [{ Name: wish.service, Consumers: [{ peer_name: wish.peer }] }]
  return { propose: 'create', entry: { Kind: 'exported-services', Name: exportsName, Services: services } }
}

function newSource({ wish, source, peer }: SourceWish): PlainValue {
  return { Name: source, Peer: peer, Action: wish }
}

function proposeExport({ service, peer }: ExportWish, entry: Entry): Proposal {
  const services = exportedServicesOf(entry)
  const same = services.filter(({ name }) => name === service)
  if (same.some(({ consumers }) => consumers.some((consumer) => consumer.peer === peer))) return { propose: 'nothing' }
  const [first] = same
  if (first) return insertInto(entry, first.object, 'Consumers', newConsumer(entry, peer))
  return insertInto(entry, rootOf(entry), 'Services', newService(entry, service, peer))
}

function newService(entry: Entry, service: string, peer: string): PlainValue {
  const consumers = [newConsumer(entry, peer)]
  return entry.document.format === 'yaml' ? { name: service, consumers } : { Name: service, Consumers: consumers }
}

function proposeStop({ service, peer }: ExportWish, entry: Entry): Proposal {
  const services = exportedServicesOf(entry)
  const touched = services
    .filter(({ name }) => name === service)
    .map((one) => ({ one, leaving: one.consumers.filter((consumer) => consumer.peer === peer) }))
    .filter(({ leaving }) => leaving.length > 0)
  if (touched.length === 0) return { propose: 'nothing' }
  const emptied = touched.filter(({ one, leaving }) => leaving.length === one.consumers.length)
  if (emptied.length === services.length) return { propose: 'delete' }
  const edits = touched.flatMap(({ one, leaving }) =>
    leaving.length === one.consumers.length ? [removal(one.object)] : leaving.map(({ object }) => removal(object)),
  )
  return { propose: 'edit', edits }
}

function removal({ source }: DecodedObject): Edit {
  return { type: 'removeElement', element: source }
}

function proposeForgetting({ source, peer }: SourceWish, entry: Entry): Proposal {
  const sources = sourcesOf(entry)
  const leaving = sources.filter((one) => textOf(one, 'Name') === source && textOf(one, 'Peer') === peer)
  if (leaving.length === 0) return { propose: 'nothing' }
  return leaving.length === sources.length ? { propose: 'delete' } : { propose: 'edit', edits: leaving.map(removal) }
}

function proposeSource(wish: SourceWish, entry: Entry): Proposal {
  const known = sourcesOf(entry).find((source) => textOf(source, 'Name') === wish.source && textOf(source, 'Peer') === wish.peer)
  if (!known) return insertInto(entry, rootOf(entry), 'Sources', isYaml(entry) ? lowerKeys(newSource(wish)) : newSource(wish))
  const action = known.fields.get('Action')
  if (textOf(known, 'Action') === wish.wish) return { propose: 'nothing' }
  if (action) return { propose: 'edit', edits: [{ type: 'replaceValue', value: action.member.value, by: wish.wish }] }
  const name = `\`${wish.source}\` of \`${wish.peer}\``
  return {
    propose: 'impossible',
    why: `${name} has permissions by path there, which one action would replace. Open the entry and decide by hand.`,
  }
}

function isYaml({ document }: Entry): boolean {
  return document.format === 'yaml'
}

function lowerKeys(value: PlainValue): PlainValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), inner]))
}

function rootOf({ decoded, root }: Entry): DecodedObject | undefined {
  return root.type === 'object' ? decoded?.root : undefined
}

/** Adds an element to a list field, which is made where it is missing. */
function insertInto(entry: Entry, object: DecodedObject | undefined, key: string, element: PlainValue): Proposal {
  const field = object?.fields.get(key)
  const into = field?.member.value
  if (into?.type === 'list' || into?.type === 'object') {
    return { propose: 'edit', edits: [{ type: 'insertElements', into, values: [element] }] }
  }
  if (object?.source.type === 'object' && (into === undefined || into.type === 'null')) {
    const name = isYaml(entry) ? key.toLowerCase() : key
    return { propose: 'edit', edits: [{ type: 'insertMember', into: object.source, key: name, value: [element] }] }
  }
  return {
    propose: 'impossible',
    why: `\`${key}\` of \`${entry.name}\` is no list, so nothing can be added to it. Correct the entry first.`,
  }
}
