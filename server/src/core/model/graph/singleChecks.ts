// What a server looks at beside discovery chains: gateways of one name, token providers, the TLS mode.
// Source: agent/consul/state/config_entry.go validateProposedConfigEntryInGraph @ v1.13.9, v1.16.1.

import type { Range } from '../../range.ts'
import { isWithin } from '../../schema/target.ts'
import type { Change } from './change.ts'
import type { Fault } from './fault.ts'
import { type ServiceId, serviceId } from './place.ts'
import { meshOf, type Reader } from './reader.ts'
import { kindOfStored, namePlace, type Stored, type StoredIntentions, type StoredSamenessGroup } from './stored.ts'

/** What entries of some kinds find in what is stored. */
export interface Neighbours {
  readonly reader: Reader
  ofKind(kind: string): readonly Stored[]
}

/** Why the change is refused before any chain is looked at. */
export function ownFault({ reader, ofKind }: Neighbours, { kind, id, next, existing }: Change): Fault | undefined {
  switch (kind) {
    case 'proxy-defaults':
    case 'service-defaults':
      return next && permissiveFault(reader, next, existing)
    case 'ingress-gateway':
    case 'terminating-gateway':
      return next && clashFault(reader, next)
    case 'service-intentions':
      return next?.kind === kind ? providerFault(reader, next) : undefined
    case 'jwt-provider':
      return next ? undefined : providerInUse(id, ofKind('service-intentions'))
    case 'sameness-group':
      return next?.kind === kind ? sharedMember(next, ofKind(kind)) : undefined
    default:
      return undefined
  }
}

/** From 1.16: the mode `permissive` may be chosen where `mesh` allows it; one that stands already may stay. */
export function permissiveFault(reader: Reader, next: Stored, existing: Stored | undefined): Fault | undefined {
  const range = permissiveRange(next)
  if (!range || permissiveRange(existing)) return undefined
  const mesh = meshOf(reader, next.place)
  if (mesh?.allowsPermissive || (!mesh && !reader.complete)) return undefined
  const places = [{ entry: next.entry, range, message: 'The mode is chosen here.' }]
  if (mesh) places.push({ entry: mesh.entry, range: mesh.entry.root.range, message: '`mesh` does not allow it here.' })
  return plain(
    'permissive-mode',
    '`MutualTLSMode = "permissive"` lets plain connections in, and Consul refuses it unless `mesh` allows it. Write `AllowEnablingPermissiveMutualTLS = true` into the `mesh` entry first, or use `strict`.',
    places,
  )
}

function permissiveRange(stored: Stored | undefined): Range | undefined {
  return stored?.kind === 'proxy-defaults' || stored?.kind === 'service-defaults' ? stored.permissive : undefined
}

/** A name may stand for an ingress or a terminating gateway, not both. */
export function clashFault(reader: Reader, next: Stored): Fault | undefined {
  const kind = kindOfStored(next)
  const other = reader.get(kind === 'ingress-gateway' ? 'terminating-gateway' : 'ingress-gateway', next)
  if (!other) return undefined
  const otherKind = kindOfStored(other)
  return plain(
    'gateway-clash',
    `There is an \`${otherKind}\` entry \`${next.name}\` already, and Consul refuses that a \`${kind}\` has the same name. Rename one of them.`,
    [
      { entry: next.entry, range: namePlace(next.entry), message: `This is the \`${kind}\`.` },
      { entry: other.entry, range: namePlace(other.entry), message: `This is the \`${otherKind}\`.` },
    ],
  )
}

/** From 1.16: an intention may ask only for tokens of providers that exist. */
export function providerFault(reader: Reader, next: StoredIntentions): Fault | undefined {
  if (!reader.complete || !isWithin(reader.target, { since: '1.16' })) return undefined
  const { partition } = next.place
  const missing = next.jwtProviders.find(({ name }) => !reader.get('jwt-provider', serviceId(name, { namespace: 'default', partition })))
  if (!missing) return undefined
  return plain(
    'unknown-jwt-provider',
    `There is no \`jwt-provider\` entry \`${missing.name}\`, and Consul refuses an intention that asks for its tokens. Write that entry first, or correct the name.`,
    [{ entry: next.entry, range: missing.range, message: `\`${missing.name}\` is asked for here.` }],
  )
}

function providerInUse(provider: ServiceId, intentions: readonly Stored[]): Fault | undefined {
  for (const intention of intentions) {
    if (intention.kind !== 'service-intentions') continue
    const use = intention.jwtProviders.find(({ name }) => name === provider.name)
    if (!use) continue
    return plain(
      'jwt-provider-in-use',
      `The intention for \`${intention.name}\` asks for tokens of \`${provider.name}\`, so Consul refuses to delete that \`jwt-provider\`. Change the intention first.`,
      [{ entry: intention.entry, range: use.range, message: `\`${provider.name}\` is asked for here.` }],
    )
  }
  return undefined
}

/** Enterprise: a peer or partition may belong to one sameness group only. */
function sharedMember(next: StoredSamenessGroup, groups: readonly Stored[]): Fault | undefined {
  for (const group of groups) {
    if (group.kind !== 'sameness-group' || group.id === next.id) continue
    const shared = next.members.find(({ name }) => group.members.some((member) => member.name === name))
    const other = group.members.find(({ name }) => name === shared?.name)
    if (!shared || !other) continue
    return plain(
      'shared-member',
      `\`${shared.name}\` belongs to the sameness group \`${group.name}\` too, and Consul refuses a member of two groups. Take it out of one of them.`,
      [
        { entry: next.entry, range: shared.range, message: `\`${shared.name}\` is a member here.` },
        { entry: group.entry, range: other.range, message: `\`${shared.name}\` is a member here.` },
      ],
    )
  }
  return undefined
}

function plain(reason: Fault['reason'], message: string, places: Fault['places']): Fault {
  return { reason, message, places, services: [], touchesPeer: false }
}
