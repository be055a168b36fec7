// Secrets with marks pass through every command, on servers that send back what they were sent, and come out nowhere.
import assert from 'node:assert/strict'
import type * as http from 'node:http'
import { type TestContext, test } from 'node:test'
import { inspect } from 'node:util'
import { createClusters } from '../../client/src/clusters.ts'
import type { CommandDependencies } from '../../client/src/commands/command.ts'
import { commands } from '../../client/src/commands/index.ts'
import { createConnections } from '../../client/src/connections.ts'
import { factsOf } from '../../client/src/facts.ts'
import { createConsulClient, readSection, readSnapshot } from '../../client/src/live.ts'
import { logReadings } from '../../client/src/readingLog.ts'
import { createReadings, snapshotOf } from '../../client/src/readings.ts'
import { createSections } from '../../client/src/sections.ts'
import { createForest } from '../../client/src/tree/forest.ts'
import type { TreeNode } from '../../client/src/tree/node.ts'
import type { Ui } from '../../client/src/ui.ts'
import { Secret } from '../../consul/src/secret.ts'
import { commands as programCommands } from '../../server/src/cli/command.ts'
import { runCli } from '../harness/cli.ts'
import { type FakeServer, type SeenRequest, serve } from '../harness/fakeServer.ts'
import { createFolder } from '../harness/folder.ts'
import { fakePerson, fakeStorage, fakeWorld } from './fakes.ts'

const aclMark = 'canary-acl-7f3a9b2c-0d1e-4f56'
const establishmentMark = 'canary-establishment-5e1f-88aa'
const keyMark = 'canaryPrivateKeyMaterialQ1W2E3R4'
const peeringMark = Buffer.from(
  JSON.stringify({
    CA: null,
    ServerAddresses: ['203.0.113.7:8503'],
    ServerName: 'server.dc9.peering.11111111-2222-3333-4444-555555555555.consul',
    PeerID: '0d2f0c5e-0000-0000-0000-000000000001',
    EstablishmentSecret: establishmentMark,
    Remote: { Partition: '', Datacenter: 'dc9' },
  }),
).toString('base64')
const privateKey = `-----BEGIN PRIVATE KEY-----\n${keyMark}\n-----END PRIVATE KEY-----\n`
const marks = [aclMark, establishmentMark, keyMark, peeringMark, peeringMark.slice(0, 40)]

/** How a server misbehaves; each repeats what it was sent, as far as it can. */
type Manner = 'healthy' | 'refuses' | 'fails' | 'forbids' | 'page' | 'redirect' | 'half'
const manners: readonly Manner[] = ['healthy', 'refuses', 'fails', 'forbids', 'page', 'redirect', 'half']

const healthy: Readonly<Record<string, unknown>> = {
  '/v1/status/leader': '127.0.0.1:8300',
  '/v1/agent/self': {
    Config: { Version: '1.16.1', Datacenter: 'dc1', Server: true },
    DebugConfig: { PeeringEnabled: true, ConnectEnabled: true, GRPCPort: 8502, GRPCTLSPort: 8503, ACLsEnabled: true },
  },
  '/v1/catalog/datacenters': ['dc1'],
  '/v1/catalog/service/consul': [],
  '/v1/catalog/services': { consul: [], web: [], billing: [] },
  '/v1/connect/ca/roots': { TrustDomain: '11111111-2222-3333-4444-555555555555.consul' },
  '/v1/peerings': [{ ID: 'p1', Name: 'west', State: 'ACTIVE', CreateIndex: 1, ModifyIndex: 1 }],
  '/v1/config/inline-certificate': [
    { Kind: 'inline-certificate', Name: 'c', Certificate: 'x', PrivateKey: privateKey, CreateIndex: 1, ModifyIndex: 1 },
  ],
  '/v1/config/inline-certificate/c': {
    Kind: 'inline-certificate',
    Name: 'c',
    Certificate: 'x',
    PrivateKey: privateKey,
    CreateIndex: 1,
    ModifyIndex: 1,
  },
  '/v1/peering/token': { PeeringToken: peeringMark },
  '/v1/connect/intentions': [],
}

async function serveIn(t: TestContext, manner: Manner): Promise<FakeServer> {
  const server = await serve(t, (request, response) => {
    const known = healthy[(request.url ?? '').split('?')[0] ?? '']
    // The way to the failing call is open.
    const isOpen = manner === 'healthy' || (manner === 'refuses' && request.method === 'GET')
    if (isOpen && known !== undefined) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(known))
    else if (isOpen) response.writeHead(404).end('Config entry not found')
    else misbehave(manner, echoOf(server.seen.at(-1)), response)
  })
  return server
}

