// Real clusters keep what is applied, say so when asked again, and lose nothing that somebody else wrote meanwhile.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { it } from 'node:test'
import type { ConsulClient } from '../../consul/src/client.ts'
import { type AppliedChange, applyChanges } from '../../consul/src/entries/apply.ts'
import { planWish } from '../../consul/src/entries/clusterWish.ts'
import { describeDifference } from '../../consul/src/entries/compare.ts'
import { breakageOf, deleteEntry } from '../../consul/src/entries/deletion.ts'
import { readingOf } from '../../consul/src/entries/liveEntry.ts'
import { type PlannedChange, planEntries } from '../../consul/src/entries/plan.ts'
import type { Wish } from '../../consul/src/entries/proposal.ts'
import { type WantedEntry, wantedEntries } from '../../consul/src/entries/wantedEntry.ts'
import type { Target } from '../../server/src/core/schema/target.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import { type ConsulVersion, consulBinary } from '../harness/consulBinary.ts'
import { expectValue, onEachVersion } from '../harness/liveClusters.ts'
import { readEntryVectors, readRegressions, type Verdict } from '../harness/vectors.ts'

/** The server's answer depends on other keys there: it drops a path value without a match, and flattens a list in a list. */
const unlike = new Set(['http-route-14', 's1-02058'])

interface Accepted {
  readonly id: string
  readonly text: string
}

/** Texts in all kinds that a cluster of the version takes, some of them only beside other entries. */
function acceptedTexts(version: ConsulVersion): readonly Accepted[] {
  const read = (name: string) => fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', name), 'utf8')
  const kinds = [...readRegressions(read('kinds.ndjson')), ...readRegressions(read('regressions.ndjson'))]
  const own = kinds.filter(({ verdicts }) => isFit(verdicts[version]))
  if (version !== '1.16.1') return own
  return [
    ...own,
    ...readEntryVectors(read('entries.ndjson')).filter(({ format, verdicts }) => format !== 'yaml' && isFit(verdicts['1.16.1'])),
  ]
}

function isFit({ ok, stage }: Verdict): boolean {
  return ok || stage === 'graph'
}

function wantedIn(text: string, target: Target): WantedEntry | undefined {
  const format = text.trimStart().startsWith('{') ? 'json' : 'hcl'
  const document = { uri: 'file', format, text, ...parse(text, format) } as const
  return wantedEntries(document, { target, edition: 'community' }).wanted[0]
}

