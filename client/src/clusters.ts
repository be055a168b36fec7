// The clusters that this window knows, and their secrets. Secrets live in VS Code's secret storage and nowhere else.
import { randomUUID } from 'node:crypto'
import { originOf } from '../../consul/src/connection.ts'
import type { EnvironmentCluster, EnvironmentReading } from '../../consul/src/environment.ts'
import { Secret } from '../../consul/src/secret.ts'
import { createEmitter, type Listen, type Subscription } from './emitter.ts'
import { type ClusterProfile, readPresets, readStoredProfile } from './profiles.ts'

/** The known clusters. */
export interface Clusters {
  /** By name. */
  list(): readonly ClusterProfile[]
  find(id: string): ClusterProfile | undefined
  /** What is wrong with the clusters of the settings. */
  problems(): readonly string[]
  /** Adds a cluster with its token in one go; when storing fails, nothing of it stays. */
  add(cluster: NewCluster): Promise<ClusterProfile>
  /** Changes an added cluster. A token belongs to the origin of the address, so that of another origin is forgotten. */
  change(id: string, changes: Partial<ProfileSettings>): Promise<void>
  /** Puts a cluster one place up (-1) or down (1) in the list. */
  move(id: string, by: -1 | 1): Promise<void>
  /** Forgets an added cluster and its token; one of the settings stays, and only its token is forgotten. */
  remove(id: string): Promise<void>
  /** The ACL token that was entered for this cluster at this address; `undefined` when there is none. */
  tokenOf(profile: ClusterProfile): Promise<Secret | undefined>
  /** Stores the ACL token, or forgets it. */
  setToken(profile: ClusterProfile, token: Secret | undefined): Promise<void>
  /** Reads the settings again, after they or the trust in the workspace changed. */
  reload(): void
  /** The ids of clusters that came, went, or have another profile or token. */
  readonly onDidChange: Listen<ReadonlySet<string>>
  dispose(): void
}

/** What a person may change about a cluster; `undefined` takes a setting away. */
export type ProfileSettings = { readonly [K in keyof Omit<ClusterProfile, 'id' | 'source'>]: ClusterProfile[K] | undefined }

/** A cluster to add. */
export interface NewCluster extends Omit<ClusterProfile, 'id' | 'source'> {
  readonly token: Secret | undefined
}

/** The parts of VS Code that clusters are kept in. */
export interface ClusterStorage {
  readonly memento: { get(key: string): unknown; update(key: string, value: unknown): Thenable<void> }
  readonly secrets: {
    get(key: string): Thenable<string | undefined>
    store(key: string, value: string): Thenable<void>
    delete(key: string): Thenable<void>
    readonly onDidChange: Listen<{ readonly key: string }>
  }
  /** The setting `consulPeering.clusters`, by where it is set. `workspace` counts only while the workspace is trusted. */
  presets(): { readonly user: unknown; readonly workspace: unknown }
  isTrusted(): boolean
  /** The cluster of the environment variables; nothing where they are not to be used. */
  environment(): EnvironmentReading
}

const storageKey = 'clusters'
const orderKey = 'clusterOrder'

/** Reads the known clusters and watches the secrets. */
export function createClusters(storage: ClusterStorage): Clusters {
  const { secrets } = storage
  const changed = createEmitter<ReadonlySet<string>>()
  let { profiles, problems } = readAll(storage)
  const find = (id: string) => profiles.find((profile) => profile.id === id)

  const reload = () => {
    const before = profiles
    ;({ profiles, problems } = readAll(storage))
    const ids = changedIds(before, profiles)
    if (ids.size > 0) changed.fire(ids)
  }
  const watch: Subscription = secrets.onDidChange(({ key }) => {
    const owner = profiles.find((profile) => secretKey(profile) === key)
    if (owner) changed.fire(new Set([owner.id]))
  })
  return {
    list: () => profiles,
    find,
    problems: () => problems,
    async add(cluster) {
      const profile = await store(storage, cluster)
      reload()
      return profile
    },
    async change(id, changes) {
      const profile = find(id)
      if (profile?.source !== 'added') return
      await rewrite(storage, profile, changes)
      reload()
    },
    async move(id, by) {
      const order = exchanged(profiles, id, by)
      if (!order) return
      await storage.memento.update(orderKey, order)
      reload()
      changed.fire(new Set())
    },
    async remove(id) {
      const profile = find(id)
      if (!profile) return
      await forget(storage, profile)
      reload()
    },
    tokenOf: (profile) => tokenOf(storage, profile),
    async setToken(profile, token) {
      const key = secretKey(profile)
      if (key === undefined) return
      await (token ? secrets.store(key, token.reveal()) : secrets.delete(key))
    },
    reload,
    onDidChange: changed.event,
    dispose() {
      watch.dispose()
      changed.dispose()
    },
  }
}