/** All that a server was sent, a peering token also as what is in it. */
function echoOf(seen: SeenRequest | undefined): string {
  const body = seen?.body ?? ''
  return `${String(seen?.headers['x-consul-token'])} ${body} ${body.includes(peeringMark) ? establishmentMark : ''}`
}

function misbehave(manner: Manner, echo: string, response: http.ServerResponse): void {
  switch (manner) {
    case 'healthy':
    case 'refuses':
    case 'fails':
      response.writeHead(500).end(`rpc error making call: cannot take ${echo}`)
      return
    case 'forbids':
      response.writeHead(403).end(`Permission denied: token ${echo} lacks permission 'peering:write'`)
      return
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${echo}</html>`)
      return
    case 'redirect':
      response.writeHead(301, { location: `http://elsewhere.invalid/?token=${aclMark}` }).end()
      return
    case 'half':
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"PeeringToken":"${peeringMark}", "x`)
  }
}

/** Somebody who answers, and may be asked again. */
interface EagerUi extends Ui {
  refresh(): void
}

/** Answers every question: the pick at a place, a secret where one is asked, yes; until it has had enough. */
function eagerUi(place: number, address: string, said: string[]): EagerUi {
  let patience = 0
  const may = () => patience-- > 0
  return {
    refresh() {
      patience = 12
    },
    async pick({ title, placeholder, choices }) {
      const rows = choices.flatMap((choice) => ('heading' in choice ? [] : [choice]))
      said.push(inspect([title, placeholder, rows.map(({ label, description, detail }) => [label, description, detail])], { depth: 9 }))
      return may() ? rows[place % Math.max(1, rows.length)]?.value : undefined
    },
    async input({ title, prompt, value, placeholder, isSecret, problem }) {
      const text = isSecret
        ? /peering/i.test(title + prompt)
          ? peeringMark
          : aclMark
        : /^Address/.test(prompt)
          ? address
          : value || 'name-1'
      said.push(title, prompt, value ?? '', placeholder ?? '', problem?.(text) ?? '', problem?.(`${peeringMark}x`) ?? '')
      return may() ? text : undefined
    },
    async confirm(question) {
      said.push(inspect(question))
      return may()
    },
    async chooseFile(title) {
      said.push(title)
      return undefined
    },
    async tell(_level, message, ...buttons) {
      said.push(message, ...buttons)
      return may() ? buttons[0] : undefined
    },
    progress: (title, work) => {
      said.push(title)
      return work((message) => void said.push(message), AbortSignal.timeout(2_000))
    },
    // Asked for in so many words, and taken out again.
    copySecret: async () => undefined,
  }
}

function textsOf(node: TreeNode): readonly string[] {
  return [node.id, node.label, node.description ?? '', node.tooltip ?? '', node.context, ...node.children.flatMap(textsOf)]
}

function leaks(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => marks.some((mark) => text.includes(mark)))
}

/** The whole client on real connections, with everything that it shows or keeps collected. */
async function setUp(t: TestContext, address: string, place: number) {
  const said: string[] = []
  const ui = eagerUi(place, address, said)
  const storage = fakeStorage()
  storage.settings.user = [
    { name: 'east', address },
    { name: 'west', address },
  ]
  const clusters = createClusters(storage)
  const connections = createConnections({
    clusters,
    create: async (connection, options) => createConsulClient(connection, options),
    timeoutMs: () => 1_000,
    folder: () => undefined,
  })
  const readings = createReadings({ clusters, connections, read: readSnapshot, mayConnect: () => true, intervalMs: () => 10_000 })
  const sections = createSections({ clusters, connections, readings, read: readSection })
  const log = logReadings({ clusters, readings }, { info: (line) => said.push(line), warn: (line) => said.push(line) })
  const forest = createForest({ clusters, readings, sections })
  const { deps: base, calls, dispose } = fakeWorld({ ui })
  const deps: CommandDependencies = {
    ...base,
    clusters,
    connections,
    readings,
    sections,
    live: async () => import('../../client/src/live.ts'),
  }
  t.after(async () => {
    dispose()
    log.dispose()
    readings.dispose()
    sections.dispose()
    await connections.dispose()
  })
  for (const profile of clusters.list()) await clusters.setToken(profile, new Secret(aclMark))
  await readings.refresh()
  const collected = () => [
    ...said,
    ...calls,
    ...forest.roots().flatMap(textsOf),
    JSON.stringify([...storage.stored]),
    JSON.stringify(factsOf(clusters.list(), (id) => snapshotOf(readings.of(id)))),
    inspect(readings.of('settings:east'), { depth: 12 }),
    inspect([deps.connections, deps.clusters.list()], { depth: 12, showHidden: true }),
  ]
  return { deps, collected, refresh: ui.refresh }
}

const rows = [
  undefined,
  'cluster/settings:east',
  'cluster/settings:east/peerings/west',
  'cluster/settings:east/entries/inline-certificate/c',
]

