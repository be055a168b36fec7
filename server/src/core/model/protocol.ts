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

/**
 * The protocol of a service: its own `service-defaults`, else `proxy-defaults`; `undefined` when none says one, and when
 * its own entry leaves it out, which Consul takes as `tcp`.
 */
export function protocolOf(scope: Scope, service: string): ServiceProtocol | undefined {
  const own = scope.entry('service-defaults', service)
  const value = own?.decoded?.root.fields.get('Protocol')?.value
  if (own && value?.type === 'string' && value.value !== '') {
    return { service, protocol: value.value.toLowerCase(), entry: own, value: value.source }
  }
  return own?.decoded ? undefined : defaultProtocol(scope, service)
}

/** `Config.protocol` of `proxy-defaults`, which holds for services without an own one. */
function defaultProtocol(scope: Scope, service: string): ServiceProtocol | undefined {
  const entry = scope.entry('proxy-defaults', 'global')
  const config = entry?.decoded?.root.fields.get('Config')?.value
  const value = config?.type === 'map' ? config.entries.get('protocol')?.value : undefined
  if (!entry || value?.type !== 'any' || typeof value.value !== 'string' || value.value === '') return undefined
  return { service, protocol: value.value.toLowerCase(), entry, value: value.source }
}

/**
 * The protocols of all services of a cluster: those of the `service-defaults` entries that count, and for `*`, which stands
 * for all services without one, what `proxy-defaults` say, unless the live cluster is known to have no such service.
 */
export function allProtocols(scope: Scope): readonly ServiceProtocol[] {
  const own = scope.entries('service-defaults').filter((entry) => scope.entry('service-defaults', entry.name) === entry)
  const named = own.flatMap(({ name }) => protocolOf(scope, name) ?? []).filter(({ entry }) => own.includes(entry))
  const rest = hasServiceWithoutDefaults(scope) ? defaultProtocol(scope, '*') : undefined
  return rest ? [...named, rest] : named
}

function hasServiceWithoutDefaults(scope: Scope): boolean {
  const services = scope.facts?.services
  return !services || services.some(({ name }) => name !== 'consul' && !scope.entry('service-defaults', name)?.decoded)
}

/** Says whether an intention has L7 permissions for some source. */
export function hasPermissions(entry: Entry): boolean {
  if (!entry.decoded) return false
  return objectsOf(entry.decoded.root, 'Sources').some((source) => objectsOf(source, 'Permissions').length > 0)
}

/** Says whether the cluster exports a service to somebody; `*` exports all. */
export function exportOf(scope: Scope, service: string): Entry | undefined {
  const exported = exportedNames(scope.entries('exported-services'))
  return exported.get('*') ?? exported.get(service)
}

const exportedNames = firstByText(({ decoded }, add) => {
  for (const exported of decoded ? objectsOf(decoded.root, 'Services') : []) add(textOf(exported, 'Name'))
})

/** Finds by each text the first entry of a list that has it. A list is gone through once: every service asks for its own. */
function firstByText(
  textsOf: (entry: Entry, add: (text: string) => void) => void,
): (entries: readonly Entry[]) => ReadonlyMap<string, Entry> {
  const known = new WeakMap<readonly Entry[], ReadonlyMap<string, Entry>>()
  return (entries) => {
    const before = known.get(entries)
    if (before) return before
    const found = new Map<string, Entry>()
    for (const entry of entries) {
      textsOf(entry, (text) => {
        if (!found.has(text)) found.set(text, entry)
      })
    }
    known.set(entries, found)
    return found
  }
}
