// What a person is told before an entry of a cluster is deleted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LiveConfigEntry } from '../../consul/src/client.ts'
import { breakageOf } from '../../consul/src/entries/deletion.ts'
import { failure, success } from '../../consul/src/result.ts'

type Body = LiveConfigEntry['body'] & { readonly Kind: string; readonly Name: string }

function entry(body: Body): LiveConfigEntry {
  return { kind: body.Kind, name: body.Name, modifyIndex: 1, createIndex: 1, body }
}

async function breakage(deleted: Body, others: readonly Body[], isFiltered = false): Promise<readonly string[]> {
  const told = await breakageOf(
    {
      listConfigEntries: async (kind) =>
        kind === 'api-gateway' && !others.some(({ Kind }) => Kind === kind)
          ? failure({ kind: 'unknown-config-kind', configKind: kind })
          : success({ rows: others.filter(({ Kind }) => Kind === kind).map(entry), isFiltered }),
    },
    entry(deleted),
    { target: '1.16', edition: 'community' },
  )
  assert.ok(told.ok)
  return told.value
}

const intentions: Body = {
  Kind: 'service-intentions',
  Name: 'billing',
  JWT: { Providers: [{ Name: 'login' }] },
  Sources: [
    { Name: 'allow', Peer: 'west', Action: 'allow', Description: 'http' },
    { Name: 'shop', Action: 'allow' },
  ],
}

test('an entry that means the service depends on it; the same word elsewhere, and a service of a peer, do not', async () => {
  const about = (Name: string): Body => ({ Kind: 'service-defaults', Name, Protocol: 'http' })
  assert.deepEqual(await breakage(about('shop'), [intentions]), ['`service-intentions/billing` names it.'])
  assert.deepEqual(await breakage(about('http'), [intentions]), [])
  assert.deepEqual(await breakage(about('allow'), [intentions]), [])
})

test('what uses a JWT provider or a certificate depends on it', async () => {
  assert.deepEqual(await breakage({ Kind: 'jwt-provider', Name: 'login' }, [intentions]), ['`service-intentions/billing` names it.'])
  const gateway: Body = {
    Kind: 'api-gateway',
    Name: 'edge',
    Listeners: [{ Name: 'https', Port: 443, TLS: { Certificates: [{ Kind: 'inline-certificate', Name: 'site' }] } }],
  }
  assert.deepEqual(await breakage({ Kind: 'inline-certificate', Name: 'site' }, [gateway]), ['`api-gateway/edge` names it.'])
})

test('settings of all proxies are told', async () => {
  const told = await breakage({ Kind: 'proxy-defaults', Name: 'global' }, [])
  assert.deepEqual(told, ['All proxies lose these settings; services without a protocol of their own speak `tcp` again.'])
})

test('a token that may not read everything is told of', async () => {
  const told = await breakage({ Kind: 'service-defaults', Name: 'web' }, [], true)
  assert.deepEqual(told, ['The token may not read all entries, so more than is told here may depend on it.'])
})
