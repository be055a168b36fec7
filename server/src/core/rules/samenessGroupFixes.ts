// What can be done about a sameness group in a community cluster: its members are named one by one.
import { type DecodedField, type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import type { PlainValue } from '../edit.ts'
import type { Entry } from '../model/entry.ts'
import type { Scope } from '../model/project.ts'
import { plainOf } from '../plain.ts'
import type { DocumentEdit, EditFix } from './rule.ts'

/** A source or consumer that names a group. */
export interface GroupUse {
  readonly entry: Entry
  /** The list that it stands in. */
  readonly list: DecodedField
  readonly object: DecodedObject
  readonly scope: Scope
}

/** The sources or consumers of a list. */
export function objectsIn({ value }: DecodedField): readonly DecodedObject[] {
  return value.type === 'list' ? value.elements.filter((element) => element.type === 'object') : []
}

/** One source or consumer for each member that the group's own entry lists; none where not every member can be named. */
export function membersInstead(use: GroupUse, group: string): readonly EditFix[] {
  const { entry, list, object, scope } = use
  const member = object.fields.get('SamenessGroup')?.member
  const into = list.member.value
  const given = plainOf(object.source)
  const members = membersOf(scope, group)
  if (!member || !members || !isRecord(given) || object.fields.has('Peer') || (into.type !== 'list' && into.type !== 'object')) return []
  const [first, ...more] = members.peers.filter((peer) => !isNamed(use, peer))
  if (first === undefined) return []
  const peerKey = /^[a-z]/.test(member.key) ? 'peer' : 'Peer'
  const forPeer = (peer: string) => renamed(given, member.key, [[peerKey, peer]])
  // A cluster exports nothing to itself.
  const own = members.isOwnOne && list.field.name === 'Sources' && !isNamed(use, '') ? [renamed(given, member.key, [])] : []
  const values = [...more.map(forPeer), ...own]
  // A single object of JSON becomes a list as a whole; elsewhere what stands there stays, with its comments.
  const isReplaced = values.length > 0 && into.type === 'object' && entry.document.format === 'json'
  const edits: readonly DocumentEdit['edit'][] = isReplaced
    ? [{ type: 'replaceValue', value: into, by: [forPeer(first), ...values] }]
    : [
        { type: 'renameMember', member, key: peerKey },
        { type: 'replaceValue', value: member.value, by: first },
        ...(values.length > 0 ? [{ type: 'insertElements', into, values } as const] : []),
      ]
  const names = `${[first, ...more].map((peer) => `\`${peer}\``).join(', ')}${own.length > 0 ? ' and this cluster' : ''}`
  const title = `Name ${names} instead of \`${group}\``
  return [{ type: 'edit', title, edits: edits.map((edit) => ({ document: entry.document, edit })), safe: false, preferred: true }]
}

interface Members {
  readonly peers: readonly string[]
  readonly isOwnOne: boolean
}

/** A community cluster has one partition, `default`, which is the cluster itself. */
function membersOf(scope: Scope, group: string): Members | undefined {
  const root = scope.entry('sameness-group', group)?.decoded?.root
  const members = root ? objectsOf(root, 'Members') : []
  const partitions = members.map((member) => textOf(member, 'Partition')).filter((partition) => partition !== '')
  if (partitions.some((partition) => partition !== 'default')) return undefined
  const peers = members.map((member) => textOf(member, 'Peer')).filter((peer) => peer !== '')
  return { peers: [...new Set(peers)], isOwnOne: partitions.length > 0 }
}

function isNamed({ list, object }: GroupUse, peer: string): boolean {
  const others = objectsIn(list).filter((other) => textOf(other, 'SamenessGroup') === '')
  return others.some((other) => textOf(other, 'Name') === textOf(object, 'Name') && textOf(other, 'Peer') === peer)
}

type PlainRecord = { readonly [key: string]: PlainValue }

function isRecord(value: PlainValue | undefined): value is PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object with other members in the place of one. */
function renamed(record: PlainRecord, key: string, by: readonly (readonly [string, PlainValue])[]): PlainRecord {
  return Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (name === key ? by : [[name, value] as const])))
}
