// Calls about peerings: list, read, generate, establish, delete.
import * as z from 'zod/mini'
import type { ConsulClient, TokenRequest } from '../client.ts'
import type { Peering } from '../peering.ts'
import { toPeering } from '../readPeering.ts'
import { failure, mapResult, success } from '../result.ts'
import { peeringAnswer, peeringsAnswer, tokenAnswer } from '../schemas.ts'
import { Secret } from '../secret.ts'
import { secretsOf } from '../token.ts'
import { apiPath, type Caller, type Checked, call, send, watch } from './call.ts'
import { withQuickRefusal } from './quickRefusal.ts'

const listPath = apiPath('peerings')

/** The calls about peerings. */
export function peeringCalls(
  caller: Caller,
): Pick<ConsulClient, 'listPeerings' | 'watchPeerings' | 'readPeering' | 'generateToken' | 'establish' | 'deletePeering'> {
  return {
    async listPeerings(options) {
      const ask = { method: 'GET', path: listPath } as const
      const result = await withQuickRefusal(caller, options, (limits) => call(caller, ask, peeringsAnswer, limits))
      return mapResult(result, toPeerings)
    },
    async watchPeerings(options) {
      // A wait is meant to last, so only an answer that should come at once is suspicious.
      const result =
        options?.index === undefined
          ? await withQuickRefusal(caller, options, (limits) => watch(caller, listPath, peeringsAnswer, limits))
          : await watch(caller, listPath, peeringsAnswer, options)
      return mapResult(result, (checked) => ({ value: toPeerings(checked), index: checked.answer.index }))
    },
    async readPeering(name, options) {
      const ask = { method: 'GET', path: apiPath('peering', name) } as const
      const result = await withQuickRefusal(caller, options, (limits) => call(caller, ask, peeringAnswer, limits))
      if (!result.ok && result.error.kind === 'not-found') return success(undefined)
      return mapResult(result, ({ value, answer }) => toPeering(value, answer.sentAt))
    },
    async generateToken(request, options) {
      if (request.generation === 'preview' && request.serverExternalAddresses?.length) {
        return failure({ kind: 'unsupported', feature: 'server-external-addresses' })
      }
      const path = apiPath('peering', 'token')
      const result = await call(caller, { method: 'POST', path, body: tokenBody(request) }, tokenAnswer, {
        timeoutMs: Math.max(10_000, caller.timeoutMs),
        ...options,
      })
      return mapResult(result, ({ value }) => new Secret(value.PeeringToken))
    },
    async establish({ peerName, token, meta }, options) {
      const body = { PeerName: peerName, PeeringToken: token.reveal(), ...(meta && { Meta: meta }) }
      const path = apiPath('peering', 'establish')
      const result = await call(caller, { method: 'POST', path, body, secrets: secretsOf(token) }, z.looseObject({}), {
        timeoutMs: Math.max(20_000, caller.timeoutMs),
        ...options,
      })
      return mapResult(result, () => undefined)
    },
    async deletePeering(name, options) {
      return mapResult(await send(caller, { method: 'DELETE', path: apiPath('peering', name) }, options), () => undefined)
    },
  }
}

/** Each version refuses keys that it does not know, so nothing is sent that is not set. */
function tokenBody({ peerName, serverExternalAddresses, meta }: TokenRequest): Record<string, unknown> {
  return {
    PeerName: peerName,
    ...(serverExternalAddresses?.length && { ServerExternalAddresses: serverExternalAddresses }),
    ...(meta && { Meta: meta }),
  }
}

function toPeerings({ value, answer }: Checked<z.output<typeof peeringsAnswer>>): readonly Peering[] {
  return (value ?? []).map((wire) => toPeering(wire, answer.sentAt))
}
