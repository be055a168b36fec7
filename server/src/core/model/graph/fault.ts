// Why a server refuses an entry beside others: what is wrong in words, and every place that has a part in it.
import type { Range } from '../../range.ts'
import type { ConstraintId } from '../../schema/types.ts'
import type { Entry } from '../entry.ts'
import type { ServiceId } from './place.ts'
import type { Leads, Reference } from './stored.ts'

/** What a refusal comes from, each the code of a finding. */
export const reasons = [
  'routing-on-tcp',
  'inconsistent-protocols',
  'missing-subset',
  'redirect-loop',
  'splitter-loop',
  'external-sni',
  'shared-member',
  'export-not-safe',
  'export-new-target',
  'listener-protocol',
  'l7-permissions-on-tcp',
  'unknown-jwt-provider',
  'jwt-provider-in-use',
  'gateway-clash',
  'permissive-mode',
  'unknown-kind',
  'reserved-name',
] as const

export type Reason = (typeof reasons)[number]

export interface Fault {
  readonly reason: Reason
  /** What is wrong, why it matters, what to do. */
  readonly message: string
  /** What has a part in it, the most telling first. */
  readonly places: readonly Place[]
  /** The constraint that it comes from where a peer has to do with it. */
  readonly concerns?: ConstraintId
  /** The services whose export brings a peer into it. */
  readonly services: readonly ServiceId[]
  /** Whose protocol does not fit, where another one would. */
  readonly speaker?: Spoken
  /** A peer has to do with it whatever is exported. */
  readonly touchesPeer: boolean
}

/** Where one of the causes stands, and what it is. */
export interface Place {
  readonly entry: Entry
  readonly range: Range
  readonly message: string
}

/** What a service speaks, and by what it is known. */
export interface Spoken {
  readonly service: ServiceId
  readonly protocol: string
  /** Nothing sets it, so Consul takes `tcp`. */
  readonly isDefault: boolean
  readonly place: Place | undefined
}

/** `\`api\` speaks \`tcp\` by default`. */
export function describeSpoken({ service, protocol, isDefault }: Spoken): string {
  return `\`${service.name}\` speaks \`${protocol}\`${isDefault ? ' by default' : ''}`
}

const verbs: Readonly<Record<Leads, string>> = {
  route: 'A route leads',
  split: 'A split leads',
  redirect: 'The redirect leads',
  failover: 'The failover leads',
  listener: 'The listener leads',
}

/** The place of a reference; none for the start of a chain. */
export function placesOf(reference: Reference | undefined, service: ServiceId): readonly Place[] {
  if (!reference) return []
  return [{ entry: reference.entry, range: reference.range, message: `${verbs[reference.how]} to \`${service.name}\` here.` }]
}

/** The constraint on what a reference does for peers. */
export function concernOf(how: Leads | undefined): ConstraintId {
  return how === 'failover' ? 'C7' : 'C4'
}
