// The names that a cluster's files and Facts know of, for somebody who is about to type one.
import { objectsOf, textOf } from '../decode/decoded.ts'
import type { NameOf } from '../schema/types.ts'
import { exportedServicesOf } from './exports.ts'
import { peerNames } from './peers.ts'
import type { Scope } from './project.ts'

/** A name, and where it is known from. */
export interface KnownName {
  readonly name: string
  readonly from: string
}

const serviceKinds = ['service-defaults', 'service-resolver', 'service-router', 'service-splitter', 'service-intentions'] as const

/** The names of one sort, in the order of the alphabet. `service`: whose subsets are meant. */
export function knownNames(scope: Scope, of: NameOf, service?: string): readonly KnownName[] {
  const found = new Map<string, string>()
  for (const { name, from } of namesOf(scope, of, service)) if (name !== '' && !found.has(name)) found.set(name, from)
  return [...found].map(([name, from]) => ({ name, from })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function namesOf(scope: Scope, of: NameOf, service: string | undefined): readonly KnownName[] {
  const { facts } = scope
  switch (of) {
    case 'service':
      return serviceNames(scope)
    case 'peer':
      return [
        ...(facts?.peers ?? []).map(({ name, state }) => ({ name, from: `${state} on the cluster` })),
        ...[...peerNames(scope)].map((name) => ({ name, from: 'named by the files' })),
      ]
    case 'partition':
      return [...(facts?.partitions ?? []).map((name) => ({ name, from: 'on the cluster' })), { name: 'default', from: 'always there' }]
    case 'namespace':
      return [{ name: 'default', from: 'always there' }]
    case 'subset':
      return subsetsOf(scope, service).map((name) => ({ name, from: `a subset of \`${service}\`` }))
    case 'samenessGroup':
      return scope.entries('sameness-group').map(({ name }) => ({ name, from: 'a `sameness-group` entry' }))
  }
}

function subsetsOf(scope: Scope, service: string | undefined): readonly string[] {
  const resolver = service === undefined ? undefined : scope.entry('service-resolver', service)
  const subsets = resolver?.decoded?.root.fields.get('Subsets')?.value
  return subsets?.type === 'map' ? [...subsets.entries.keys()] : []
}

function serviceNames(scope: Scope): readonly KnownName[] {
  const { facts } = scope
  const live = (facts?.services ?? []).filter(({ name }) => name !== 'consul')
  const imported = (facts?.peers ?? []).flatMap((peer) => (peer.imported ?? []).map((name) => ({ name, from: `of the peer ${peer.name}` })))
  const entries = serviceKinds.flatMap((kind) => scope.entries(kind))
  const sources = scope.entries('service-intentions').flatMap(({ decoded }) => (decoded ? objectsOf(decoded.root, 'Sources') : []))
  return [
    ...live.map(({ name }) => ({ name, from: 'on the cluster' })),
    ...entries.map(({ name, kindName }) => ({ name, from: `a \`${kindName ?? ''}\` entry` })),
    ...scope.entries('exported-services').flatMap((entry) => exportedServicesOf(entry).map(({ name }) => ({ name, from: 'exported' }))),
    ...sources.map((source) => ({ name: textOf(source, 'Name'), from: 'a source of an intention' })),
    ...imported,
  ]
}
