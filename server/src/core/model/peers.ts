// Which clusters count as peers of a cluster: those that its entries name, and those that it told of itself.
import type { Value } from '../value.ts'
import { type Command, flagTexts, isPlain, memberNamed, membersOf } from './command.ts'
import type { Entry } from './entry.ts'
import type { Scope } from './project.ts'
import { fieldsIn } from './walk.ts'

/** A place where an entry names a peer. */
export interface NamedPeer {
  readonly peer: string
  readonly entry: Entry
}

/** The kinds whose entries name peers. */
export const kindsWithPeers = ['exported-services', 'service-intentions', 'service-resolver', 'service-defaults', 'sameness-group'] as const

/** The peers that the entries of a cluster name, each where it is named first. */
export function namedPeers(scope: Scope): readonly NamedPeer[] {
  const found = new Map<string, NamedPeer>()
  for (const entry of kindsWithPeers.flatMap((kind) => scope.entries(kind))) {
    for (const peer of peersIn(entry)) if (!found.has(peer)) found.set(peer, { peer, entry })
  }
  return [...found.values()]
}

/** The names of all peers that entries, commands or Facts know of. */
export function peerNames(scope: Scope): ReadonlySet<string> {
  const live = (scope.facts?.peers ?? []).map(({ name }) => name)
  return new Set([...namedPeers(scope).map(({ peer }) => peer), ...scope.commands().flatMap(peersMade), ...live])
}

/** What a command calls the peer that it makes: a token is generated or used for that name. */
function peersMade(command: Command): readonly string[] {
  if (command.tool === 'consul') {
    if (command.subcommand[0]?.value !== 'peering') return []
    return flagTexts(command, 'name')
      .filter(isPlain)
      .map(({ value }) => value)
  }
  if (command.tool !== 'curl' || !/^\/v1\/peering\/(token|establish)$/.test(command.path.value)) return []
  const name = memberNamed(membersOf(command.body), 'PeerName')?.value
  return name?.type === 'string' && isPlain(name) ? [name.value] : []
}

function peersIn(entry: Entry): ReadonlySet<string> {
  return new Set(namedPeersIn(entry).map(({ peer }) => peer))
}

/** Every place where an entry names a peer, in its order. */
export function namedPeersIn(entry: Entry): readonly { readonly peer: string; readonly source: Value }[] {
  if (!kindsWithPeers.some((kind) => kind === entry.kindName)) return []
  const found: { readonly peer: string; readonly source: Value }[] = []
  for (const { field, value } of fieldsIn(entry)) {
    if (field.type.is !== 'name' || field.type.of !== 'peer' || value.type !== 'string') continue
    if (value.value !== '' && value.value !== '*') found.push({ peer: value.value, source: value.source })
  }
  return found
}
