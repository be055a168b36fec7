// Stand-ins for VS Code, a person and clusters, so that the client's commands run without any of them.
import assert from 'node:assert/strict'
import { type Clusters, createClusters } from '../../client/src/clusters.ts'
import type { CommandDependencies, LiveFlows } from '../../client/src/commands/command.ts'
import type { Connections } from '../../client/src/connections.ts'
import * as library from '../../client/src/live.ts'
import type { OpenedFile, Pages } from '../../client/src/pages.ts'
import type { Paths } from '../../client/src/paths.ts'
import { createReadings, type Readings } from '../../client/src/readings.ts'
import type { TargetPlaces } from '../../client/src/target.ts'
import type { Ui } from '../../client/src/ui.ts'
import type { ConsulClient } from '../../consul/src/client.ts'
import type { ConsulError } from '../../consul/src/errors.ts'
import type { ClusterIdentity } from '../../consul/src/identity.ts'
import type { Peering } from '../../consul/src/peering.ts'
import { failure, success } from '../../consul/src/result.ts'
import { Secret } from '../../consul/src/secret.ts'
import { readSnapshot } from '../../consul/src/snapshot.ts'
import { type FakeStorage, fakeStorage } from './fakeStorage.ts'

export { type FakeStorage, fakeStorage } from './fakeStorage.ts'

/** What a person does: picks the row that begins with a text, types, presses a button, or leaves. */
export type Answer =
  | { readonly pick: string }
  | { readonly type: string }
  | { readonly confirm: boolean }
  | { readonly press: string }
  | { readonly cancelProgress: true }
  | 'leave'

/** A person who answers from a list, and leaves when the list is at its end. */
export interface FakePerson {
  readonly ui: Ui
  /** What was asked and told, one line each, with the rows of picks. */
  readonly seen: readonly string[]
  /** What is in the clipboard. */
  readonly copied: readonly string[]
  /** How many questions were asked. */
  readonly questions: number
}

/** Makes a person. */
export function fakePerson(answers: readonly Answer[]): FakePerson {
  const left = [...answers]
  const seen: string[] = []
  const copied: string[] = []
  let questions = 0
  const next = (): Answer => {
    questions++
    return left.shift() ?? 'leave'
  }
  const ui: Ui = {
    async pick({ title, placeholder, choices }) {
      const rows = choices.flatMap((choice) => ('heading' in choice ? [] : [choice]))
      seen.push(
        `pick: ${title} | ${placeholder ?? ''} | ${rows.map(({ label, detail }) => `${label}${detail ? ` (${detail})` : ''}`).join('; ')}`,
      )
      const answer = next()
      if (answer === 'leave') return undefined
      assert.ok('pick' in answer, `a pick was asked: ${title}`)
      const row = rows.find(({ label }) => label.startsWith(answer.pick))
      assert.ok(row, `no row begins with ${answer.pick}: ${rows.map(({ label }) => label).join('; ')}`)
      return row.value
    },
    async input({ prompt, value, problem }) {
      seen.push(`input: ${prompt} | ${value ?? ''}`)
      const answer = next()
      if (answer === 'leave') return undefined
      assert.ok('type' in answer, `a text was asked: ${prompt}`)
      const found = problem?.(answer.type)
      if (found !== undefined) {
        // VS Code does not let a text with a problem through.
        seen.push(`problem: ${found}`)
        return undefined
      }
      return answer.type
    },
    async chooseFile(title) {
      seen.push(`file: ${title}`)
      const answer = next()
      if (answer === 'leave') return undefined
      assert.ok('type' in answer, `a file was asked: ${title}`)
      return answer.type
    },
    async confirm({ message, detail, verb }) {
      seen.push(`confirm: ${message} | ${detail ?? ''} | ${verb}`)
      const answer = next()
      if (answer === 'leave') return false
      assert.ok('confirm' in answer, `to confirm was asked: ${message}`)
      return answer.confirm
    },
    async tell(level, message, ...buttons) {
      seen.push(`${level}: ${message}`)
      if (buttons.length === 0) return undefined
      const answer = next()
      if (answer === 'leave') return undefined
      assert.ok('press' in answer && buttons.includes(answer.press), `buttons are ${buttons.join(', ')}`)
      return answer.press
    },
    async progress(title, work) {
      const controller = new AbortController()
      if (typeof left[0] === 'object' && 'cancelProgress' in left[0]) {
        left.shift()
        controller.abort()
      }
      return work((message) => void seen.push(`progress: ${title} ${message}`), controller.signal)
    },
    async copySecret(text) {
      copied.push(text)
    },
  }
  return {
    ui,
    seen,
    copied,
    get questions() {
      return questions
    },
  }
}

