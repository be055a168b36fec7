// What `explain-path` answers beside what real clusters decide: imports, intentions by precedence, and the default policy.
import * as assert from 'node:assert/strict'
import { before, it } from 'node:test'
import type { ClusterFacts } from '../../server/src/core/facts.ts'
import { explainPath } from '../../server/src/core/model/paths/explain.ts'
import { createProject, defaultSettings } from '../../server/src/core/model/project.ts'
import type { Agent } from '../harness/consulAgent.ts'
import type { ConsulVersion } from '../harness/consulBinary.ts'
import { type Clusters, eventually, expectValue, lastStep, onEachVersion, peer } from '../harness/liveClusters.ts'

type Body = Readonly<Record<string, unknown>>

/** What the destination's cluster is given; `billing` is called by `web` of the other cluster. */
interface Scenario {
  readonly exports?: Readonly<Record<string, readonly string[]>>
  /** By destination. */
  readonly intentions?: Readonly<Record<string, readonly Body[]>>
  readonly protocol?: string
}

const peerName = 'cluster-02'
const web = (Action: string): Body => ({ Name: 'web', Peer: peerName, Action })
const all = (Action: string): Body => ({ Name: '*', Peer: peerName, Action })
const shared = { billing: [peerName] }
const permissions: Body = { Name: 'web', Peer: peerName, Permissions: [{ Action: 'allow', HTTP: { PathPrefix: '/' } }] }

const scenarios: Readonly<Record<string, Scenario>> = {
  'nothing at all': { exports: { other: [peerName] } },
  'an export alone': { exports: shared },
  'an export of everything': { exports: { '*': [peerName] } },
  'an export to somebody else': { exports: { billing: ['cluster-03'] } },
  'an export of something else, and an intention': { exports: { other: [peerName] }, intentions: { billing: [web('allow')] } },
  'an exact allow': { exports: shared, intentions: { billing: [web('allow')] } },
  'an exact deny': { exports: shared, intentions: { billing: [web('deny')] } },
  'all of the peer allowed': { exports: shared, intentions: { billing: [all('allow')] } },
  'all of the peer denied': { exports: shared, intentions: { billing: [all('deny')] } },
  'an exact allow within a deny': { exports: shared, intentions: { billing: [all('deny'), web('allow')] } },
  'an exact deny within an allow': { exports: shared, intentions: { billing: [web('deny'), all('allow')] } },
  'a local service of that name': { exports: shared, intentions: { billing: [{ Name: 'web', Action: 'deny' }] } },
  'all local services': { exports: shared, intentions: { billing: [{ Name: '*', Action: 'allow' }] } },
  'a service of another peer': { exports: shared, intentions: { billing: [{ Name: 'web', Peer: 'cluster-03', Action: 'allow' }] } },
  'another service of the peer': { exports: shared, intentions: { billing: [{ Name: 'api', Peer: peerName, Action: 'allow' }] } },
  'all destinations denied': { exports: shared, intentions: { '*': [all('deny')] } },
  'all destinations denied, this one allowed': { exports: shared, intentions: { '*': [web('deny')], billing: [all('allow')] } },
  'all destinations allowed, this one denied': { exports: shared, intentions: { '*': [web('allow')], billing: [all('deny')] } },
  'all destinations, a local wildcard': { exports: shared, intentions: { '*': [{ Name: '*', Action: 'deny' }] } },
  'an http service': { exports: shared, protocol: 'http', intentions: { billing: [web('allow')] } },
  'permissions of an http service': { exports: shared, protocol: 'http', intentions: { billing: [permissions] } },
  'everything exported, denied by all': { exports: { '*': [peerName] }, intentions: { billing: [all('deny')] } },
}

for (const policy of ['allow', 'deny'] as const) {
  onEachVersion(
    `paths where calls are decided by default: ${policy}`,
    { acl: policy, services: ['billing', 'other'] },
    (clusters, version) => {
      before(async () => {
        const { acceptor, dialer } = clusters()
        lastStep(await peer({ acceptor, dialer, acceptorName: 'cluster-01', dialerName: peerName }), 'done')
      })

      for (const [title, scenario] of Object.entries(scenarios)) {
        it(`${title}: the answer is that of the clusters`, async () => {
          const bodies = bodiesOf(scenario, version)
          const { acceptor } = clusters().agents
          for (const body of bodies) await call(acceptor, 'PUT', '/v1/config', body)
          try {
            const facts = await factsOf(clusters())
            assert.equal(ourAnswer(bodies, facts, version), await theirAnswer(clusters()))
          } finally {
            for (const { Kind, Name } of bodies.toReversed()) await call(acceptor, 'DELETE', `/v1/config/${Kind}/${Name}`)
          }
        })
      }
    },
  )
}

