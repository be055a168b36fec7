// What a Consul server looks at in an entry when it asks whether the entries of a cluster fit each other.
import type { Range } from '../../range.ts'
import type { Entry } from '../entry.ts'
import type { ServiceId } from './place.ts'

export type Stored =
  | StoredProxyDefaults
  | StoredServiceDefaults
  | StoredResolver
  | StoredSplitter
  | StoredRouter
  | StoredExports
  | StoredIntentions
  | StoredIngress
  | StoredMesh
  | StoredSamenessGroup
  | StoredOther

interface StoredBase {
  readonly name: string
  /** Names the entry among those of its kind; the name itself, but for another namespace or partition. */
  readonly id: string
  readonly place: Placement
  readonly entry: Entry
}

/** Where something lives; `default` throughout in the community edition. */
export interface Placement {
  readonly namespace: string
  readonly partition: string
}

export interface StoredProxyDefaults extends StoredBase {
  readonly kind: 'proxy-defaults'
  /** `Config.protocol` in lower case; empty when there is none. */
  readonly protocol: Told
  readonly permissive: Range | undefined
}

export interface StoredServiceDefaults extends StoredBase {
  readonly kind: 'service-defaults'
  /** In lower case; empty when there is none, which Consul takes as `tcp`. */
  readonly protocol: Told
  readonly hasExternalSni: boolean
  /** Where `MutualTLSMode` says `permissive`. */
  readonly permissive: Range | undefined
}

/** A text and where it stands; without a place when nothing says it. */
export interface Told {
  readonly text: string
  readonly range?: Range
}

export interface StoredResolver extends StoredBase {
  readonly kind: 'service-resolver'
  readonly defaultSubset: string
  readonly subsets: ReadonlySet<string>
  readonly redirect: Reference | undefined
  /** By the subset that it is for; `*` is for all others. */
  readonly failover: ReadonlyMap<string, Failover>
}

export interface Failover {
  readonly own: Reference
  /** One reference for each datacenter. */
  readonly datacenters: readonly Reference[]
  readonly targets: readonly Reference[]
  readonly range: Range
}

export interface StoredSplitter extends StoredBase {
  readonly kind: 'service-splitter'
  readonly splits: readonly Reference[]
}

export interface StoredRouter extends StoredBase {
  readonly kind: 'service-router'
  readonly routes: readonly Reference[]
}

export type Leads = 'route' | 'split' | 'redirect' | 'failover' | 'listener'

/** What an entry says of the service that it leads to; empty texts stand for what is not said. */
export interface Reference {
  readonly how: Leads
  readonly service: string
  readonly subset: string
  readonly namespace: string
  readonly partition: string
  readonly datacenter: string
  readonly peer: string
  readonly samenessGroup: string
  /** Where it is said. */
  readonly range: Range
  /** Where it says that it leads to a peer, datacenter or partition; else as `range`. */
  readonly awayRange: Range
  readonly entry: Entry
}

export interface StoredExports extends StoredBase {
  readonly kind: 'exported-services'
  /** Those with a peer among their consumers, by id; `*` is among them when all services are exported. */
  readonly toPeers: ReadonlyMap<string, ExportedService>
}

export interface ExportedService {
  readonly service: ServiceId
  readonly range: Range
}

export interface StoredIntentions extends StoredBase {
  readonly kind: 'service-intentions'
  /** Sources with permissions. */
  readonly permissions: readonly L7Source[]
  readonly jwtProviders: readonly Named[]
}

export interface L7Source {
  readonly range: Range
  readonly peer: string
}

export interface Named {
  readonly name: string
  readonly range: Range
}

export interface StoredIngress extends StoredBase {
  readonly kind: 'ingress-gateway'
  readonly listeners: readonly Listener[]
}

export interface Listener {
  readonly protocol: string
  /** Without `*`, which leaves out what does not fit. */
  readonly services: readonly Reference[]
}

export interface StoredMesh extends StoredBase {
  readonly kind: 'mesh'
  readonly allowsPermissive: boolean
}

export interface StoredSamenessGroup extends StoredBase {
  readonly kind: 'sameness-group'
  readonly members: readonly Named[]
}

/** A kind whose content no other entry depends on. */
export interface StoredOther extends StoredBase {
  readonly kind: 'other'
  readonly kindName: string
}

/** The kind as Consul names it. */
export function kindOfStored(stored: Stored): string {
  return stored.kind === 'other' ? stored.kindName : stored.kind
}

/** Where an entry is named, for places that tell of it as a whole. */
export function namePlace(entry: Entry): Range {
  return (entry.nameMember?.value ?? entry.kindMember?.value ?? entry.root).range
}