/** A cluster of Consul 1.16.1 without ACLs. */
export const identity: ClusterIdentity = {
  version: '1.16.1',
  prerelease: '',
  generation: '1.14+',
  edition: 'community',
  datacenter: 'dc1',
  primaryDatacenter: undefined,
  isServer: true,
  nodeName: 'node',
  peeringEnabled: true,
  connectEnabled: true,
  grpcPort: 8502,
  grpcTlsPort: 8503,
  aclsEnabled: false,
  defaultPolicy: undefined,
  predictedTokenAddresses: [],
  readFromAgent: true,
}

/** An ACTIVE peering, heard a moment ago. */
export function peering(changes: Partial<Peering> = {}): Peering {
  return {
    name: 'cluster-02',
    id: '0d2f0c5e-0000-0000-0000-000000000001',
    state: 'ACTIVE',
    role: 'acceptor',
    partition: undefined,
    meta: {},
    deletedAt: undefined,
    peerId: undefined,
    serverName: undefined,
    serverAddresses: [],
    imported: { count: 1, names: ['api'] },
    exported: { count: 2, names: ['web', 'billing'] },
    stream: { lastHeartbeat: 996_000, lastReceive: 996_000, lastSend: 996_000 },
    remoteDatacenter: 'dc2',
    remotePartition: undefined,
    createIndex: 1,
    modifyIndex: 2,
    readAt: 1_000_000,
    ...changes,
  }
}

/** A client that answers as an empty cluster does, and counts what it was asked to change. */
export interface FakeClient extends ConsulClient {
  /** Names of the calls that change something, in order. */
  readonly changes: string[]
}

/** Makes a client; `answers` replace single calls. */
export function fakeClient(answers: Partial<ConsulClient> = {}): FakeClient {
  const changes: string[] = []
  const absent = async () => failure({ kind: 'unexpected', status: 500, detail: 'not part of this test' })
  const changing =
    <A extends readonly unknown[], R>(name: string, call: (...given: A) => R) =>
    (...given: A): R => {
      changes.push(name)
      return call(...given)
    }
  const calls: ConsulClient = {
    label: 'fake',
    address: 'http://127.0.0.1:8500',
    origin: 'http://127.0.0.1:8500',
    leader: async () => success('127.0.0.1:8300'),
    self: async () => success(identity),
    trustDomain: absent,
    datacenters: async () => success(['dc1']),
    authorize: absent,
    listPeerings: async () => success([]),
    watchPeerings: absent,
    readPeering: async () => success(undefined),
    generateToken: absent,
    establish: absent,
    deletePeering: absent,
    readConfigEntry: async () => success(undefined),
    listConfigEntries: async () => success({ rows: [], isFiltered: false }),
    watchConfigEntries: absent,
    writeConfigEntry: absent,
    deleteConfigEntry: absent,
    healthService: absent,
    services: async () => success({ rows: [], isFiltered: false }),
    exportedServices: async () => success([]),
    importedServices: absent,
    intentions: absent,
    close: async () => undefined,
    ...answers,
  }
  return {
    ...calls,
    changes,
    generateToken: changing('generateToken', calls.generateToken),
    establish: changing('establish', calls.establish),
    deletePeering: changing('deletePeering', calls.deletePeering),
    writeConfigEntry: changing('writeConfigEntry', calls.writeConfigEntry),
    deleteConfigEntry: changing('deleteConfigEntry', calls.deleteConfigEntry),
  }
}

/** Everything that a command needs, made from stand-ins. */
export interface FakeWorld {
  readonly deps: CommandDependencies
  readonly storage: FakeStorage
  readonly clusters: Clusters
  readonly readings: Readings
  /** Calls of the editor and of the flows, one line each. */
  readonly calls: string[]
  dispose(): void
}

/** What a world is made from. */
export interface WorldPlan {
  readonly ui: Ui
  readonly settings?: unknown
  /** Clients by the name of their cluster; an address stands for a cluster that is not known yet. */
  readonly clients?: Readonly<Record<string, ConsulClient>>
  readonly live?: Partial<LiveFlows>
  readonly targets?: Partial<TargetPlaces>
  readonly paths?: Partial<Paths>
  /** What is open or chosen in the explorer. */
  readonly files?: readonly OpenedFile[]
  readonly pages?: Partial<Pages>
}

