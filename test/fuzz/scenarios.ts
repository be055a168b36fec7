// Made-up sequences of writes and deletions among few services, so that what is written meets what is stored.

import type { PlainValue } from '../../server/src/core/edit.ts'
import { isWithin, type Target } from '../../server/src/core/schema/target.ts'
import type { Step } from '../harness/vectors.ts'
import { happens, pick, type Random } from './random.ts'

type Fields = { readonly [key: string]: PlainValue }

/** Writes and deletions in some order; every entry is right in itself. */
export function createScenario(target: Target, random: Random): readonly Step[] {
  return Array.from({ length: 3 + random(9) }, () => createStep(target, random))
}

const services = ['web', 'api', 'db', 'far'] as const
const subsets = ['v1', 'v2'] as const
const protocols = ['http', 'http', 'http', 'tcp', 'grpc', 'http2', 'HTTP', ''] as const

const named = [
  'service-defaults',
  'service-resolver',
  'service-router',
  'service-splitter',
  'service-intentions',
  'ingress-gateway',
] as const

function createStep(target: Target, random: Random): Step {
  if (happens(18, random)) {
    const kind = pick([...named, ...named, 'exported-services/default', 'proxy-defaults/global', 'mesh/mesh', 'jwt-provider/okta'], random)
    return { delete: kind.includes('/') ? kind : `${kind}/${pick(services, random)}` }
  }
  const makers = [...everywhere, ...(isWithin(target, { since: '1.16' }) ? since116 : [])]
  return { text: JSON.stringify(pick(makers, random)(random, target)) }
}

type Maker = (random: Random, target: Target) => Fields

const everywhere: readonly Maker[] = [
  (random) => ({ Kind: 'service-defaults', Name: pick(services, random), Protocol: pick(protocols, random), ...place(random) }),
  (random) => ({ Kind: 'service-defaults', Name: pick(services, random), Protocol: pick(protocols, random) }),
  (random) => ({ Kind: 'proxy-defaults', Name: 'global', Config: happens(70, random) ? { protocol: pick(protocols, random) } : {} }),
  createResolver,
  createResolver,
  (random) => ({ Kind: 'service-splitter', Name: pick(services, random), Splits: splits(random) }),
  (random) => ({ Kind: 'service-router', Name: pick(services, random), Routes: routes(random) }),
  (random) => ({ Kind: 'service-intentions', Name: pick([...services, '*'], random), Sources: [source(random)] }),
  (random) => ({ Kind: 'exported-services', Name: 'default', Services: exported(random) }),
  (random) => ({
    Kind: 'ingress-gateway',
    Name: pick([...services, 'edge'], random),
    Listeners: [
      { Port: 8080, Protocol: pick(['tcp', 'http', 'grpc', 'http2'], random), Services: [{ Name: pick(services, random) }] },
      ...(happens(30, random) ? [{ Port: 8081, Protocol: 'http', Services: [{ Name: '*' }] }] : []),
    ],
  }),
  (random) => ({ Kind: 'terminating-gateway', Name: 'exit', Services: [{ Name: pick(services, random) }] }),
]

const since116: readonly Maker[] = [
  (random) => ({ Kind: 'mesh', AllowEnablingPermissiveMutualTLS: random(2) === 0 }),
  (random) => ({ Kind: 'service-defaults', Name: pick(services, random), Protocol: 'http', MutualTLSMode: 'permissive' }),
  (random) => ({ Kind: 'jwt-provider', Name: pick(['okta', 'auth0'], random), JSONWebKeySet: { Local: { Filename: 'keys.json' } } }),
  (random) => ({
    Kind: 'service-intentions',
    Name: pick(services, random),
    JWT: { Providers: [{ Name: pick(['okta', 'auth0'], random) }] },
    Sources: [source(random)],
  }),
  (random) => ({
    Kind: 'api-gateway',
    Name: pick([...services, 'edge'], random),
    Listeners: [{ Name: 'main', Port: 8080, Protocol: pick(['tcp', 'http'], random) }],
  }),
  (random) => ({
    Kind: pick(['http-route', 'tcp-route'], random),
    Name: pick([...services, 'way'], random),
    Parents: [{ Kind: 'api-gateway', Name: 'edge' }],
    ...(random(2) === 0 ? { Services: [{ Name: pick(services, random) }] } : {}),
  }),
]

