// Calls about the cluster itself: leader, identity, trust domain, datacenters, rights.
import type { CallOptions, ConsulClient } from '../client.ts'
import { type ClusterIdentity, mergeIdentity } from '../identity.ts'
import { failure, mapResult, type Result, success } from '../result.ts'
import { authorizeAnswer, datacentersAnswer, leaderAnswer, rootsAnswer, selfAnswer, serversAnswer } from '../schemas.ts'
import { apiPath, type Caller, call } from './call.ts'

/** The calls about the cluster itself. */
export function clusterCalls(caller: Caller): Pick<ConsulClient, 'leader' | 'self' | 'trustDomain' | 'datacenters' | 'authorize'> {
  return {
    async leader(options) {
      const result = await call(caller, { method: 'GET', path: apiPath('status', 'leader') }, leaderAnswer, options)
      return mapResult(result, ({ value }) => value || undefined)
    },
    self: (options) => readIdentity(caller, options),
    async trustDomain(options) {
      const result = await call(caller, { method: 'GET', path: apiPath('connect', 'ca', 'roots') }, rootsAnswer, options)
      return mapResult(result, ({ value }) => value.TrustDomain)
    },
    async datacenters(options) {
      const result = await call(caller, { method: 'GET', path: apiPath('catalog', 'datacenters') }, datacentersAnswer, options)
      return mapResult(result, ({ value }) => value)
    },
    async authorize(rights, options) {
      const body = rights.map(({ resource, access }) => ({ Resource: resource, Access: access }))
      const result = await call(caller, { method: 'POST', path: apiPath('internal', 'acl', 'authorize'), body }, authorizeAnswer, options)
      if (result.ok) return success(result.value.value.map(({ Allow }) => Allow))
      if (result.error.kind === 'acl-disabled') return success(rights.map(() => true))
      // Versions differ in what they can be asked: a 400 is no answer to the question.
      const cannotAsk = result.error.kind === 'unknown-endpoint' || (result.error.kind === 'unexpected' && result.error.status === 400)
      return cannotAsk ? success(undefined) : result
    },
  }
}

/** The agent knows most; the catalog tells of the servers, which counts where the agent is a client or refuses. */
async function readIdentity(caller: Caller, options: CallOptions | undefined): Promise<Result<ClusterIdentity>> {
  const [self, servers] = await Promise.all([
    call(caller, { method: 'GET', path: apiPath('agent', 'self') }, selfAnswer, options),
    // Stale, so that a cluster without a leader answers at once too.
    call(caller, { method: 'GET', path: apiPath('catalog', 'service', 'consul'), query: { stale: 'true' } }, serversAnswer, options),
  ])
  if (!self.ok && self.error.kind !== 'permission-denied') return self
  if (!self.ok && !servers.ok) return servers
  const identity = mergeIdentity({
    self: self.ok ? self.value.value : undefined,
    servers: servers.ok ? servers.value.value : [],
    defaultPolicy: (self.ok ? self.value : servers.ok ? servers.value : undefined)?.answer.defaultPolicy,
  })
  if (identity) return success(identity)
  return self.ok ? failure({ kind: 'not-consul', address: caller.shown, found: 'other-shape' }) : self
}
