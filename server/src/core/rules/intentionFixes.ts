// What can be done about a command for an intention of a peer: a config entry in its place.
import { folderOf } from '../document.ts'
import type { PlainValue } from '../edit.ts'
import { type ConsulCommand, flagOf, flagTexts } from '../model/command.ts'
import type { Entry } from '../model/entry.ts'
import type { Scope } from '../model/project.ts'
import { type PeeredSource, peeredSources, sourcesOf } from '../model/sources.ts'
import type { StringValue } from '../value.ts'
import type { DocumentEdit, EditFix } from './rule.ts'

/** An intention of the command line whose source, as far as is known, belongs to a peer. */
export interface PeeredIntention {
  readonly service: string
  /** The one of them that is meant is not known where there are several. */
  readonly peers: readonly string[]
  readonly destination: StringValue | undefined
  /** Where the command names the source. */
  readonly place: StringValue
  /** The command names the peer itself. */
  readonly isNamed: boolean
}

/** The fixes, none of them safe: a config entry is written as a whole, and nobody knows what the cluster holds. */
export function intentionFixes(command: ConsulCommand, intention: PeeredIntention, scope: Scope): readonly EditFix[] {
  const { destination, service, peers } = intention
  if (!destination || ![destination.value, service, ...peers].every(isName)) return []
  switch (command.subcommand[1]?.value) {
    case 'create':
      return peers.flatMap((peer) => creations({ command, service, peer, destination: destination.value, scope }))
    case 'delete':
      return deletions(command, intention, destination.value, scope)
    default:
      return []
  }
}

function isName(text: string): boolean {
  return /^([\w.-]+|\*)$/.test(text)
}

interface Creation {
  readonly command: ConsulCommand
  readonly service: string
  readonly peer: string
  readonly destination: string
  readonly scope: Scope
}

function creations(creation: Creation): readonly EditFix[] {
  const { command, service, peer, destination, scope } = creation
  const action = flagOf(command, 'deny') ? 'deny' : 'allow'
  const source = { Name: service, Peer: peer, Action: action }
  const entry: PlainEntry = { Kind: 'service-intentions', Name: destination, ...metaOf(command), Sources: [source] }
  const known = scope.entry('service-intentions', destination)
  const first = known ? additions(creation, known, source) : newFile(creation, entry)
  if (!command.standsAlone || command.document.format === 'tasks') return first
  const by = configCommand(command, { subcommand: ['config', 'write'], arguments: ['-'], input: entry })
  const title = `Replace by \`consul config write\` with the entry for \`${service}\` of \`${peer}\` (the whole intention of \`${destination}\`)`
  return [...first, { type: 'edit', title, edits: [replaceBy(command, by)], safe: false }]
}

type PlainEntry = { readonly [key: string]: PlainValue }

function newFile({ command, service, peer, destination }: Creation, entry: PlainEntry): readonly EditFix[] {
  if (destination === '*') return []
  const name = `${destination}-intentions.hcl`
  const by = configCommand(command, { subcommand: ['config', 'write'], arguments: [name] })
  const title = `Create \`${name}\` with \`${service}\` of \`${peer}\` as its source, and write that`
  const creates = [{ beside: command.document, name, entry }]
  return [{ type: 'edit', title, edits: [replaceBy(command, by)], creates, safe: false, preferred: true }]
}

/** The cluster has that intention in a file: the source belongs there, for to write another one would replace it. */
function additions({ command, service, peer, destination, scope }: Creation, known: Entry, source: PlainValue): readonly EditFix[] {
  const file = relativePath(folderOf(command.document), known.document.uri)
  const write = replaceBy(command, configCommand(command, { subcommand: ['config', 'write'], arguments: [file] }))
  if (peeredSources(scope, service, destination).some((found) => found.peer === peer)) {
    return [{ type: 'edit', title: `Write \`${file}\` instead, which has that source`, edits: [write], safe: false, preferred: true }]
  }
  const into = known.decoded?.root.fields.get('Sources')?.member.value
  if (into?.type !== 'list' && into?.type !== 'object') return []
  const addition: DocumentEdit = { document: known.document, edit: { type: 'insertElements', into, values: [source] } }
  const title = `Add \`${service}\` of \`${peer}\` to \`${file}\`, and write that`
  return [{ type: 'edit', title, edits: [addition, write], safe: false, preferred: true }]
}

function deletions(command: ConsulCommand, { service, peers }: PeeredIntention, destination: string, scope: Scope): readonly EditFix[] {
  const found = peeredSources(scope, service, destination).find(({ peer, entry }) => peers.includes(peer) && entry.name === destination)
  if (found && sourcesOf(found.entry).length > 1) return [withoutSource(command, found)]
  const flags = { kind: 'service-intentions', name: destination }
  const by = configCommand(command, { subcommand: ['config', 'delete'], flags })
  const title = `Delete the intention of \`${destination}\` with all its sources by \`consul config delete\``
  return [{ type: 'edit', title, edits: [replaceBy(command, by)], safe: false }]
}

function withoutSource(command: ConsulCommand, { entry, source, peer }: PeeredSource): EditFix {
  const file = relativePath(folderOf(command.document), entry.document.uri)
  const write = replaceBy(command, configCommand(command, { subcommand: ['config', 'write'], arguments: [file] }))
  const removal: DocumentEdit = { document: entry.document, edit: { type: 'removeElement', element: source.source } }
  const title = `Take the source of \`${peer}\` out of \`${file}\`, and write that`
  return { type: 'edit', title, edits: [removal, write], safe: false, preferred: true }
}

function metaOf(command: ConsulCommand): PlainEntry {
  const pairs = flagTexts(command, 'meta').map(({ value }) => value.split(/=(.*)/s, 2))
  return pairs.length === 0 ? {} : { Meta: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value])) }
}

const commonFlags = 'http-addr token token-file ca-file ca-path client-cert client-key tls-server-name datacenter namespace partition'

/** A command of `consul config` that asks the same cluster with the same rights. */
function configCommand(command: ConsulCommand, rest: PlainEntry): PlainValue {
  const kept = command.flags.flatMap(({ key, value }): readonly (readonly [string, PlainValue])[] =>
    commonFlags.split(' ').includes(key) && value.type === 'string' ? [[key, value.value]] : [],
  )
  const { flags, ...others } = rest
  return {
    tool: 'consul',
    ...others,
    flags: { ...Object.fromEntries(kept), ...(flags !== null && typeof flags === 'object' ? flags : {}) },
  }
}

function replaceBy({ document, root }: ConsulCommand, by: PlainValue): DocumentEdit {
  return { document, edit: { type: 'replaceValue', value: root, by } }
}

/** The path of a file as a command that runs in the folder `from` would write it. */
function relativePath(from: string, to: string): string {
  const [start, end] = [from.split('/').slice(0, -1), to.split('/')]
  let common = 0
  while (common < start.length && common < end.length - 1 && start[common] === end[common]) common++
  return [...start.slice(common).map(() => '..'), ...end.slice(common)].map(decodeURIComponent).join('/')
}