for (const manner of manners) {
  test(`no command shows or keeps a secret, on a server that is ${manner}`, async (t) => {
    const { address, seen } = await serveIn(t, manner)
    for (const place of [0, 1]) {
      const { deps, collected, refresh } = await setUp(t, address, place)
      for (const { id, run } of commands) {
        for (const row of rows) {
          refresh()
          let thrown = ''
          try {
            await run(deps, row)
          } catch (error) {
            thrown = inspect(error, { depth: 9 })
          }
          assert.deepEqual(leaks([thrown]), [], id)
        }
        assert.deepEqual(leaks(collected()), [], `${id} with answer ${place + 1}`)
      }
    }
    assert.ok(
      seen.some(({ headers }) => headers['x-consul-token'] === aclMark),
      'the ACL token was sent',
    )
    const wasDialed = seen.some(({ url, body }) => url === '/v1/peering/establish' && body.includes(peeringMark))
    assert.equal(wasDialed, manner === 'healthy' || manner === 'refuses', 'the peering token was sent')
  })
}

test('what the editor shows of an entry with a private key is masked, and a token is a page without its secret', async (t) => {
  const { deps, collected, refresh } = await setUp(t, (await serveIn(t, 'healthy')).address, 0)
  refresh()
  for (const id of ['consulPeering.openEntry', 'consulPeering.inspectToken']) {
    await commands.find((command) => command.id === id)?.run(deps, 'cluster/settings:east/entries/inline-certificate/c')
  }
  const texts = collected().join('\n')
  assert.match(texts, /a private key, not shown/)
  assert.match(texts, /one-time secret, not shown/)
})

/** A call of each command of the program. */
const calls: Readonly<Record<string, readonly string[]>> = {
  check: ['check', '.'],
  fmt: ['fmt', '--check', '.'],
  convert: ['convert', '--to', 'hcl', 'entry.json'],
  'explain-path': ['explain-path', '--from', 'web@east', '--to', 'billing@west', '.'],
  migrate: ['migrate', '--to', '1.16', '--check', '.'],
  rules: ['rules'],
  explain: ['explain', 'unknown-field'],
  preflight: ['preflight', '--acceptor', 'east', '--dialer', 'west', '--acceptor-name', 'east', '--dialer-name', 'west'],
  peer: ['peer', '--acceptor', 'east', '--dialer', 'west', '--acceptor-name', 'east', '--dialer-name', 'west', '--timeout', '1s'],
  status: ['status', '--cluster', 'east'],
  token: ['token', 'inspect', '-'],
  export: ['export', 'billing', '--peer', 'west', '--cluster', 'east'],
  allow: ['allow', 'shop', '--peer', 'west', '--to', 'billing', '--cluster', 'east'],
  diff: ['diff', '--cluster', 'east', '.'],
  apply: ['apply', '--cluster', 'east', '.'],
  pull: ['pull', 'inline-certificate/c', '--cluster', 'east'],
}

test('each command of the program has a call here', () => {
  assert.deepEqual(
    programCommands.map(({ name }) => name).filter((name) => !(name in calls)),
    [],
  )
})

for (const manner of manners) {
  test(`no command of the program prints a secret, on a server that is ${manner}`, async (t) => {
    const { address } = await serveIn(t, manner)
    const { path: folder } = createFolder(t, {
      'entry.json': JSON.stringify({ Kind: 'service-defaults', Name: 'web', Protocol: 'tcp' }),
      'certificate.json': JSON.stringify({ Kind: 'inline-certificate', Name: 'c', Certificate: 'y', PrivateKey: `${privateKey} ` }),
    })
    const environment = {
      EAST_CONSUL_HTTP_ADDR: address,
      EAST_CONSUL_HTTP_TOKEN: aclMark,
      WEST_CONSUL_HTTP_ADDR: address,
      WEST_CONSUL_HTTP_TOKEN: aclMark,
    }
    for (const line of Object.values(calls)) {
      for (const format of [
        [],
        ...(['check', 'convert', 'fmt', 'migrate', 'pull'].includes(line[0] ?? '') ? [] : [['--format', 'json']]),
      ]) {
        const { out, said } = await runCli([...line, ...format], { folder, environment, input: `${peeringMark}\n` })
        assert.deepEqual(leaks([out, ...said]), [], line.join(' '))
      }
    }
  })
}

test('a person who types a token into the wrong field is not shown it again', async () => {
  const person = fakePerson([{ type: `https://user:${aclMark}@consul.example` }])
  const world = fakeWorld({ ui: person.ui })
  await commands.find(({ id }) => id === 'consulPeering.addCluster')?.run(world.deps)
  assert.deepEqual(leaks([...person.seen, ...world.calls]), [])
  world.dispose()
})
