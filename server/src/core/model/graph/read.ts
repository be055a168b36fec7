// Takes from a decoded entry what the graph looks at.
// Source: agent/structs/config_entry*.go, Normalize and ListRelatedServices @ v1.13.9, v1.16.1.
import { type Decoded, type DecodedObject, objectOf, objectsOf, textOf } from '../../decode/decoded.ts'
import { formatFloat } from '../../decode/scalars.ts'
import type { Range } from '../../range.ts'
import type { Edition } from '../../schema/target.ts'
import type { Entry } from '../entry.ts'
import { holdsPermissions } from '../sources.ts'
import { idOf, placementOf, serviceId } from './place.ts'
import { readResolver } from './readResolver.ts'
import { readReference } from './reference.ts'
import type { ExportedService, L7Source, Listener, Named, Placement, Reference, Stored, Told } from './stored.ts'

/** What the graph sees of an entry; `undefined` for a kind that the target does not know. */
export function storedOf(entry: Entry, edition: Edition): Stored | undefined {
  const before = entry.kept.stored
  // A copy of an entry shares what is kept with the first one.
  if (before?.entry === entry) return before
  if (entry.kindName === undefined || !entry.decoded || entry.name === '') return undefined
  const stored = read(entry, entry.decoded.root, edition)
  entry.kept.stored = stored
  return stored
}

function read(entry: Entry, root: DecodedObject, edition: Edition): Stored {
  const { name } = entry
  const place = placementOf(root, edition)
  const base = { name, id: idOf(name, place), place, entry }
  switch (entry.kindName) {
    case 'proxy-defaults':
      return { ...base, kind: 'proxy-defaults', protocol: configuredProtocol(root), permissive: permissiveOf(root) }
    case 'service-defaults':
      return {
        ...base,
        kind: 'service-defaults',
        protocol: told(root, 'Protocol'),
        hasExternalSni: textOf(root, 'ExternalSNI') !== '',
        permissive: permissiveOf(root),
      }
    case 'service-resolver':
      return { ...base, kind: 'service-resolver', ...readResolver(entry, root) }
    case 'service-splitter':
      return { ...base, kind: 'service-splitter', splits: objectsOf(root, 'Splits').map((split) => readReference(entry, split, 'split')) }
    case 'service-router':
      return { ...base, kind: 'service-router', routes: objectsOf(root, 'Routes').map((route) => readRoute(entry, route)) }
    case 'exported-services':
      return { ...base, kind: 'exported-services', toPeers: exportsToPeers(root, place, edition) }
    case 'service-intentions':
      return { ...base, kind: 'service-intentions', ...readIntentions(entry, root) }
    case 'ingress-gateway':
      return { ...base, kind: 'ingress-gateway', listeners: objectsOf(root, 'Listeners').map((listener) => readListener(entry, listener)) }
    case 'mesh':
      return { ...base, kind: 'mesh', allowsPermissive: isTrue(root, 'AllowEnablingPermissiveMutualTLS') }
    case 'sameness-group':
      return { ...base, kind: 'sameness-group', members: membersOf(root) }
    default:
      return { ...base, kind: 'other', kindName: entry.kindName ?? '' }
  }
}

function told(object: DecodedObject, name: string): Told {
  const value = object.fields.get(name)?.value
  if (value?.type !== 'string' || value.value === '') return { text: '' }
  return { text: value.value.toLowerCase(), range: value.source.range }
}

/** The key is matched without regard to case, its own spelling first, and read weakly; what cannot be read counts as absent. */
function configuredProtocol(root: DecodedObject): Told {
  const config = root.fields.get('Config')?.value
  if (config?.type !== 'map') return { text: '' }
  const keys = [...config.entries.keys()]
  const key = keys.find((candidate) => candidate === 'protocol') ?? keys.find((candidate) => candidate.toLowerCase() === 'protocol')
  const value = key === undefined ? undefined : config.entries.get(key)?.value
  const text = value && weakText(value).toLowerCase()
  return value && text ? { text, range: value.source.range } : { text: '' }
}

function weakText(value: Decoded): string {
  if (value.type !== 'any') return ''
  switch (typeof value.value) {
    case 'string':
      return value.value
    case 'number':
      return formatFloat(value.value)
    case 'boolean':
      return value.value ? '1' : '0'
    default:
      return ''
  }
}

function permissiveOf(root: DecodedObject): Range | undefined {
  const value = root.fields.get('MutualTLSMode')?.value
  return value?.type === 'string' && value.value === 'permissive' ? value.source.range : undefined
}

function isTrue(object: DecodedObject, name: string): boolean {
  const value = object.fields.get(name)?.value
  return value?.type === 'boolean' && value.value
}

/** Without a destination a route leads to the service of the router. */
function readRoute(entry: Entry, route: DecodedObject): Reference {
  return readReference(entry, objectOf(route, 'Destination') ?? route, 'route')
}

const everyService = serviceId('*', { namespace: 'default', partition: 'default' })

function exportsToPeers(root: DecodedObject, place: Placement, edition: Edition): ReadonlyMap<string, ExportedService> {
  const found = new Map<string, ExportedService>()
  for (const service of objectsOf(root, 'Services')) {
    const toPeer = objectsOf(service, 'Consumers').some(
      (consumer) => textOf(consumer, 'Peer') !== '' || textOf(consumer, 'PeerName') !== '',
    )
    const name = service.fields.get('Name')?.value
    if (!toPeer || name?.type !== 'string') continue
    const { namespace } = placementOf(service, edition)
    const id = name.value === '*' ? everyService : serviceId(name.value, { namespace, partition: place.partition })
    if (!found.has(id.id)) found.set(id.id, { service: id, range: name.source.range })
  }
  return found
}

function readIntentions(
  entry: Entry,
  root: DecodedObject,
): {
  readonly permissions: readonly L7Source[]
  readonly jwtProviders: readonly Named[]
} {
  const permissions: L7Source[] = []
  const jwtProviders: Named[] = [...providersIn(root)]
  for (const source of holdsPermissions(entry) ? objectsOf(root, 'Sources') : []) {
    const field = source.fields.get('Permissions')
    if (field?.value.type !== 'list' || field.value.elements.length === 0) continue
    permissions.push({ range: field.member.keyRange, peer: textOf(source, 'Peer') })
    jwtProviders.push(...objectsOf(source, 'Permissions').flatMap(providersIn))
  }
  return { permissions, jwtProviders }
}

function providersIn(object: DecodedObject): readonly Named[] {
  const jwt = objectOf(object, 'JWT')
  return jwt ? objectsOf(jwt, 'Providers').flatMap((provider) => named(provider, 'Name')) : []
}

function named(object: DecodedObject, field: string): readonly Named[] {
  const value = object.fields.get(field)?.value
  return value?.type === 'string' && value.value !== '' ? [{ name: value.value, range: value.source.range }] : []
}

function readListener(entry: Entry, listener: DecodedObject): Listener {
  const services = objectsOf(listener, 'Services').filter((service) => textOf(service, 'Name') !== '*')
  return {
    protocol: textOf(listener, 'Protocol').toLowerCase() || 'tcp',
    services: services.map((service) => readReference(entry, service, 'listener')),
  }
}

function membersOf(root: DecodedObject): readonly Named[] {
  return objectsOf(root, 'Members').flatMap((member) => [...named(member, 'Peer'), ...named(member, 'Partition')])
}
