// The checklist says of a cluster that could not be read what happened, and does not call every trouble silence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsulError } from '../../consul/src/errors.ts'
import { preflight } from '../../consul/src/preflight.ts'
import { failing, fakeClient } from '../client/fakes.ts'

const address = '127.0.0.1:8500'
const titles: readonly (readonly [error: ConsulError, title: string])[] = [
  [{ kind: 'timeout', address, timeoutMs: 5_000 }, '`fake` does not answer'],
  [{ kind: 'connection-refused', address }, '`fake` does not answer'],
  [{ kind: 'bad-acl-token' }, '`fake` was not asked'],
  [{ kind: 'tls-settings', address }, '`fake` was not asked'],
  [{ kind: 'tls-untrusted', address }, '`fake` cannot be asked over TLS'],
  [{ kind: 'not-consul', address, found: 'html' }, '`fake` does not answer as Consul does'],
  [{ kind: 'permission-denied', permission: undefined, isAnonymous: false }, '`fake` refuses to answer'],
  [{ kind: 'no-servers' }, '`fake` has no leader'],
  [{ kind: 'unexpected', status: 500, detail: '' }, '`fake` answers with an error'],
]

for (const [error, title] of titles) {
  test(`\`${error.kind}\` reads: ${title}`, async () => {
    const checks = await preflight(fakeClient({ leader: failing(error) }), fakeClient(), { acceptorName: 'a', dialerName: 'b' })
    assert.deepEqual([checks[0]?.id, checks[0]?.status, checks[0]?.title], ['reachable', 'blocker', title])
  })
}
