// Which protocol a service speaks, by the entries of its cluster, and which entries count on that.
import { objectsOf, textOf } from '../decode/decoded.ts'
import type { Value } from '../value.ts'
import type { Entry } from './entry.ts'
import type { Scope } from './project.ts'

export interface ServiceProtocol {
  readonly service: string
  /** In lower case, as Consul compares it. */
  readonly protocol: string
  /** The entry that says so, and where in it. */
  readonly entry: Entry
  readonly value: Value
}

/** The protocol of a service: its own `service-defaults`, else `proxy-defaults`; `undefined` when none says one. */
export function protocolOf(scope: Scope, service: string): ServiceProtocol | undefined {
  const own = scope.entry('service-defaults', service)
  const value = own?.decoded?.root.fields.get('Protocol')?.value
  if (own && value?.type === 'string' && value.value !== '') {
    return { service, protocol: value.value.toLowerCase(), entry: own, value: value.source }
  }
  return defaultProtocol(scope, service)
}

/** `Config.protocol` of `proxy-defaults`, which holds for services without an own one. */
function defaultProtocol(scope: Scope, service: string): ServiceProtocol | undefined {
  const entry = scope.entry('proxy-defaults', 'global')
  const config = entry?.decoded?.root.fields.get('Config')?.value
  const value = config?.type === 'map' ? config.entries.get('protocol')?.value : undefined
  if (!entry || value?.type !== 'any' || typeof value.value !== 'string' || value.value === '') return undefined
  return { service, protocol: value.value.toLowerCase(), entry, value: value.source }
}

/** The protocols of all services that have a `service-defaults` entry. */
export function servicesWithProtocol(scope: Scope): readonly ServiceProtocol[] {
  return scope.entries('service-defaults').flatMap((entry) => protocolOf(scope, entry.name) ?? [])
}

/** Kinds whose entries Consul refuses for, or because of, a service that speaks TCP. */
const routingKinds = ['service-router', 'service-splitter', 'service-resolver', 'ingress-gateway', 'http-route'] as const

/**
 * An entry that Consul would refuse, or that would be in the way, if the service spoke TCP: L7 intentions on it, or
 * routing that names it. With a protocol from `proxy-defaults` every service counts. Routing is looked at by name
 * only, so the answer may be an entry that would do no harm.
 */
export function whatNeedsHttp(scope: Scope, found: ServiceProtocol): Entry | undefined {
  const isGlobal = found.entry.kindName === 'proxy-defaults'
  const intentions = scope
    .entries('service-intentions')
    .find((entry) => (isGlobal || entry.name === found.service) && hasPermissions(entry))
  if (intentions) return intentions
  for (const kind of routingKinds) {
    const entry = scope.entries(kind).find(({ name, root }) => isGlobal || name === found.service || mentions(root, found.service))
    if (entry) return entry
  }
  return undefined
}

/** Says whether an intention has L7 permissions for some source. */
export function hasPermissions(entry: Entry): boolean {
  if (!entry.decoded) return false
  return objectsOf(entry.decoded.root, 'Sources').some((source) => objectsOf(source, 'Permissions').length > 0)
}

/** Says whether the cluster exports a service to somebody; `*` exports all. */
export function exportOf(scope: Scope, service: string): Entry | undefined {
  return scope.entries('exported-services').find(({ decoded }) => {
    if (!decoded) return false
    return objectsOf(decoded.root, 'Services').some((exported) => ['*', service].includes(textOf(exported, 'Name')))
  })
}

function mentions(value: Value, text: string): boolean {
  switch (value.type) {
    case 'string':
      return value.value === text
    case 'list':
      return value.elements.some((element) => mentions(element, text))
    case 'object':
      return value.members.some((member) => member.key === text || mentions(member.value, text))
    default:
      return false
  }
}
