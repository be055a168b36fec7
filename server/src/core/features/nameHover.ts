// What is known of the service, peer or place that a name means: where it is defined, who may use it, and how it is on the live cluster.
import type { Document } from '../document.ts'
import { lineStarts, placeAt } from '../lines.ts'
import type { Entry } from '../model/entry.ts'
import { allExports } from '../model/exports.ts'
import { knownNames } from '../model/knownNames.ts'
import { type Mention, mentionAt, mentionsOf } from '../model/names.ts'
import { meaningOfState } from '../model/peeringStates.ts'
import type { Scope } from '../model/project.ts'
import { protocolOf } from '../model/protocol.ts'
import { type Caller, callersOf, receiversOf } from '../model/sharing.ts'
import type { Range } from '../range.ts'
import { ageOf } from './age.ts'
import type { HoverText } from './hover.ts'
import { subjects } from './names.ts'

/** The hover of a name; `undefined` where none stands. `nowMs`: milliseconds since 1970. */
export function nameHover(entry: Entry, scope: Scope, offset: number, nowMs: number): HoverText | undefined {
  const mention = mentionAt(entry, offset)
  if (!mention) return undefined
  const lines = linesFor(mention, scope, ageOf(scope.facts, nowMs))
  const service = mention.of === 'service' && mention.peer === undefined ? { service: mention.name } : {}
  return {
    sort: 'value',
    ...service,
    range: mention.range,
    text: [headOf(mention), lines.map((line) => `- ${line}`).join('\n')].join('\n\n').trim(),
  }
}

function headOf({ of, name, peer, service }: Mention): string {
  const within = peer === undefined ? service && ` of \`${service}\`` : ` of the peer \`${peer}\``
  return `**${capitalised(subjects[of])} \`${name}\`**${within ?? ''}`
}

function linesFor(mention: Mention, scope: Scope, age: string): readonly string[] {
  switch (mention.of) {
    case 'service':
      return mention.peer === undefined ? ownServiceLines(mention, scope, age) : peerServiceLines(mention, mention.peer, scope, age)
    case 'peer':
      return peerLines(mention, scope, age)
    case 'subset':
      return subsetLines(mention, scope)
    default:
      return otherLines(mention, scope)
  }
}

function ownServiceLines(mention: Mention, scope: Scope, age: string): readonly string[] {
  const { name } = mention
  const defined = mentionsOf(scope, mention).filter(({ isDefinition }) => isDefinition)
  const receivers = receiversOf(scope, name)
  const protocol = protocolOf(scope, name)
  return [
    ...(defined.length > 0 ? [`Defined by ${list(defined.map(({ entry, range }) => link(`${entry.kindName}`, entry, range)))}`] : []),
    ...(protocol ? [`Protocol ${link(protocol.protocol, protocol.entry, protocol.value.range)}`] : []),
    receivers.length === 0
      ? 'Exported to no peer'
      : `Exported to ${list(receivers.map(({ peer, entry, range }) => link(peer, entry, range)))}`,
    ...callerLines(callersOf(scope, name)),
    ...registeredLines(name, scope, age),
  ]
}

const verdicts = { allow: 'Allowed', deny: 'Denied', permissions: 'Judged by request' } as const

function callerLines(callers: readonly Caller[]): readonly string[] {
  return (['allow', 'permissions', 'deny'] as const).flatMap((verdict) => {
    const found = callers.filter((caller) => caller.verdict === verdict)
    const named = found.map(({ name, peer, entry, range }) => link(peer === '' ? name : `${name} of ${peer}`, entry, range))
    return found.length === 0 ? [] : [`${verdicts[verdict]}: ${list(named)}`]
  })
}

function registeredLines(name: string, { facts }: Scope, age: string): readonly string[] {
  if (!facts?.services) return []
  const live = facts.services.some((service) => service.name === name)
  return [`${live ? 'Runs' : 'Has no instances'} in \`${facts.cluster}\`${age}`]
}

function peerServiceLines(mention: Mention, peer: string, scope: Scope, age: string): readonly string[] {
  const imported = scope.facts?.peers?.find((one) => one.name === peer)?.imported
  const shared =
    imported && `${imported.includes(mention.name) ? 'Shared' : 'Not shared'} with \`${scope.facts?.cluster}\` by the peer${age}`
  const allowedBy = mentionsOf(scope, mention).filter(({ isDefinition }) => !isDefinition)
  return [
    ...(shared ? [shared] : []),
    ...(allowedBy.length > 0
      ? [`Named by ${list(allowedBy.map(({ entry, range }) => link(`${entry.kindName} ${entry.name}`, entry, range)))}`]
      : []),
  ]
}

function peerLines({ name }: Mention, scope: Scope, age: string): readonly string[] {
  const live = scope.facts?.peers?.find((peer) => peer.name === name)
  const meaning = live && meaningOfState(live.state)
  const exported = allExports(scope).all.filter(({ consumers }) => consumers.some(({ peer }) => peer === name))
  const callers = scope
    .entries('service-intentions')
    .flatMap((entry) => callersOf(scope, entry.name).filter((caller) => caller.peer === name && caller.entry === entry))
  return [
    ...(live ? [`${live.state} on \`${scope.facts?.cluster}\`${meaning ? `: ${meaning}` : ''}${age}`] : unknownPeerLines(scope, age)),
    exported.length === 0
      ? 'Gets no service'
      : `Gets ${list(exported.map((service) => link(service.name, service.entry, service.object.source.range)))}`,
    ...(callers.length === 0
      ? []
      : [
          `Calls ${list(callers.map((caller) => link(`${caller.name} → ${caller.entry.name}: ${caller.verdict}`, caller.entry, caller.range)))}`,
        ]),
    ...(live?.imported ? [live.imported.length === 0 ? 'Shares no service' : `Shares ${list(live.imported.map(code))}`] : []),
  ]
}

function unknownPeerLines({ facts }: Scope, age: string): readonly string[] {
  return facts?.peers ? [`Not a peer of \`${facts.cluster}\`${age}`] : []
}

function subsetLines(mention: Mention, scope: Scope): readonly string[] {
  const all = mentionsOf(scope, mention)
  const defined = all.filter(({ isDefinition }) => isDefinition)
  const used = all.filter(({ isDefinition }) => !isDefinition)
  return [
    defined.length === 0
      ? `Not defined: the resolver of \`${mention.service}\` has no such subset`
      : `Defined by ${list(defined.map(({ entry, range }) => link(`${entry.kindName}`, entry, range)))}`,
    ...(used.length === 0
      ? []
      : [`Named by ${list(used.map(({ entry, range }) => link(`${entry.kindName} ${entry.name}`, entry, range)))}`]),
  ]
}

function otherLines({ of, name }: Mention, scope: Scope): readonly string[] {
  const known = knownNames(scope, of).find((one) => one.name === name)
  return known ? [capitalised(known.from)] : []
}

/** More than these are counted. */
const mostListed = 5

function list(texts: readonly string[]): string {
  const rest = texts.length - mostListed
  return texts.slice(0, mostListed).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

/** Editors open a link with a line at its end there. */
function link(text: string, { document }: Pick<Entry, 'document'>, range: Range): string {
  return `[${code(text)}](${document.uri}#L${lineOf(document, range) + 1})`
}

function lineOf({ text }: Document, { start }: Range): number {
  return placeAt(text, lineStarts(text, 0), start).line
}

/** Names may hold anything but what would end the code span. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
