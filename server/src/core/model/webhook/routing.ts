// What the webhooks of consul-k8s say to `ServiceResolver`, `ServiceRouter` and `ServiceSplitter`.
// Source: serviceresolver_types.go, servicerouter_types.go, servicesplitter_types.go of consul-k8s @ 557f7c37.
import { type DecodedMap, type DecodedObject, objectOf, objectsOf, textOf } from '../../decode/decoded.ts'
import { beginsWithSlash, enterpriseOnly, type Fault, isSet, notTogether, oneOf, placeOf } from './fault.ts'

/** Redirect or failover, subsets, and the load balancer. */
export function checkResolver(root: DecodedObject): readonly Fault[] {
  const redirect = objectOf(root, 'Redirect')
  const failovers = mapOf(root, 'Failover')
  return [
    ...(redirect && failovers && failovers.entries.size > 0 ? notTogether(root, ['Redirect', 'Failover']) : []),
    ...(redirect ? checkRedirect(redirect) : []),
    ...objectsIn(failovers).flatMap(checkFailover),
    ...oneOf(objectOf(root, 'PrioritizeByLocality'), 'Mode', ['none', 'failover']),
    ...checkSubsets(mapOf(root, 'Subsets')),
    ...checkLoadBalancer(objectOf(root, 'LoadBalancer')),
  ]
}

function mapOf(object: DecodedObject, field: string): DecodedMap | undefined {
  const value = object.fields.get(field)?.value
  return value?.type === 'map' ? value : undefined
}

function objectsIn(map: DecodedMap | undefined): readonly DecodedObject[] {
  return [...(map?.entries.values() ?? [])].flatMap(({ value }) => (value.type === 'object' ? [value] : []))
}

const redirectFields = ['Service', 'ServiceSubset', 'Namespace', 'Partition', 'Datacenter', 'Peer', 'SamenessGroup']

function checkRedirect(redirect: DecodedObject): readonly Fault[] {
  if (!redirectFields.some((field) => isSet(redirect, field))) {
    return [{ fact: 'A redirect leads nowhere', advice: 'Name a `service`, or remove it.', range: placeOf(redirect) }]
  }
  const lost = textOf(redirect, 'Service') === '' ? ['ServiceSubset', 'Peer'].filter((field) => isSet(redirect, field)) : []
  return [
    ...notTogether(redirect, ['Partition', 'Datacenter']),
    ...['ServiceSubset', 'Partition', 'Datacenter'].flatMap((field) => [
      ...notTogether(redirect, ['SamenessGroup', field]),
      ...notTogether(redirect, ['Peer', field]),
    ]),
    ...lost.map((field) => ({ fact: 'A redirect names no `service`', advice: 'Add it.', range: placeOf(redirect, field) })),
    ...enterpriseOnly(redirect, ['Namespace', 'Partition']),
  ]
}

const failoverFields = ['Service', 'ServiceSubset', 'Namespace', 'Datacenters', 'Targets', 'Policy', 'SamenessGroup']

function checkFailover(failover: DecodedObject): readonly Fault[] {
  if (!failoverFields.some((field) => isSet(failover, field))) {
    return [{ fact: 'A failover leads nowhere', advice: 'Add `targets`, or remove it.', range: placeOf(failover) }]
  }
  const elsewhere = {
    fact: '`datacenters` works on Kubernetes in the partition `default` of Consul Enterprise only',
    advice: 'Use `targets`.',
    range: placeOf(failover, 'Datacenters'),
    edition: 'community',
  } as const
  return [
    ...(isSet(failover, 'Datacenters') ? [elsewhere] : []),
    ...oneOf(objectOf(failover, 'Policy'), 'Mode', ['sequential', 'order-by-locality']),
    ...['Datacenters', 'ServiceSubset', 'Targets'].flatMap((field) => notTogether(failover, ['SamenessGroup', field])),
    ...['Datacenters', 'ServiceSubset', 'Service'].flatMap((field) => notTogether(failover, ['Targets', field])),
    ...objectsOf(failover, 'Targets').flatMap((target) => [
      ...['ServiceSubset', 'Partition', 'Datacenter'].flatMap((field) => notTogether(target, ['Peer', field])),
      ...notTogether(target, ['Partition', 'Datacenter']),
    ]),
    ...enterpriseOnly(failover, ['Namespace']),
  ]
}

