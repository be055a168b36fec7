// What an entry comes to, behind its words: the protocol of an exported service, the state of a peer, what an intention leaves open.
import type { Document } from '../document.ts'
import { defaultPolicyOf } from '../model/defaultPolicy.ts'
import type { Entry } from '../model/entry.ts'
import { exportedServicesOf } from '../model/exports.ts'
import { mentionsIn } from '../model/names.ts'
import { meaningOfState } from '../model/peeringStates.ts'
import type { Scope } from '../model/project.ts'
import { protocolOf } from '../model/protocol.ts'
import type { Range } from '../range.ts'
import { ageOf } from './age.ts'

export interface Hint {
  readonly sort: 'protocol' | 'peerState' | 'intentionDefault'
  /** Where it stands. */
  readonly offset: number
  readonly label: string
  /** Markdown. */
  readonly tooltip: string
  /** What decides it, where that stands in a file. */
  readonly place?: { readonly document: Document; readonly range: Range }
}

/** The hints of an entry. `nowMs`: milliseconds since 1970. */
export function hintsOf(entry: Entry, scope: Scope, nowMs: number): readonly Hint[] {
  return [...protocolHints(entry, scope), ...peerHints(entry, scope, nowMs), ...intentionHints(entry, scope)]
}

function protocolHints(entry: Entry, scope: Scope): readonly Hint[] {
  return exportedServicesOf(entry).flatMap(({ object, name }): readonly Hint[] => {
    const value = object.fields.get('Name')?.value
    if (!value || name === '' || name === '*') return []
    const offset = value.source.range.end
    const found = protocolOf(scope, name)
    if (found) {
      const from = found.entry.kindName ?? 'an entry'
      const place = { document: found.entry.document, range: found.value.range }
      return [
        { sort: 'protocol', offset, label: found.protocol, tooltip: `\`${name}\` speaks \`${found.protocol}\`, by \`${from}\`.`, place },
      ]
    }
    if (!scope.entry('service-defaults', name)) return liveProtocol(name, offset, scope)
    return [
      { sort: 'protocol', offset, label: 'tcp', tooltip: `\`${name}\` speaks \`tcp\`, since its \`service-defaults\` name no protocol.` },
    ]
  })
}

function liveProtocol(name: string, offset: number, { facts }: Scope): readonly Hint[] {
  const protocol = facts?.services?.find((service) => service.name === name)?.protocol
  if (protocol === undefined) return []
  return [{ sort: 'protocol', offset, label: protocol, tooltip: `\`${name}\` speaks \`${protocol}\` in \`${facts?.cluster}\`.` }]
}

function peerHints(entry: Entry, scope: Scope, nowMs: number): readonly Hint[] {
  const { facts } = scope
  if (!facts?.peers) return []
  return mentionsIn(entry).flatMap(({ of, name, range }): readonly Hint[] => {
    const live = of === 'peer' ? facts.peers?.find((peer) => peer.name === name) : undefined
    if (!live) return []
    const meaning = meaningOfState(live.state)
    const tooltip = `The peering \`${name}\` is ${live.state} in \`${facts.cluster}\`${meaning ? `: ${meaning}` : ''}${ageOf(facts, nowMs)}.`
    return [{ sort: 'peerState', offset: range.end, label: live.state, tooltip }]
  })
}

function intentionHints(entry: Entry, scope: Scope): readonly Hint[] {
  if (entry.kindName !== 'service-intentions' || entry.name === '') return []
  const value = entry.decoded?.root.fields.get('Name')?.value
  const policy = defaultPolicyOf(scope)
  if (!value || policy === undefined) return []
  const tooltip = `Calls from sources that no intention names are ${policy === 'allow' ? 'let through' : 'refused'}: the default here is \`${policy}\`.`
  return [{ sort: 'intentionDefault', offset: value.source.range.end, label: `others: ${policy}`, tooltip }]
}