function bodiesOf({ exports = {}, intentions = {}, protocol }: Scenario, version: ConsulVersion): readonly Body[] {
  const peerKey = version === '1.13.9' ? 'PeerName' : 'Peer'
  const services = Object.entries(exports).map(([Name, peers]) => ({ Name, Consumers: peers.map((name) => ({ [peerKey]: name })) }))
  return [
    ...(protocol === undefined ? [] : [{ Kind: 'service-defaults', Name: 'billing', Protocol: protocol }]),
    { Kind: 'exported-services', Name: 'default', Services: services },
    ...Object.entries(intentions).map(([Name, Sources]) => ({ Kind: 'service-intentions', Name, Sources })),
  ]
}

function ourAnswer(bodies: readonly Body[], facts: readonly ClusterFacts[], version: ConsulVersion): string {
  const project = createProject()
  project.configure({
    ...defaultSettings,
    target: version === '1.13.9' ? '1.13' : '1.16',
    scopes: [
      { folder: 'caller/', cluster: 'cluster-02', peers: { 'cluster-01': 'called/' } },
      { folder: 'called/', cluster: 'cluster-01', peers: { 'cluster-02': 'caller/' } },
    ],
    facts: { clusters: facts },
  })
  for (const [i, body] of bodies.entries()) project.setFile(`called/${i}.json`, JSON.stringify(body), 'json')
  const explained = explainPath(
    project.clusters(),
    { service: 'web', cluster: 'cluster-02' },
    { service: 'billing', cluster: 'cluster-01' },
  )
  return explained.ok ? explained.path.answer : explained.why
}

/** The peerings of both, and the default policy: no service and no intention, which the files have to tell. */
async function factsOf({ agents, acceptor, dialer }: Clusters): Promise<readonly ClusterFacts[]> {
  const peersOf = async (client: Clusters['acceptor']) =>
    expectValue(await client.listPeerings()).map(({ name, state }) => ({ name, state }))
  const { headers } = await call(agents.acceptor, 'GET', '/v1/connect/intentions/match?by=destination&name=billing')
  const defaultPolicy = headers.get('X-Consul-Default-Acl-Policy') === 'allow' ? 'allow' : 'deny'
  return [
    { cluster: 'cluster-01', readAt: 0, peers: await peersOf(acceptor), defaultPolicy },
    { cluster: 'cluster-02', readAt: 0, peers: await peersOf(dialer) },
  ]
}

interface IntentionRow {
  readonly SourceName: string
  readonly SourcePeer?: string
  readonly Action?: string
  readonly Permissions?: readonly unknown[] | null
}

/** Imported, and let through by the intention that matches first, else by the default. */
async function theirAnswer({ agents }: Clusters): Promise<string> {
  const exported = await exportedTo(agents.acceptor)
  await eventually(
    async () => (await read<readonly unknown[]>(agents.dialer, '/v1/health/service/billing?peer=cluster-01')).length > 0,
    (isImported) => isImported === exported,
  )
  if (!exported) return 'no'
  const answer = await call(agents.acceptor, 'GET', '/v1/connect/intentions/match?by=destination&name=billing')
  const rows: { readonly billing: readonly IntentionRow[] | null } = JSON.parse(answer.text)
  const billing = rows.billing ?? []
  const first = billing.find(({ SourceName, SourcePeer }) => SourcePeer === peerName && ['web', '*'].includes(SourceName))
  await checkExact(agents.acceptor, billing)
  if (first?.Permissions && first.Permissions.length > 0) return 'unknown'
  const action = first ? first.Action : answer.headers.get('X-Consul-Default-Acl-Policy')
  return action === 'allow' ? 'yes' : 'no'
}

/** The exact intention says the same as the row of the list. */
async function checkExact(agent: Agent, rows: readonly IntentionRow[]): Promise<void> {
  const row = rows.find(({ SourceName, SourcePeer }) => SourcePeer === peerName && SourceName === 'web')
  const { status, text } = await call(
    agent,
    'GET',
    `/v1/connect/intentions/exact?source=peer:${peerName}/web&destination=billing`,
    undefined,
  )
  if (status === 404) return
  const exact: IntentionRow = JSON.parse(text)
  assert.equal(exact.Action ?? '', row?.Action ?? '')
}

async function exportedTo(agent: Agent): Promise<boolean> {
  const rows = await read<readonly { readonly Name: string }[]>(agent, `/v1/internal/ui/exported-services?peer=${peerName}`)
  return rows.some(({ Name }) => Name === 'billing')
}

async function read<T>(agent: Agent, path: string): Promise<T> {
  const { text } = await call(agent, 'GET', path)
  return JSON.parse(text)
}

async function call(agent: Agent, method: string, path: string, body?: Body) {
  const headers: Record<string, string> = agent.managementToken ? { 'X-Consul-Token': agent.managementToken } : {}
  const answer = await fetch(agent.address + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const text = await answer.text()
  assert.ok(answer.ok || answer.status === 404, `${method} ${path}: ${answer.status} ${text}`)
  return { status: answer.status, text, headers: answer.headers }
}
