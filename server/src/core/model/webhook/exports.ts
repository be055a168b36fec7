// What the webhooks of consul-k8s say to `ExportedServices`, `SamenessGroup` and the two resources of peering.
// Source: exportedservices_types.go, samenessgroup_types.go, peeringacceptor_types.go of consul-k8s @ 557f7c37.
import { type DecodedObject, objectOf, objectsOf, textOf } from '../../decode/decoded.ts'
import { enterpriseOnly, type Fault, isSet, notTogether, placeOf, valuePlaceOf } from './fault.ts'

/** A list of exports, none without a consumer. */
export function checkExportedServices(root: DecodedObject): readonly Fault[] {
  const services = objectsOf(root, 'Services')
  if (services.length === 0) {
    return [
      {
        fact: 'No service is exported',
        advice: 'Name at least one in `services`, or delete the resource.',
        range: placeOf(root, 'Services'),
      },
    ]
  }
  return services.flatMap((service) => {
    const consumers = objectsOf(service, 'Consumers')
    const none = { fact: 'A service is exported to nobody', advice: 'Name at least one consumer.', range: placeOf(service, 'Consumers') }
    return [...(consumers.length === 0 ? [none] : []), ...enterpriseOnly(service, ['Namespace']), ...consumers.flatMap(checkConsumer)]
  })
}

const kindsOfConsumer = ['PeerName', 'Peer', 'Partition', 'SamenessGroup']

function checkConsumer(consumer: DecodedObject): readonly Fault[] {
  const set = kindsOfConsumer.filter((field) => isSet(consumer, field))
  if (set.length === 0) {
    return [{ fact: 'A consumer names nobody', advice: 'Name a `peer`: key and value, in this spelling.', range: placeOf(consumer) }]
  }
  if (set.length > 1) return notTogether(consumer, kindsOfConsumer)
  const wild = set.filter((field) => textOf(consumer, field) === '*')
  return [
    ...enterpriseOnly(consumer, ['Partition']),
    ...wild.map((field) => ({
      fact: 'A consumer cannot be `*`',
      advice: 'Name each by a consumer of its own.',
      range: valuePlaceOf(consumer, field),
    })),
  ]
}

/** Members of a sameness group: at least one, no two alike, the local partition among them. */
export function checkSamenessGroup(root: DecodedObject): readonly Fault[] {
  const members = objectsOf(root, 'Members')
  if (members.length === 0)
    return [{ fact: 'A sameness group has no members', advice: 'Name at least one.', range: placeOf(root, 'Members') }]
  const includesLocal = isSet(root, 'IncludeLocal') || members.some((member) => textOf(member, 'Partition') === '')
  const missing = {
    fact: 'The local partition is no member',
    advice: 'Set `includeLocal`, or name it.',
    range: placeOf(root, 'Members'),
    edition: 'community' as const,
  }
  const seen = new Set<string>()
  return [...(includesLocal ? [] : [missing]), ...members.flatMap((member) => checkMember(member, seen))]
}

function checkMember(member: DecodedObject, seen: Set<string>): readonly Fault[] {
  const name = JSON.stringify([textOf(member, 'Peer'), textOf(member, 'Partition')])
  const isRepeated = seen.has(name)
  seen.add(name)
  const nobody = { fact: 'A member names nobody', advice: 'Name a `peer` or a `partition`.', range: placeOf(member) }
  return [
    ...(isSet(member, 'Peer') || isSet(member, 'Partition') ? [] : [nobody]),
    ...notTogether(member, ['Peer', 'Partition']),
    ...(isRepeated ? [{ fact: 'A member stands here a second time', advice: 'Remove it.', range: placeOf(member) }] : []),
  ]
}

/** The Secret of a `PeeringAcceptor` or `PeeringDialer`. */
export function checkPeering(root: DecodedObject): readonly Fault[] {
  const peer = objectOf(root, 'Peer')
  const secret = peer && objectOf(peer, 'Secret')
  if (!secret) {
    const key = peer ? 'spec.peer.secret' : 'spec.peer'
    return [
      { fact: `\`${key}\` is missing`, advice: 'Say which Secret holds the peering token.', range: peer ? placeOf(peer) : placeOf(root) },
    ]
  }
  if (textOf(secret, 'Backend') === 'kubernetes') return []
  return [{ fact: '`backend` must be `kubernetes`', advice: 'Write `backend: kubernetes`.', range: valuePlaceOf(secret, 'Backend') }]
}