function place(random: Random): Fields {
  return happens(10, random) ? { Destination: { Addresses: ['bank.example'], Port: 443 } } : {}
}

function createResolver(random: Random, target: Target): Fields {
  const name = pick(services, random)
  return { Kind: 'service-resolver', Name: name, ...resolver(name, random, target) }
}

function resolver(name: string, random: Random, target: Target): Fields {
  const withPeers = isWithin(target, { since: '1.14' })
  switch (random(6)) {
    case 0:
      return {
        Subsets: { [pick(subsets, random)]: { Filter: 'Service.Meta.version == v1' }, v2: {} },
        DefaultSubset: pick(['', 'v2'], random),
      }
    case 1:
      return { Redirect: { Service: pick(services, random), ...(happens(30, random) ? { ServiceSubset: pick(subsets, random) } : {}) } }
    case 2:
      return {
        // The same service elsewhere keeps the subset that was asked for.
        Redirect: {
          Service: happens(40, random) ? name : pick(services, random),
          ...(withPeers && random(2) === 0 ? { Peer: 'cluster-02' } : { Datacenter: 'dc2' }),
        },
      }
    case 3:
      return { Failover: { '*': failover(random, withPeers) } }
    case 4:
      return { Subsets: { v1: {} }, Failover: { v1: failover(random, withPeers) } }
    default:
      return { ConnectTimeout: pick(['1s', '5s'], random) }
  }
}

function failover(random: Random, withTargets: boolean): Fields {
  const service = pick(services, random)
  switch (random(withTargets ? 4 : 2)) {
    case 0:
      return { Service: service, ...(happens(25, random) ? { ServiceSubset: pick(subsets, random) } : {}) }
    case 1:
      return { Datacenters: ['dc2'] }
    case 2:
      return { Targets: [{ Service: service }, { Service: pick(services, random), Datacenter: 'dc2' }] }
    default:
      return { Targets: [{ Peer: 'cluster-02' }, { Service: service, ...(happens(25, random) ? { ServiceSubset: 'v1' } : {}) }] }
  }
}

function splits(random: Random): readonly Fields[] {
  const [first, second] = [pick(services, random), pick(services, random)]
  const one = { Weight: 100, Service: first, ...(happens(25, random) ? { ServiceSubset: pick(subsets, random) } : {}) }
  return first === second || happens(40, random)
    ? [one]
    : [
        { ...one, Weight: 40 },
        { Weight: 60, Service: second },
      ]
}

function routes(random: Random): readonly Fields[] {
  return Array.from({ length: random(3) }, () => ({
    Match: { HTTP: { PathPrefix: '/x' } },
    Destination: { Service: pick(services, random), ...(happens(25, random) ? { ServiceSubset: pick(subsets, random) } : {}) },
  }))
}

function source(random: Random): Fields {
  const from = { Name: pick([...services, '*'], random), ...(happens(25, random) ? { Peer: 'cluster-02' } : {}) }
  return happens(50, random) ? { ...from, Permissions: [{ Action: 'allow', HTTP: { PathPrefix: '/' } }] } : { ...from, Action: 'allow' }
}

function exported(random: Random): readonly Fields[] {
  const consumers = [{ peer_name: 'cluster-02' }]
  if (happens(25, random)) return [{ Name: '*', Consumers: consumers }]
  return services.filter(() => random(3) === 0).map((name) => ({ Name: name, Consumers: consumers }))
}