async function tokenOf({ secrets, environment }: ClusterStorage, profile: ClusterProfile): Promise<Secret | undefined> {
  const key = secretKey(profile)
  const token = key === undefined ? undefined : await secrets.get(key)
  if (!token && profile.source === 'environment') return environment().cluster?.token
  return token === undefined || token === '' ? undefined : new Secret(token)
}

/** The ids with this one and its neighbour in each other's places; `undefined` at the end of the list. */
function exchanged(profiles: readonly ClusterProfile[], id: string, by: -1 | 1): readonly string[] | undefined {
  const ids = profiles.map((profile) => profile.id)
  const at = ids.indexOf(id)
  const other = ids[at + by]
  if (at < 0 || other === undefined) return undefined
  ids[at + by] = id
  ids[at] = other
  return ids
}

/** Stores a cluster with its token; when that fails, nothing of it stays. */
async function store({ memento, secrets }: ClusterStorage, { token, ...cluster }: NewCluster): Promise<ClusterProfile> {
  const profile: ClusterProfile = { ...cluster, id: `added:${randomUUID()}`, source: 'added' }
  const key = secretKey(profile)
  if (token && key !== undefined) await secrets.store(key, token.reveal())
  try {
    await memento.update(storageKey, [...readStored(memento), profile])
  } catch (error) {
    if (token && key !== undefined) await secrets.delete(key)
    throw error
  }
  return profile
}

/** Stores another profile under the same id. */
async function rewrite({ memento, secrets }: ClusterStorage, profile: ClusterProfile, changes: Partial<ProfileSettings>): Promise<void> {
  const changed = readStoredProfile({ ...profile, ...changes })
  if (!changed) return
  const [before, after] = [secretKey(profile), secretKey(changed)]
  if (before !== undefined && before !== after) await secrets.delete(before)
  await memento.update(
    storageKey,
    readStored(memento).map((one) => (one.id === profile.id ? changed : one)),
  )
}

/** Forgets what is stored of a cluster, its token first of all. */
async function forget({ memento, secrets }: ClusterStorage, profile: ClusterProfile): Promise<void> {
  const key = secretKey(profile)
  if (key !== undefined) await secrets.delete(key)
  if (profile.source !== 'added') return
  const others = readStored(memento).filter(({ id }) => id !== profile.id)
  await memento.update(storageKey, others)
}

/** A token is bound to the origin too, so that a changed address never gets the token of the old one. */
function secretKey({ id, address }: ClusterProfile): string | undefined {
  const origin = originOf(address)
  return origin === undefined ? undefined : `token ${id} ${origin}`
}

function readAll({ memento, presets, isTrusted, environment }: ClusterStorage): {
  profiles: readonly ClusterProfile[]
  problems: readonly string[]
} {
  const { user, workspace } = presets()
  const [own, shared] = [readPresets(user), readPresets(isTrusted() ? workspace : undefined)]
  const overridden = new Set(shared.profiles.map(({ id }) => id))
  const { cluster, problems } = environment()
  const all = [
    ...(cluster ? [environmentProfile(cluster)] : []),
    ...readStored(memento),
    ...own.profiles.filter(({ id }) => !overridden.has(id)),
    ...shared.profiles,
  ]
  return { profiles: inOrder(all.sort(byName), memento.get(orderKey)), problems: [...own.problems, ...shared.problems, ...problems] }
}

/** Clusters that were moved come in the order in which they were put; the others keep their place after them. */
function inOrder(profiles: readonly ClusterProfile[], order: unknown): readonly ClusterProfile[] {
  if (!Array.isArray(order)) return profiles
  const rank = ({ id }: ClusterProfile) => {
    const place = order.indexOf(id)
    return place < 0 ? order.length : place
  }
  return [...profiles].sort((a, b) => rank(a) - rank(b))
}

function environmentProfile({ token: _, ...cluster }: EnvironmentCluster): ClusterProfile {
  return { ...cluster, id: 'environment', name: 'environment', source: 'environment' }
}

function byName(a: ClusterProfile, b: ClusterProfile): number {
  return a.name.localeCompare(b.name, 'en', { numeric: true })
}

function readStored(memento: ClusterStorage['memento']): readonly ClusterProfile[] {
  const stored = memento.get(storageKey)
  return Array.isArray(stored) ? stored.flatMap((row) => readStoredProfile(row) ?? []) : []
}

function changedIds(before: readonly ClusterProfile[], after: readonly ClusterProfile[]): ReadonlySet<string> {
  const known = new Map(before.map((profile) => [profile.id, JSON.stringify(profile)]))
  const ids = new Set(after.filter((profile) => known.get(profile.id) !== JSON.stringify(profile)).map(({ id }) => id))
  for (const { id } of before) if (!after.some((profile) => profile.id === id)) ids.add(id)
  return ids
}