function checkSubsets(subsets: DecodedMap | undefined): readonly Fault[] {
  return [...(subsets?.entries ?? [])].flatMap(([name, { member }]) => {
    if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) return []
    return [
      {
        fact: `\`${name}\` is no name for a subset`,
        advice: 'Use lower-case letters, digits and `-` between them.',
        range: member.keyRange,
      },
    ]
  })
}

function checkLoadBalancer(balancer: DecodedObject | undefined): readonly Fault[] {
  if (!balancer) return []
  return objectsOf(balancer, 'HashPolicies').flatMap((policy) => {
    const cookie = objectOf(policy, 'CookieConfig')
    const isCookie = textOf(policy, 'Field') === 'cookie'
    const needsValue = isSet(policy, 'Field') && !isSet(policy, 'FieldValue')
    const both = { fact: '`sourceIP` and `field` cannot stand together', advice: 'Keep one of them.', range: placeOf(policy, 'Field') }
    const stray = { fact: '`cookieConfig` goes with `field: cookie` only', advice: 'Remove it.', range: placeOf(policy, 'CookieConfig') }
    const valueless = { fact: '`field` needs a `fieldValue`', advice: 'Add it.', range: placeOf(policy, 'Field') }
    return [
      ...oneOf(policy, 'Field', ['header', 'cookie', 'query_parameter']),
      ...(isSet(policy, 'SourceIP') && isSet(policy, 'Field') ? [both] : []),
      ...(needsValue ? [valueless] : []),
      ...(cookie && !isCookie ? [stray] : []),
      ...notTogether(cookie, ['Session', 'TTL']),
    ]
  })
}

/** What each route matches, and what it rewrites. */
export function checkRouter(root: DecodedObject): readonly Fault[] {
  return objectsOf(root, 'Routes').flatMap((route) => {
    const match = objectOf(route, 'Match')
    const http = match && objectOf(match, 'HTTP')
    const destination = objectOf(route, 'Destination')
    const hasPath = http !== undefined && (isSet(http, 'PathPrefix') || isSet(http, 'PathExact'))
    const groundless = destination && isSet(destination, 'PrefixRewrite') && !hasPath ? destination : undefined
    return [
      ...(groundless
        ? [
            {
              fact: '`prefixRewrite` needs a `pathPrefix` or a `pathExact` to match',
              advice: 'Add one.',
              range: placeOf(groundless, 'PrefixRewrite'),
            },
          ]
        : []),
      ...(http ? checkMatch(http) : []),
      ...enterpriseOnly(destination, ['Namespace', 'Partition']),
    ]
  })
}

function checkMatch(http: DecodedObject): readonly Fault[] {
  const named = [...objectsOf(http, 'Header'), ...objectsOf(http, 'QueryParam')]
  return [
    ...notTogether(http, ['PathExact', 'PathPrefix', 'PathRegex']),
    ...beginsWithSlash(http, 'PathExact'),
    ...beginsWithSlash(http, 'PathPrefix'),
    ...named.flatMap((part) => [
      ...notTogether(part, ['Exact', 'Prefix', 'Suffix', 'Regex', 'Present']),
      ...(part.fields.has('Name') ? [] : [{ fact: 'A match has no `name`', advice: 'Add it.', range: placeOf(part) }]),
    ]),
  ]
}

/** Weights from 0.01 to 100 that add up to 100. */
export function checkSplitter(root: DecodedObject): readonly Fault[] {
  const splits = objectsOf(root, 'Splits')
  const sum = splits.reduce((total, split) => Math.fround(total + weightOf(split)), 0)
  const uneven = { fact: `The weights add up to ${sum}, not to 100`, advice: 'Change them.', range: placeOf(root, 'Splits') }
  return [
    ...splits.flatMap((split) => {
      const weight = weightOf(split)
      const isOutside = weight !== 0 && (weight > 100 || weight < Math.fround(0.01))
      return [
        ...(isOutside
          ? [{ fact: '`weight` is a percentage from 0.01 to 100, or 0', advice: 'Change it.', range: placeOf(split, 'Weight') }]
          : []),
        ...enterpriseOnly(split, ['Namespace', 'Partition']),
      ]
    }),
    ...(sum === 100 ? [] : [uneven]),
  ]
}

function weightOf(split: DecodedObject): number {
  const value = split.fields.get('Weight')?.value
  return value?.type === 'number' ? Math.fround(value.value) : 0
}
