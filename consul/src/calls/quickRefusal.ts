// Finds out early that a cluster will refuse to show its peerings.
import type { CallOptions } from '../client.ts'
import type { ConsulError } from '../errors.ts'
import { failure, type Result } from '../result.ts'
import { authorizeAnswer, selfAnswer } from '../schemas.ts'
import { apiPath, type Caller, call } from './call.ts'

const patienceMs = 300

/**
 * Reads, and when that takes long asks why. Servers of 1.16.1 repeat a refused read of peerings for 3 to 10 s before they answer
 * 403 or 500 (run), which would look like a cluster that does not answer at all; other endpoints tell the reason at once.
 */
export async function withQuickRefusal<T>(
  caller: Caller,
  options: CallOptions = {},
  read: (options: CallOptions) => Promise<Result<T>>,
): Promise<Result<T>> {
  const controller = new AbortController()
  const cancel = () => controller.abort()
  if (options.signal?.aborted) cancel()
  options.signal?.addEventListener('abort', cancel, { once: true })
  const reading = read({ ...options, signal: controller.signal })
  let timer: NodeJS.Timeout | undefined
  const suspicion = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  try {
    const early = await Promise.race([reading, suspicion])
    if (early) return early
    const refusal = refusalOf(caller, { signal: controller.signal })
    // Whichever is first; no refusal is no answer, so the reading is waited for.
    const reason = await Promise.race([refusal, reading.then(() => undefined)])
    if (!reason) return await reading
    controller.abort()
    return failure(reason)
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', cancel)
  }
}

async function refusalOf(caller: Caller, options: CallOptions): Promise<ConsulError | undefined> {
  const path = apiPath('internal', 'acl', 'authorize')
  const [rights, self] = await Promise.all([
    call(caller, { method: 'POST', path, body: [{ Resource: 'peering', Access: 'read' }] }, authorizeAnswer, options),
    call(caller, { method: 'GET', path: apiPath('agent', 'self') }, selfAnswer, options),
  ])
  if (!rights.ok && (rights.error.kind === 'acl-not-found' || rights.error.kind === 'acl-not-bootstrapped')) return rights.error
  if (rights.ok && rights.value.value[0]?.Allow === false) {
    return { kind: 'permission-denied', permission: 'peering:read', isAnonymous: !caller.hasToken }
  }
  // A client agent's switch is its own and says nothing about the servers.
  const { Config: config, DebugConfig: debug } = self.ok ? self.value.value : {}
  return config?.Server && debug?.PeeringEnabled === false ? { kind: 'peering-disabled' } : undefined
}