/** Makes a world. */
export function fakeWorld({
  ui,
  settings,
  clients = {},
  live = {},
  targets = {},
  paths = {},
  files = [],
  pages = {},
}: WorldPlan): FakeWorld {
  const storage = fakeStorage()
  storage.settings.user = settings
  const clusters = createClusters(storage)
  const calls: string[] = []
  const clientOf = (name: string) => clients[name] ?? fakeClient()
  const connections: Connections = {
    open: async ({ name }) => ({ ok: true, client: clientOf(name) }),
    openUnknown: async ({ address, caFile }) => ({
      ok: true,
      client: clientOf(caFile === undefined ? address : `${address} by ${caFile}`),
    }),
    reset: async () => undefined,
    dispose: async () => undefined,
  }
  const readings = createReadings({ clusters, connections, read: readSnapshot, mayConnect: () => true, intervalMs: () => 10_000 })
  const call = async (line: string) => void calls.push(line)
  const deps: CommandDependencies = {
    ui,
    clusters,
    connections,
    readings,
    sections: { refresh: (id) => call(`refreshSections ${id}`) },
    live: async () => ({
      ...library,
      preflight: async () => [],
      async *peerClusters() {
        calls.push('peerClusters')
        yield { step: 'cancelled', at: 'preflight', leftovers: [], elapsedMs: 0 }
      },
      async deleteHalfMade({ leftovers }) {
        calls.push(`delete ${leftovers.map(({ side, name }) => `${name} on the ${side}`).join(', ')}`)
        return success(undefined)
      },
      ...live,
    }),
    editor: {
      showClusters: () => call('showClusters'),
      filter: () => 'before',
      setFilter: (text) => void calls.push(`filter ${text}`),
      openSettings: (query) => call(`openSettings ${query}`),
      openLog: () => void calls.push('openLog'),
      note: (line) => void calls.push(`note ${line}`),
      listRules: async () => ['unknown-field', 'unknown-kind'],
      openRulePage: (code) => call(`openRulePage ${code}`),
      restartServer: () => call('restartServer'),
      copy: (text) => call(`copy ${text}`),
      runCommand: (id) => call(id),
    },
    pages: {
      open: ({ path, text }) => call(`open ${path}\n${text}`),
      compare: (left, right, title) => call(`compare ${title}\n--- ${left.path}\n${left.text}+++ ${right.path}\n${right.text}`),
      async saveAs(text, name) {
        calls.push(`save ${name}\n${text}`)
        return name
      },
      filesOf: async () => files,
      entryFile: async () => undefined,
      selection: () => '',
      showProblem: (uri, { start, end }, message) => call(`problem ${uri} ${start}-${end} ${message}`),
      openFile: (uri, line) => call(`open ${uri} ${line}`),
      changeFile: (uri, text) => call(`change ${uri}\n${text}`),
      ...pages,
    },
    targets: {
      activeDocument: () => undefined,
      statusOf: async () => undefined,
      scopeFile: async () => undefined,
      writeScopeFile: (file, text) => call(`write ${file.shown}: ${text}`),
      async writeSetting(target) {
        calls.push(`set ${target}`)
        return 'workspace'
      },
      ...targets,
    },
    paths: { ends: async () => [], explain: async () => undefined, migrate: async () => undefined, ...paths },
  }
  const dispose = () => {
    readings.dispose()
    clusters.dispose()
  }
  return { deps, storage, clusters, readings, calls, dispose }
}

/** A failed call. */
export function failing(error: ConsulError) {
  return async () => failure(error)
}

/** A peering token of Consul 1.16 as the acceptor of `dc1` makes it; its secret is no real one. */
export function peeringToken(changes: Readonly<Record<string, unknown>> = {}): Secret {
  const body = {
    CA: null,
    ManualServerAddresses: null,
    ServerAddresses: ['203.0.113.7:8503'],
    ServerName: 'server.dc1.peering.11111111-2222-3333-4444-555555555555.consul',
    PeerID: '0d2f0c5e-0000-0000-0000-000000000001',
    EstablishmentSecret: 'very-secret',
    Remote: { Partition: '', Datacenter: 'dc1', Locality: null },
    ...changes,
  }
  return new Secret(Buffer.from(JSON.stringify(body)).toString('base64'))
}
