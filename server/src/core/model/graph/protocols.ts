// Which protocol the members of a discovery chain speak; a chain speaks one.
// Source: agent/consul/discoverychain/compile.go recordServiceProtocol @ v1.13.9, v1.16.1.
import type { ChainEntries } from './chainEntries.ts'
import { concernOf, describeSpoken, type Fault, type Place, placesOf, type Spoken } from './fault.ts'
import type { ServiceId } from './place.ts'
import type { Reader } from './reader.ts'
import type { Reference, Told } from './stored.ts'

/** Says whether Consul takes L7 features with this protocol. */
export function isHttpLike(protocol: string): boolean {
  return protocol === 'http' || protocol === 'http2' || protocol === 'grpc'
}

/**
 * What a service speaks: its own `service-defaults` decide, even when they name no protocol; else `proxy-defaults`;
 * else it is `tcp`. `undefined` when what is known does not tell.
 */
export function spokenBy(reader: Reader, entries: ChainEntries, service: ServiceId): Spoken | undefined {
  const own = entries.defaults.get(service.id)
  if (own) return spoken(service, own.protocol, { entry: own.entry, range: own.protocol.range ?? own.entry.root.range })
  const proxy = entries.proxyDefaults.get(service.place.partition)
  const toldOtherwise = reader.toldProtocol(service)
  if (toldOtherwise !== undefined) return { service, protocol: toldOtherwise, isDefault: false, place: undefined }
  if (proxy?.protocol.range) return spoken(service, proxy.protocol, { entry: proxy.entry, range: proxy.protocol.range })
  return reader.complete ? { service, protocol: 'tcp', isDefault: true, place: undefined } : undefined
}

function spoken(service: ServiceId, { text, range }: Told, where: Omit<Place, 'message'>): Spoken {
  const message = `\`${service.name}\` speaks \`${text || 'tcp'}\` by this.`
  return { service, protocol: text || 'tcp', isDefault: range === undefined, place: { ...where, message } }
}

/** Two services of a chain that speak differently; `via` leads to the second. */
export function inconsistent(chain: ServiceId, first: Spoken, second: Spoken, via: Reference | undefined): Fault {
  const message = `${describeSpoken(second)}, but the discovery chain of \`${chain.name}\` speaks \`${first.protocol}\`, and Consul refuses a chain of several protocols. Give \`${second.service.name}\` and \`${first.service.name}\` the same \`Protocol\` in their \`service-defaults\`.`
  return {
    reason: 'inconsistent-protocols',
    message,
    places: [...placesOf(via, second.service), second.place, first.place].filter((place) => place !== undefined),
    concerns: concernOf(via?.how),
    services: [chain, second.service],
    touchesPeer: false,
  }
}

/** A router or splitter over services that do not speak HTTP. */
export function routedOnTcp(chain: ServiceId, spoken: Spoken, router: Place): Fault {
  const where = spoken.service.id === chain.id ? '' : `, so that the discovery chain of \`${chain.name}\` does`
  const message = `${describeSpoken(spoken)}${where}, and Consul takes routers and splitters only for \`http\`, \`http2\` and \`grpc\`. Set \`Protocol = "http"\` in the \`service-defaults\` of \`${spoken.service.name}\`, or do without routing.`
  return {
    reason: 'routing-on-tcp',
    message,
    places: [router, ...(spoken.place ? [spoken.place] : [])],
    concerns: 'C4',
    services: [chain, spoken.service],
    speaker: spoken,
    touchesPeer: false,
  }
}
