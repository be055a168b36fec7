// Targets of a discovery chain: which instances of which service, and where.
// Source: agent/consul/discoverychain/compile.go newTarget, rewriteTarget; agent/structs/discovery_chain.go ChainID @ v1.13.9, v1.16.1.
import type { Edition } from '../../schema/target.ts'
import { type ServiceId, serviceId } from './place.ts'
import type { Placement, Reference } from './stored.ts'

export interface Target {
  readonly id: string
  readonly service: string
  readonly subset: string
  readonly namespace: string
  readonly partition: string
  readonly datacenter: string
  readonly peer: string
}

/** The datacenter that Consul uses while it checks the graph, whatever its own is called. */
const ownDatacenter = 'dc1'

type Wanted = Partial<Omit<Target, 'id'>> & Pick<Target, 'service'>

/** A target seen from the place of the chain; a peer has no datacenter here, and its partition is ours. */
export function makeTarget(wanted: Wanted, { namespace, partition }: Placement): Target {
  const peer = wanted.peer ?? ''
  const parts = {
    service: wanted.service,
    subset: wanted.subset ?? '',
    namespace: wanted.namespace || (peer ? 'default' : namespace),
    partition: peer ? partition : wanted.partition || partition,
    datacenter: peer ? '' : wanted.datacenter || ownDatacenter,
    peer,
  }
  return { id: targetId(parts), ...parts }
}

function targetId({ service, subset, namespace, partition, datacenter, peer }: Omit<Target, 'id'>): string {
  if (peer) return `${service}.${namespace}.${partition}.external.${peer}`
  const whole = `${service}.${namespace}.${partition}.${datacenter}`
  return subset ? `${subset}.${whole}` : whole
}

type Rewrite = Partial<Pick<Reference, 'service' | 'subset' | 'namespace' | 'partition' | 'datacenter' | 'peer'>>

/** A target with what a redirect, failover or default subset says of it. Another service forgets the subset, and what names no peer leads back home. */
export function rewriteTarget(target: Target, to: Rewrite, place: Placement): Target {
  const isOther = to.service !== undefined && to.service !== '' && to.service !== target.service
  const peer = to.peer ?? ''
  return makeTarget(
    {
      service: to.service || target.service,
      subset: to.subset || (isOther ? '' : target.subset),
      partition: to.partition || target.partition,
      namespace: to.namespace || (peer ? '' : target.namespace),
      datacenter: to.datacenter || target.datacenter,
      peer,
    },
    place,
  )
}

/** The service of a target; the community edition knows one place only. */
export function serviceOf({ service, namespace, partition }: Target, edition: Edition): ServiceId {
  return serviceId(service, edition === 'community' ? { namespace: 'default', partition: 'default' } : { namespace, partition })
}