/** Two entries with a certificate each, under one name. */
async function makeCertificates(): Promise<readonly [string, string]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-certificates-'))
  try {
    const consul = await consulBinary('1.16.1')
    const tls = (...args: string[]) => execFileSync(consul, ['tls', ...args], { cwd: folder, stdio: 'ignore' })
    tls('ca', 'create')
    tls('cert', 'create', '-server', '-dc=dc1')
    tls('cert', 'create', '-client', '-dc=dc1')
    const read = (name: string) => fs.readFileSync(path.join(folder, `${name}.pem`), 'utf8')
    const entry = (name: string) =>
      JSON.stringify({ Kind: 'inline-certificate', Name: 'web', Certificate: read(name), PrivateKey: read(`${name}-key`) })
    return [entry('dc1-server-consul-0'), entry('dc1-client-consul-0')]
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function collect(changes: AsyncGenerator<AppliedChange>): Promise<readonly AppliedChange[]> {
  const applied: AppliedChange[] = []
  for await (const change of changes) applied.push(change)
  return applied
}

function describeChange(change: PlannedChange): readonly string[] {
  const head = `${change.action} ${change.wanted.kind}/${change.wanted.name}`
  return change.action === 'change' ? [head, ...change.differences.map(describeDifference)] : [head]
}

onEachVersion('entries on a cluster', {}, (clusters, version) => {
  const target: Target = version === '1.16.1' ? '1.16' : '1.13'
  const reading = { target, edition: 'community' } as const
  const plan = async (client: ConsulClient, ...texts: readonly string[]) => {
    const wanted = texts.map((text) => wantedIn(text, target)).filter((one) => one !== undefined)
    return expectValue(await planEntries(client, wanted, reading))
  }
  const apply = async (client: ConsulClient, ...texts: readonly string[]) =>
    collect(applyChanges(client, await plan(client, ...texts), reading))
  const wish = async (client: ConsulClient, asked: Wish) => {
    const planned = expectValue(await planWish(client, asked, reading))
    if (planned.action !== 'write') return planned.action
    const [applied] = await collect(applyChanges(client, [planned.change], reading))
    return `${planned.change.action}: ${applied?.outcome}`
  }

  /** Routers and splitters need services that speak HTTP. */
  const applyWithProtocol = async (client: ConsulClient, text: string, kind: string) => {
    if (kind === 'service-router' || kind === 'service-splitter') {
      expectValue(await client.writeConfigEntry({ Kind: 'proxy-defaults', Name: 'global', Config: { protocol: 'http' } }))
    }
    return (await apply(client, text))[0]
  }

  it('says by what it reads them', async () => {
    assert.deepEqual(readingOf(expectValue(await clusters().acceptor.self())), reading)
  })

  it('differs in nothing from what was just applied, in every kind', async () => {
    const client = clusters().acceptor
    const seen = new Set<string>()
    const wrong: string[] = []
    for (const { id, text } of acceptedTexts(version)) {
      const wanted = wantedIn(text, target)
      if (!wanted || unlike.has(id) || /\s$|\p{Cc}/u.test(wanted.name)) continue
      const applied = await applyWithProtocol(client, text, wanted.kind)
      // Some need more than that beside them.
      if (applied?.outcome === 'refused') continue
      const [after] = await plan(client, text)
      if (after?.action !== 'same') wrong.push(`${id}: ${after ? describeChange(after).join('; ') : 'gone'}`)
      else seen.add(wanted.kind)
      expectValue(await client.deleteConfigEntry(wanted.kind, wanted.name))
      expectValue(await client.deleteConfigEntry('proxy-defaults', 'global'))
    }
    assert.deepEqual(wrong, [])
    const newKinds = version === '1.16.1' ? ['api-gateway', 'http-route', 'jwt-provider', 'tcp-route'] : []
    const oldKinds = ['exported-services', 'ingress-gateway', 'mesh', 'proxy-defaults', 'service-defaults', 'service-intentions']
    const chainKinds = ['service-resolver', 'service-router', 'service-splitter', 'terminating-gateway']
    // Beside these: `inline-certificate` below, `bound-api-gateway` that servers write, and `sameness-group` of Enterprise.
    const missing = [...newKinds, ...oldKinds, ...chainKinds].filter((kind) => !seen.has(kind))
    assert.deepEqual(missing, [])
  })

  it('is told each change with its paths, in an order that it takes', async () => {
    const client = clusters().dialer
    const texts = [
      'Kind = "service-router"\nName = "web"\nRoutes = [{ Match { HTTP { PathPrefix = "/a" } } Destination { Service = "api" ServiceSubset = "v1" } }]',
      'Kind = "service-resolver"\nName = "api"\nSubsets { v1 { Filter = "Service.Meta.version == v1" } }',
      'Kind = "service-splitter"\nName = "web"\nSplits = [{ Weight = 50, Service = "web" }, { Weight = 50.0, Service = "api" }]',
      'Kind = "service-defaults"\nName = "web"\nprotocol = "HTTP"',
      'Kind = "service-defaults"\nName = "api"\nProtocol = "http"',
    ]
    const first = await apply(client, ...texts)
    assert.deepEqual(
      first.map(({ outcome, change }) => `${outcome} ${change.wanted.kind}/${change.wanted.name}`),
      [
        'written service-defaults/api',
        'written service-defaults/web',
        'written service-resolver/api',
        'written service-splitter/web',
        'written service-router/web',
      ],
    )
    const again = await plan(
      client,
      ...texts.slice(0, 4),
      'Kind = "service-defaults"\nName = "api"\nProtocol = "grpc"\nMeta { team = "a" }',
    )
    assert.deepEqual(again.flatMap(describeChange), [
      'change service-defaults/api',
      '~ Protocol: "http" → "grpc"',
      '+ Meta: {"team":"a"}',
      'same service-defaults/web',
      'same service-resolver/api',
      'same service-splitter/web',
      'same service-router/web',
    ])
  })

  const itOnNew = version === '1.16.1' ? it : () => undefined
  itOnNew('keeps a certificate, and shows no private key', async () => {
    const client = clusters().dialer
    const [first, second] = await makeCertificates()
    assert.deepEqual(
      (await apply(client, first)).map(({ outcome }) => outcome),
      ['written'],
    )
    assert.deepEqual((await plan(client, first)).flatMap(describeChange), ['same inline-certificate/web'])
    const told = (await plan(client, second)).flatMap(describeChange).join('\n')
    assert.match(told, /~ PrivateKey: "\(a private key\)" → "\(a private key\)"/)
    assert.doesNotMatch(told, /PRIVATE KEY/)
  })

  it('stops at the first refusal and writes nothing after it', async () => {
    const client = clusters().dialer
    const applied = await apply(
      client,
      'Kind = "service-splitter"\nName = "shop"\nSplits = [{ Weight = 100, Service = "shop" }]',
      'Kind = "service-defaults"\nName = "shop"\nProtocol = "udp"',
      'Kind = "service-defaults"\nName = "web"\nProtocol = "tcp"',
    )
    assert.deepEqual(
      applied.map(({ outcome }) => outcome),
      ['written', 'refused'],
    )
    assert.equal(expectValue(await client.readConfigEntry('service-splitter', 'shop')), undefined)
  })

  it('reports a change of somebody else and leaves it as it is', async () => {
    const client = clusters().dialer
    const text = 'Kind = "service-defaults"\nName = "shared"\nProtocol = "http"'
    const planned = await plan(client, text)
    expectValue(await client.writeConfigEntry({ Kind: 'service-defaults', Name: 'shared', Protocol: 'grpc' }))
    const applied = await collect(applyChanges(client, planned, reading))
    assert.deepEqual(
      applied.map(({ outcome }) => outcome),
      ['conflict'],
    )
    assert.equal(expectValue(await client.readConfigEntry('service-defaults', 'shared'))?.body['Protocol'], 'grpc')

    const changing = await plan(client, text)
    expectValue(await client.writeConfigEntry({ Kind: 'service-defaults', Name: 'shared', Protocol: 'http2' }))
    const late = await collect(applyChanges(client, changing, reading))
    assert.deepEqual(
      late.map(({ outcome }) => outcome),
      ['conflict'],
    )
    assert.equal(expectValue(await client.readConfigEntry('service-defaults', 'shared'))?.body['Protocol'], 'http2')
  })

  it('shares services with peers one by one, and takes them back', async () => {
    const client = clusters().acceptor
    const share = (service: string, peer: string) => wish(client, { wish: 'export', service, peer })
    const stop = (service: string, peer: string) => wish(client, { wish: 'stop-exporting', service, peer })
    assert.equal(await stop('web', 'cluster-02'), 'nothing')
    assert.equal(await share('web', 'cluster-02'), 'create: written')
    assert.equal(await share('web', 'cluster-02'), 'nothing')
    assert.equal(await share('web', 'cluster-03'), 'change: written')
    assert.equal(await share('api', 'cluster-02'), 'change: written')
    const consumers = async () =>
      expectValue(await client.exportedServices()).map(({ name, consumers: all }) => [name, ...all.map(({ peer }) => peer)])
    assert.deepEqual(await consumers(), [
      ['web', 'cluster-02', 'cluster-03'],
      ['api', 'cluster-02'],
    ])
    assert.equal(await stop('web', 'cluster-02'), 'change: written')
    assert.equal(await stop('web', 'cluster-03'), 'change: written')
    assert.deepEqual(await consumers(), [['api', 'cluster-02']])
    assert.equal(await stop('api', 'cluster-02'), 'delete')
    const live = expectValue(await client.readConfigEntry('exported-services', 'default'))
    assert.ok(live)
    assert.deepEqual(expectValue(await breakageOf(client, live, reading)), ['`api` is no longer exported to `cluster-02`.'])
    assert.deepEqual(await deleteEntry(client, live), { outcome: 'deleted' })
  })

  it('lets services of peers in, and shuts them out', async () => {
    const client = clusters().acceptor
    const decide = (action: 'allow' | 'deny', source: string, peer: string) => wish(client, { wish: action, service: 'web', source, peer })
    assert.equal(await decide('allow', 'shop', 'cluster-02'), 'create: written')
    assert.equal(await decide('allow', 'shop', 'cluster-02'), 'nothing')
    assert.equal(await decide('allow', 'shop', 'cluster-03'), 'change: written')
    assert.equal(await decide('deny', 'shop', 'cluster-02'), 'change: written')
    const rows = expectValue(await client.intentions()).map(
      ({ source, sourcePeer, destination, action }) => `${source}@${sourcePeer} → ${destination}: ${action}`,
    )
    assert.deepEqual(rows.sort(), ['shop@cluster-02 → web: deny', 'shop@cluster-03 → web: allow'])
    const live = expectValue(await client.readConfigEntry('service-intentions', 'web'))
    assert.ok(live)
    expectValue(await client.writeConfigEntry({ ...live.body, Meta: { changed: 'meanwhile' } }))
    assert.deepEqual(await deleteEntry(client, live), { outcome: 'conflict' })
  })
})
