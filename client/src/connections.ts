// One HTTP client for each cluster, made when it is first needed and closed when its profile or token changes.
import * as fs from 'node:fs/promises'
import * as os from 'node:os'
import * as path from 'node:path'
import type { ClientOptions, ConsulClient } from '../../consul/src/client.ts'
import type { Connection } from '../../consul/src/connection.ts'
import type { Explanation } from '../../consul/src/errors.ts'
import { Secret } from '../../consul/src/secret.ts'
import type { Clusters } from './clusters.ts'
import type { ClusterProfile } from './profiles.ts'

/** A client, or why there is none. */
export type Opened = { readonly ok: true; readonly client: ConsulClient } | { readonly ok: false; readonly problem: Explanation }

/** The clients of the known clusters. */
export interface Connections {
  /** The client of a cluster; the same one as long as nothing about the cluster changes. */
  open(profile: ClusterProfile): Promise<Opened>
  /** A client of a cluster that is not known yet; whoever asks for it closes it. */
  openUnknown(cluster: UnknownCluster): Promise<Opened>
  /** Closes all clients, so that the next ones are made by the settings as they are then. */
  reset(): Promise<void>
  /** Closes all clients, which ends all calls under way. */
  dispose(): Promise<void>
}

/** A cluster that is about to be added. */
export type UnknownCluster = Omit<ClusterProfile, 'id' | 'name' | 'source'> & { readonly token: Secret | undefined }

/** What connections are made from. */
export interface ConnectionsContext {
  readonly clusters: Pick<Clusters, 'tokenOf' | 'onDidChange'>
  /** Loads the live library on first use: nothing of it is needed to start. */
  readonly create: (connection: Connection, options: ClientOptions) => Promise<ConsulClient>
  /** Limit of a call in milliseconds. */
  readonly timeoutMs: () => number
  /** Folder that relative paths of certificate files start from. */
  readonly folder: () => string | undefined
}

/** Makes the clients of the known clusters. */
export function createConnections(context: ConnectionsContext): Connections {
  const opened = new Map<string, Promise<Opened>>()
  const close = async (id: string) => {
    const entry = opened.get(id)
    opened.delete(id)
    const client = await entry
    if (client?.ok) await client.client.close()
  }
  const closeAll = async () => {
    await Promise.all([...opened.keys()].map(close))
  }
  const watch = context.clusters.onDidChange((ids) => {
    for (const id of ids) void close(id)
  })
  return {
    open(profile) {
      const known = opened.get(profile.id)
      if (known) return known
      const opening = openProfile(profile, context)
      opened.set(profile.id, opening)
      // What could not be read may be there the next time.
      void opening.then((result) => {
        if (!result.ok && opened.get(profile.id) === opening) opened.delete(profile.id)
      })
      return opening
    },
    openUnknown: ({ token, ...cluster }) => openWith(cluster, undefined, token, context),
    reset: closeAll,
    async dispose() {
      watch.dispose()
      await closeAll()
    },
  }
}

async function openProfile(profile: ClusterProfile, context: ConnectionsContext): Promise<Opened> {
  const stored = await readToken(profile, context)
  return stored.ok ? openWith(profile, profile.name, stored.token, context) : stored
}

async function openWith(
  profile: Omit<ClusterProfile, 'id' | 'name' | 'source'>,
  label: string | undefined,
  token: Secret | undefined,
  context: ConnectionsContext,
): Promise<Opened> {
  const { address, namespace, partition, serverName } = profile
  const [authority, certificate, key] = await Promise.all([
    profile.caFile === undefined ? readPemFolder(profile.caPath) : readPem('CA file', profile.caFile, context),
    readPem('client certificate', profile.clientCertFile, context),
    readPem('client key', profile.clientKeyFile, context),
  ])
  const unread = [authority, certificate, key].find((file) => !file.ok)
  if (unread && !unread.ok) return { ok: false, problem: unread.problem }
  const connection: Connection = {
    label,
    address,
    token,
    namespace,
    partition,
    serverName,
    certificateAuthority: authority.ok ? authority.text : undefined,
    clientCertificate: certificate.ok ? certificate.text : undefined,
    clientKey: key.ok && key.text !== undefined ? new Secret(key.text) : undefined,
  }
  return { ok: true, client: await context.create(connection, { timeoutMs: context.timeoutMs() }) }
}

type StoredToken = { readonly ok: true; readonly token: Secret | undefined } | { readonly ok: false; readonly problem: Explanation }

/** Secret storage fails where the system has no key ring. */
async function readToken(profile: ClusterProfile, { clusters }: ConnectionsContext): Promise<StoredToken> {
  try {
    const token = profile.tokenFile === undefined ? await clusters.tokenOf(profile) : await readTokenFile(profile.tokenFile)
    return { ok: true, token }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const problem = {
      message: `The ACL token of \`${profile.name}\` cannot be read from the secret storage of VS Code, so the cluster was not asked.`,
      next: 'Check that the key ring of this machine is unlocked, then refresh.',
    }
    return { ok: false, problem }
  }
}

/** An empty file holds no token. */
async function readTokenFile(file: string): Promise<Secret | undefined> {
  const text = (await fs.readFile(file, 'utf8')).trim()
  return text === '' ? undefined : new Secret(text)
}

/** All authorities of a folder. */
async function readPemFolder(folder: string | undefined): Promise<Pem> {
  if (folder === undefined) return { ok: true, text: undefined }
  try {
    const names = (await fs.readdir(folder)).filter((name) => /\.(pem|crt)$/.test(name)).sort()
    const texts = await Promise.all(names.map((name) => fs.readFile(path.join(folder, name), 'utf8')))
    return { ok: true, text: texts.length === 0 ? undefined : texts.join('\n') }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    const problem = {
      message: `The CA folder \`${folder}\` cannot be read, so the cluster was not asked.`,
      next: 'Correct `CONSUL_CAPATH`, or make the folder readable.',
    }
    return { ok: false, problem }
  }
}

type Pem = { readonly ok: true; readonly text: string | undefined } | { readonly ok: false; readonly problem: Explanation }

async function readPem(what: string, file: string | undefined, { folder }: ConnectionsContext): Promise<Pem> {
  if (file === undefined) return { ok: true, text: undefined }
  const home = file.replace(/^(~|\$\{userHome\})(?=$|[/\\])/, os.homedir())
  const base = folder()
  const full = path.resolve(base ?? os.homedir(), base === undefined ? home : home.replace(/\$\{workspaceFolder\}/, () => base))
  try {
    return { ok: true, text: await fs.readFile(full, 'utf8') }
  } catch (error) {
    // What the file system says has a code; a fault of ours has not.
    if (!(error instanceof Error && 'code' in error)) throw error
    const problem = {
      message: `The ${what} \`${full}\` cannot be read, so the cluster was not asked.`,
      next: 'Correct the path in `consulPeering.clusters`, or make the file readable.',
    }
    return { ok: false, problem }
  }
}
