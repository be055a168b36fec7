// Calls about services and who may call them. The paths with working `?peer=` were picked with care.
import type * as z from 'zod/mini'
import type { ConsulClient, ImportedService, Intention, ServiceInstance } from '../client.ts'
import { failure, mapResult, success } from '../result.ts'
import { instancesAnswer, intentionsAnswer, servicesAnswer, uiServicesAnswer } from '../schemas.ts'
import { apiPath, type Caller, call } from './call.ts'

/** The calls about services. */
export function serviceCalls(caller: Caller): Pick<ConsulClient, 'healthService' | 'services' | 'importedServices' | 'intentions'> {
  return {
    async healthService(name, options) {
      const ask = { method: 'GET', path: apiPath('health', 'service', name), query: { peer: options?.peer } } as const
      return mapResult(await call(caller, ask, instancesAnswer, options), ({ value }) => (value ?? []).map(toInstance))
    },
    async services(options) {
      const result = await call(caller, { method: 'GET', path: apiPath('catalog', 'services') }, servicesAnswer, options)
      return mapResult(result, ({ value, answer }) => ({
        rows: Object.entries(value ?? {}).map(([name, tags]) => ({ name, tags: tags ?? [] })),
        isFiltered: answer.isFiltered,
      }))
    },
    async importedServices(peer, options) {
      const ask = { method: 'GET', path: apiPath('internal', 'ui', 'services'), query: { peer } } as const
      const result = await call(caller, ask, uiServicesAnswer, options)
      if (!result.ok) return result
      const all = result.value.value ?? []
      const rows = all.flatMap((row) => (row.PeerName?.toLowerCase() === peer.toLowerCase() ? [toImported(row, row.PeerName)] : []))
      // The technical preview ignores the parameter and lists local services, which have no peer.
      if (rows.length === 0 && all.length > 0) return failure({ kind: 'unsupported', feature: 'imported-services' })
      return success({ rows, isFiltered: result.value.answer.isFiltered })
    },
    async intentions(options) {
      const result = await call(caller, { method: 'GET', path: apiPath('connect', 'intentions') }, intentionsAnswer, options)
      return mapResult(result, ({ value }) => (value ?? []).map(toIntention))
    },
  }
}

function toInstance({ Node, Service, Checks }: NonNullable<z.output<typeof instancesAnswer>>[number]): ServiceInstance {
  const statuses = (Checks ?? []).map(({ Status }) => Status)
  return {
    id: Service.ID,
    service: Service.Service,
    node: Node.Node,
    datacenter: Node.Datacenter || undefined,
    address: Service.Address || Node.Address || '',
    port: Service.Port ?? 0,
    peer: Service.PeerName || undefined,
    status: worstOf(statuses),
  }
}

/** A state that Consul may add counts as critical. */
function worstOf(statuses: readonly string[]): ServiceInstance['status'] {
  if (statuses.some((status) => status !== 'passing' && status !== 'warning')) return 'critical'
  return statuses.includes('warning') ? 'warning' : 'passing'
}

function toImported(row: NonNullable<z.output<typeof uiServicesAnswer>>[number], peer: string): ImportedService {
  return {
    name: row.Name,
    peer,
    namespace: row.Namespace || undefined,
    instanceCount: row.InstanceCount ?? 0,
    passing: row.ChecksPassing ?? 0,
    warning: row.ChecksWarning ?? 0,
    critical: row.ChecksCritical ?? 0,
  }
}

function toIntention(row: NonNullable<z.output<typeof intentionsAnswer>>[number]): Intention {
  const permissionCount = row.Permissions?.length ?? 0
  return {
    source: row.SourceName,
    sourcePeer: row.SourcePeer || undefined,
    sourceNamespace: row.SourceNS || undefined,
    destination: row.DestinationName,
    destinationNamespace: row.DestinationNS || undefined,
    action: permissionCount > 0 ? 'permissions' : row.Action === 'allow' ? 'allow' : 'deny',
    permissionCount,
    precedence: row.Precedence ?? 0,
    description: row.Description || undefined,
  }
}
