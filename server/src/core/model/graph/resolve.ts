// Follows redirects, default subsets and failovers of resolvers to the targets of a discovery chain.
// Source: agent/consul/discoverychain/compile.go getResolverNode @ v1.13.9, v1.16.1.
import type { Compiler } from './compile.ts'
import { recordProtocol } from './compile.ts'
import { concernOf, type Fault, type Place, placesOf } from './fault.ts'
import { type Failover, namePlace, type Reference, type StoredResolver } from './stored.ts'
import { rewriteTarget, serviceOf, type Target } from './target.ts'

interface Request {
  readonly target: Target
  /** What leads here; none at the start of a chain. */
  readonly via: Reference | undefined
  /** The failover that asks; its targets are not resolved any further. */
  readonly forFailover: Reference | undefined
}

type Outcome = { readonly ok: true; readonly target: Target } | { readonly ok: false; readonly fault: Fault }

/** Resolves a target; what it leads to is noted in the compiler. */
export function resolve(compiler: Compiler, { target: wanted, via, forFailover }: Request): Outcome {
  const history = new Map<string, StoredResolver | undefined>()
  let target = wanted
  let reference = via
  // A redirect to the same service keeps the subset, and then it is not what asks for it.
  let asking = via
  for (;;) {
    const before = compiler.resolved.get(target.id)
    if (before) return { ok: true, target: before }
    const service = serviceOf(target, compiler.reader.edition)
    const fault = target.peer === '' ? recordProtocol(compiler, service, reference) : undefined
    if (fault) return { ok: false, fault }
    const resolver = compiler.entries.resolvers.get(service.id)
    if (history.has(target.id)) return { ok: false, fault: redirectLoop(compiler, loopFrom(history, target.id)) }
    history.set(target.id, resolver)

    const redirect = resolver?.redirect?.samenessGroup === '' ? resolver.redirect : undefined
    const redirected = redirect && rewriteTarget(target, redirect, compiler.service.place)
    if (redirected && redirected.id !== target.id) {
      target = redirected
      reference = redirect
      if (redirect.subset !== '' || redirected.subset === '') asking = redirect
      continue
    }
    if (target.subset === '' && resolver && resolver.defaultSubset !== '') {
      target = rewriteTarget(target, { subset: resolver.defaultSubset }, compiler.service.place)
      continue
    }
    return settle(compiler, { target, resolver, asking, forFailover })
  }
}

/** What was visited since `id` was seen first. */
function loopFrom(history: ReadonlyMap<string, StoredResolver | undefined>, id: string): readonly (StoredResolver | undefined)[] {
  return [...history.values()].slice([...history.keys()].indexOf(id))
}

interface Settled {
  readonly target: Target
  readonly resolver: StoredResolver | undefined
  /** What asks for the subset. */
  readonly asking: Reference | undefined
  readonly forFailover: Reference | undefined
}

function settle(compiler: Compiler, { target, resolver, asking, forFailover }: Settled): Outcome {
  const fault = missingSubset(compiler, target, resolver, asking) ?? (resolver && externalSni(compiler, target, resolver))
  if (fault) return { ok: false, fault }
  compiler.targets.set(target.id, target)
  if (forFailover) return { ok: true, target }
  compiler.resolved.set(target.id, target)
  for (const { to, reference } of resolver ? failoverTargets(compiler, target, resolver) : []) {
    const outcome = resolve(compiler, { target: to, via: reference, forFailover: reference })
    if (!outcome.ok) return outcome
    compiler.failover.add(outcome.target.id)
  }
  return { ok: true, target }
}

/** Where nothing is known of a resolver, it may have the subset. */
function missingSubset(
  { reader, service }: Compiler,
  { service: name, subset }: Target,
  resolver: StoredResolver | undefined,
  asking: Reference | undefined,
): Fault | undefined {
  if (subset === '' || resolver?.subsets.has(subset) || (!resolver && !reader.complete)) return undefined
  // What a resolver says of its own subsets is a matter of that entry alone.
  const isOwn = resolver !== undefined && resolver.entry === asking?.entry
  if (isOwn || subset === resolver?.defaultSubset) return undefined
  const owner: readonly Place[] = resolver
    ? [{ entry: resolver.entry, range: namePlace(resolver.entry), message: `\`${name}\` defines its subsets here.` }]
    : []
  const reference: readonly Place[] = asking
    ? [{ entry: asking.entry, range: asking.range, message: `\`${subset}\` of \`${name}\` is asked for here.` }]
    : []
  return {
    reason: 'missing-subset',
    message: `\`${name}\` has no subset \`${subset}\`, and Consul refuses what leads to it. Define it under \`Subsets\` in the \`service-resolver\` of \`${name}\`, or name another one.`,
    places: [...reference, ...owner],
    concerns: concernOf(asking?.how),
    services: [service],
    touchesPeer: false,
  }
}

function externalSni({ entries, reader, service }: Compiler, target: Target, resolver: StoredResolver): Fault | undefined {
  const defaults = entries.defaults.get(serviceOf(target, reader.edition).id)
  if (!defaults?.hasExternalSni) return undefined
  const what = resolver.redirect
    ? 'a redirect'
    : resolver.subsets.size > 0
      ? 'subsets'
      : resolver.failover.size > 0
        ? 'a failover'
        : undefined
  if (!what) return undefined
  return {
    reason: 'external-sni',
    message: `\`${target.service}\` has an \`ExternalSNI\`, and Consul refuses ${what} for such a service. Take one of the two away.`,
    places: [
      { entry: resolver.entry, range: namePlace(resolver.entry), message: `\`${target.service}\` has ${what} here.` },
      { entry: defaults.entry, range: namePlace(defaults.entry), message: `\`${target.service}\` has its \`ExternalSNI\` here.` },
    ],
    concerns: resolver.redirect ? 'C4' : 'C7',
    services: [service],
    touchesPeer: false,
  }
}

function redirectLoop({ service }: Compiler, history: readonly (StoredResolver | undefined)[]): Fault {
  const members = history.filter((resolver) => resolver?.redirect !== undefined).filter((resolver) => resolver !== undefined)
  const names = [...members, ...members.slice(0, 1)].map(({ name }) => `\`${name}\``).join(' → ')
  return {
    reason: 'redirect-loop',
    message: `The redirects ${names} go round in a circle, and Consul refuses the one that closes it. Let one of them end elsewhere.`,
    places: members.flatMap(({ redirect, name, place, id }) =>
      redirect ? placesOf(redirect, { name: redirect.service || name, place, id }) : [],
    ),
    concerns: 'C4',
    services: [service, ...members],
    touchesPeer: false,
  }
}

interface FailoverTarget {
  readonly to: Target
  readonly reference: Reference
}

/** The targets of the failover that holds for the subset; a service does not fail over to itself. */
function failoverTargets(compiler: Compiler, target: Target, { failover }: StoredResolver): readonly FailoverTarget[] {
  const own = failover.get(target.subset) ?? failover.get('*')
  return (own ? failoverReferences(own) : []).flatMap((reference) => {
    const to = rewriteTarget(target, reference, compiler.service.place)
    return to.id === target.id ? [] : [{ to, reference }]
  })
}

function failoverReferences({ own, datacenters, targets }: Failover): readonly Reference[] {
  if (datacenters.length > 0) return datacenters
  if (targets.length > 0) return targets
  return own.samenessGroup === '' ? [own] : []
}
