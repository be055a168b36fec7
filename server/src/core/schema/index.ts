// All kinds of config entry: those with a table, and those that are known by name only.
import { exportedServices } from './kinds/exportedServices.ts'
import { mesh } from './kinds/mesh.ts'
import { proxyDefaults } from './kinds/proxyDefaults.ts'
import { samenessGroup } from './kinds/samenessGroup.ts'
import { serviceDefaults } from './kinds/serviceDefaults.ts'
import { serviceIntentions } from './kinds/serviceIntentions.ts'
import { serviceResolver } from './kinds/serviceResolver.ts'
import { serviceRouter } from './kinds/serviceRouter.ts'
import { serviceSplitter } from './kinds/serviceSplitter.ts'
import type { Target } from './target.ts'
import type { Kind } from './types.ts'

/** The kinds with a table. Adding one is one file and one line here. */
export const kinds: readonly Kind[] = [
  exportedServices,
  serviceIntentions,
  serviceDefaults,
  proxyDefaults,
  serviceResolver,
  serviceRouter,
  serviceSplitter,
  mesh,
  samenessGroup,
]

export interface KindName {
  readonly kind: string
  readonly since?: Target
}

/** Kinds that are recognised without a table, with the release that brought them. */
const otherKinds: readonly KindName[] = [
  { kind: 'ingress-gateway' },
  { kind: 'terminating-gateway' },
  { kind: 'api-gateway', since: '1.15' },
  { kind: 'bound-api-gateway', since: '1.15' },
  { kind: 'http-route', since: '1.15' },
  { kind: 'tcp-route', since: '1.15' },
  { kind: 'inline-certificate', since: '1.15' },
  { kind: 'jwt-provider', since: '1.16' },
  { kind: 'control-plane-request-limit', since: '1.16' },
  { kind: 'file-system-certificate', since: '1.19' },
]

/** Every kind that some release of Consul takes. */
export const kindNames: readonly KindName[] = [...kinds.map(({ kind, since }) => (since ? { kind, since } : { kind })), ...otherKinds]

const tables = new Map(kinds.map((kind) => [kind.kind, kind]))
const names = new Map(kindNames.map((name) => [name.kind, name]))

/** The table of a kind, where there is one. */
export function kindOf(name: string): Kind | undefined {
  return tables.get(name)
}

/** The kind of that name, with or without a table. */
export function kindNameOf(name: string): KindName | undefined {
  return names.get(name)
}
