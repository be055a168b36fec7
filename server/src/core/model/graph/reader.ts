// How the graph looks entries up: in what a server has stored, or among the files of a scope.
import type { Edition, Target } from '../../schema/target.ts'
import { type ServiceId, serviceId } from './place.ts'
import type {
  Placement,
  Stored,
  StoredMesh,
  StoredProxyDefaults,
  StoredResolver,
  StoredRouter,
  StoredServiceDefaults,
  StoredSplitter,
} from './stored.ts'

export interface Reader {
  readonly target: Target
  readonly edition: Edition
  /** Nothing but what can be looked up exists: an absent entry is known to be absent. */
  readonly complete: boolean
  get(kind: string, id: ServiceId): Stored | undefined
  /** What is known otherwise of the protocol of a service that has no entry; in lower case. */
  toldProtocol(id: ServiceId): string | undefined
}

/** The router of a service. */
export function routerOf(reader: Reader, id: ServiceId): StoredRouter | undefined {
  const found = reader.get('service-router', id)
  return found?.kind === 'service-router' ? found : undefined
}

/** The splitter of a service. */
export function splitterOf(reader: Reader, id: ServiceId): StoredSplitter | undefined {
  const found = reader.get('service-splitter', id)
  return found?.kind === 'service-splitter' ? found : undefined
}

/** The resolver of a service. */
export function resolverOf(reader: Reader, id: ServiceId): StoredResolver | undefined {
  const found = reader.get('service-resolver', id)
  return found?.kind === 'service-resolver' ? found : undefined
}

/** The defaults of a service. */
export function serviceDefaultsOf(reader: Reader, id: ServiceId): StoredServiceDefaults | undefined {
  const found = reader.get('service-defaults', id)
  return found?.kind === 'service-defaults' ? found : undefined
}

/** There is one for each partition. */
export function proxyDefaultsOf(reader: Reader, { partition }: Placement): StoredProxyDefaults | undefined {
  const found = reader.get('proxy-defaults', serviceId('global', { namespace: 'default', partition }))
  return found?.kind === 'proxy-defaults' ? found : undefined
}

/** There is one for each partition. */
export function meshOf(reader: Reader, { partition }: Placement): StoredMesh | undefined {
  const found = reader.get('mesh', serviceId('mesh', { namespace: 'default', partition }))
  return found?.kind === 'mesh' ? found : undefined
}
