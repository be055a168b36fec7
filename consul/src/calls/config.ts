// Calls about config entries, with check-and-set.
import type * as z from 'zod/mini'
import type { CasOptions, ConsulClient, ExportedService, LiveConfigEntry } from '../client.ts'
import { mapResult, success } from '../result.ts'
import { entriesAnswer, entryAnswer, exportedServicesEntry, writtenAnswer } from '../schemas.ts'
import { apiPath, type Caller, call, watch } from './call.ts'

type Calls = Pick<
  ConsulClient,
  'readConfigEntry' | 'listConfigEntries' | 'watchConfigEntries' | 'writeConfigEntry' | 'deleteConfigEntry' | 'exportedServices'
>

/** The calls about config entries. `partition` names the `exported-services` entry, `default` in the community edition. */
export function configCalls(caller: Caller, partition: string): Calls {
  return {
    async readConfigEntry(kind, name, options) {
      const result = await call(caller, { method: 'GET', path: apiPath('config', kind, name) }, entryAnswer, options)
      if (!result.ok && result.error.kind === 'not-found') return success(undefined)
      return mapResult(result, ({ value }) => toEntry(value))
    },
    async listConfigEntries(kind, options) {
      const result = await call(caller, { method: 'GET', path: apiPath('config', kind) }, entriesAnswer, options)
      return mapResult(result, ({ value, answer }) => ({ rows: (value ?? []).map(toEntry), isFiltered: answer.isFiltered }))
    },
    async watchConfigEntries(kind, options) {
      const result = await watch(caller, apiPath('config', kind), entriesAnswer, options)
      return mapResult(result, ({ value, answer }) => ({ value: (value ?? []).map(toEntry), index: answer.index }))
    },
    async writeConfigEntry(entry, options) {
      const ask = { method: 'PUT', path: apiPath('config'), query: casQuery(options), body: entry, isConfigWrite: true } as const
      return mapResult(await call(caller, ask, writtenAnswer, options), ({ value }) => value !== false)
    },
    async deleteConfigEntry(kind, name, options) {
      const ask = { method: 'DELETE', path: apiPath('config', kind, name), query: casQuery(options), isConfigWrite: true } as const
      return mapResult(await call(caller, ask, writtenAnswer, options), ({ value }) => value !== false)
    },
    async exportedServices(options) {
      const path = apiPath('config', 'exported-services', partition)
      const result = await call(caller, { method: 'GET', path }, exportedServicesEntry, options)
      if (!result.ok && result.error.kind === 'not-found') return success([])
      return mapResult(result, ({ value }) => (value.Services ?? []).map(toExportedService))
    },
  }
}

function casQuery(options: CasOptions | undefined): Record<string, string> | undefined {
  return options?.cas === undefined ? undefined : { cas: String(options.cas) }
}

function toEntry({ CreateIndex, ModifyIndex, ...body }: z.output<typeof entryAnswer>): LiveConfigEntry {
  return { kind: body.Kind, name: body.Name || body.Kind, modifyIndex: ModifyIndex, createIndex: CreateIndex, body }
}

type WireService = NonNullable<z.output<typeof exportedServicesEntry>['Services']>[number]

function toExportedService({ Name, Namespace, Consumers }: WireService): ExportedService {
  return {
    name: Name,
    namespace: Namespace || undefined,
    consumers: (Consumers ?? []).map((consumer) => ({
      peer: consumer.Peer || consumer.PeerName || undefined,
      partition: consumer.Partition || undefined,
      samenessGroup: consumer.SamenessGroup || undefined,
    })),
  }
}
