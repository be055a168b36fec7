// What stands at the ends of a discovery chain: the listeners of ingress gateways, and intentions with L7 permissions.
// Source: agent/consul/state/config_entry.go validateProposedConfigEntryInServiceGraph @ v1.13.9, v1.16.1.
import type { Edition } from '../../schema/target.ts'
import type { Chain } from './compile.ts'
import { describeSpoken, type Fault, placesOf, type Spoken } from './fault.ts'
import { referredBy, type ServiceId } from './place.ts'
import { isHttpLike } from './protocols.ts'
import { namePlace, type Reference, type StoredIngress, type StoredIntentions } from './stored.ts'

/** How listeners are compared with chains. */
export interface ListenerChain {
  chainOf(service: ServiceId): Chain | undefined
  /** The gateway itself is written; else a plain TCP listener over a service without routing passes. */
  readonly strict: boolean
  readonly edition: Edition
}

/** A listener that speaks otherwise than its service. What is not known of a service does not count. */
export function listenerFault(ingress: StoredIngress, { chainOf, strict, edition }: ListenerChain): Fault | undefined {
  for (const { protocol, services } of ingress.listeners) {
    for (const reference of services) {
      const chain = chainOf(referredBy(reference, ingress, edition))
      if (!chain?.spoken || chain.spoken.protocol === protocol) continue
      if (strict || protocol !== 'tcp' || chain.top !== 'resolver') return wrongListener(protocol, reference, chain.service, chain.spoken)
    }
  }
  return undefined
}

function wrongListener(protocol: string, reference: Reference, service: ServiceId, spoken: Spoken): Fault {
  return {
    reason: 'listener-protocol',
    message: `The listener of an ingress gateway speaks \`${protocol}\`, but ${describeSpoken({ ...spoken, service })}, and Consul refuses that they differ. Give both the same protocol.`,
    places: [...placesOf(reference, service), ...(spoken.place ? [spoken.place] : [])],
    services: [service],
    touchesPeer: false,
  }
}

/** Permissions on a service that does not speak HTTP. */
export function permissionsFault(intention: StoredIntentions, { spoken }: Chain): Fault | undefined {
  const [first] = intention.permissions
  if (!first || intention.name === '*' || !spoken || isHttpLike(spoken.protocol)) return undefined
  const { name, entry } = intention
  return {
    reason: 'l7-permissions-on-tcp',
    message: `${describeSpoken({ ...spoken, service: intention })}, and Consul takes \`Permissions\` only for \`http\`, \`http2\` and \`grpc\`. Set \`Protocol = "http"\` in the \`service-defaults\` of \`${name}\`, or use \`Action\`.`,
    places: [
      { entry, range: first.range, message: `\`${name}\` has permissions here.` },
      ...(spoken.place ? [spoken.place] : []),
      { entry, range: namePlace(entry), message: `This is the intention for \`${name}\`.` },
    ],
    concerns: 'C6',
    services: [intention],
    speaker: spoken,
    touchesPeer: intention.permissions.some(({ peer }) => peer !== ''),
  }
}
