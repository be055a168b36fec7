// Where services live: what tells two of one name apart.
import { type DecodedObject, textOf } from '../../decode/decoded.ts'
import type { Edition } from '../../schema/target.ts'
import type { Placement, Reference } from './stored.ts'

const standard = 'default'

/** Where an entry lives by its own keys; a community server has one namespace and one partition. */
export function placementOf(root: DecodedObject, edition: Edition): Placement {
  if (edition === 'community') return { namespace: standard, partition: standard }
  return { namespace: textOf(root, 'Namespace') || standard, partition: textOf(root, 'Partition') || standard }
}

/** A name and where it lives; the `id` is made of both. */
export interface ServiceId {
  readonly name: string
  readonly place: Placement
  readonly id: string
}

/** The service of that name in that place. */
export function serviceId(name: string, place: Placement): ServiceId {
  return { name, place, id: idOf(name, place) }
}

/** The service that a reference in an entry leads to: without a name, the entry's own. */
export function referredBy(reference: Reference, from: ServiceId, edition: Edition): ServiceId {
  return serviceId(reference.service || from.name, movedTo(from.place, reference, edition))
}

/** Names a service: by its name alone in the namespace and partition `default`. */
export function idOf(name: string, { namespace, partition }: Placement): string {
  return namespace === standard && partition === standard ? name : `${partition}/${namespace}/${name}`
}

/** A place with what a reference says of it; the community edition does not look at that. */
export function movedTo(from: Placement, to: { readonly namespace: string; readonly partition: string }, edition: Edition): Placement {
  if (edition === 'community') return from
  return { namespace: to.namespace || from.namespace, partition: to.partition || from.partition }
}
