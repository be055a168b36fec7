// What is known of a cluster before it is asked: its profile, read from settings or from what a user has added.
import { originOf } from '../../consul/src/connection.ts'

/** How a cluster is reached. It holds no secret. */
export interface ClusterProfile {
  /** Stays the same as long as the cluster is known; secrets belong to it and to the origin of the address. */
  readonly id: string
  /** How people and `consul-peering.json` call the cluster. */
  readonly name: string
  readonly address: string
  /**
   * `settings`: from `consulPeering.clusters`, where it is changed and removed too; `environment`: from `CONSUL_HTTP_ADDR` and
   * the other variables that VS Code was started with.
   */
  readonly source: 'added' | 'settings' | 'environment'
  /** Whatever writes or deletes on it asks for its name to be typed first. */
  readonly isProtected?: boolean
  readonly namespace?: string
  readonly partition?: string
  /** File that holds the ACL token; only the environment names one. */
  readonly tokenFile?: string
  /** PEM file of the authorities that signed the server's certificate. */
  readonly caFile?: string
  /** Folder of such PEM files; only the environment names one. */
  readonly caPath?: string
  readonly clientCertFile?: string
  readonly clientKeyFile?: string
  /** The name that the server's certificate must carry, where it is not the host. */
  readonly serverName?: string
}

/** Clusters of the settings, and what is wrong with the others. */
export interface Presets {
  readonly profiles: readonly ClusterProfile[]
  /** One sentence or two for each; never with a value that may be a secret. */
  readonly problems: readonly string[]
}

const fileKeys = ['caFile', 'clientCertFile', 'clientKeyFile'] as const
/** The keys of a profile that may be absent, as settings and storage spell them. */
export const optionalKeys = ['namespace', 'partition', ...fileKeys, 'serverName'] as const

/** Reads the value of the setting `consulPeering.clusters`, whatever it is. Later clusters of the same id are left out. */
export function readPresets(value: unknown): Presets {
  if (value === undefined || value === null) return { profiles: [], problems: [] }
  if (!Array.isArray(value)) {
    return {
      profiles: [],
      problems: ['`consulPeering.clusters` is not a list, so no cluster was taken from it. Write `[{ "name": …, "address": … }]`.'],
    }
  }
  const profiles: ClusterProfile[] = []
  const problems: string[] = []
  for (const [index, row] of value.entries()) {
    const where = `Cluster ${index + 1} of \`consulPeering.clusters\``
    const read = readPreset(row, where)
    problems.push(...read.problems)
    for (const profile of read.profiles) {
      if (profiles.some(({ id }) => id === profile.id))
        problems.push(`${where} was left out because another one has the same name. Give it an own \`id\`.`)
      else profiles.push(profile)
    }
  }
  return { profiles, problems }
}

function readPreset(row: unknown, where: string): Presets {
  if (!isRecord(row))
    return { profiles: [], problems: [`${where} was left out because it is no object. Write \`{ "name": …, "address": … }\`.`] }
  const address = text(row, 'address')
  const problem = addressProblem(address ?? '')
  if (address === undefined || problem !== undefined) return { profiles: [], problems: [`${where} was left out. ${problem}`] }
  const name = text(row, 'name') ?? text(row, 'id')
  if (name === undefined)
    return { profiles: [], problems: [`${where} was left out because it has no \`name\`, by which entries refer to it.`] }
  const pasted = fileKeys.find((key) => /[\r\n]|-----BEGIN/.test(text(row, key) ?? ''))
  if (pasted !== undefined)
    return {
      profiles: [],
      problems: [
        `${where} was left out because \`${pasted}\` holds the text of a certificate or key, and settings are plain text. Keep it in a file, and write the path of that file.`,
      ],
    }
  return {
    profiles: [
      { ...optionalOf(row), ...marksOf(row['protected']), id: `settings:${text(row, 'id') ?? name}`, name, address, source: 'settings' },
    ],
    problems: secretProblems(row, name),
  }
}

function optionalOf(row: Readonly<Record<string, unknown>>): Partial<Record<(typeof optionalKeys)[number], string>> {
  return Object.fromEntries(optionalKeys.flatMap((key) => (text(row, key) === undefined ? [] : [[key, text(row, key)]])))
}

function marksOf(isProtected: unknown): Pick<ClusterProfile, 'isProtected'> {
  return isProtected === true ? { isProtected } : {}
}

/** Settings are plain text, are synchronised, and end up in repositories. */
function secretProblems(row: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return Object.keys(row)
    .filter((key) => /token|secret|password|header|auth|key$/i.test(key))
    .map((key) => {
      const instead = /key$/i.test(key) ? 'name its file in `clientKeyFile`' : 'run "Set ACL Token…" on the cluster'
      return `\`${key}\` of \`${name}\` in \`consulPeering.clusters\` was not used: settings are plain text. Remove it there, and ${instead}.`
    })
}

/** Why an address cannot be used; `undefined` when it can. Never repeats the address, which may hold a password. */
export function addressProblem(address: string): string | undefined {
  const trimmed = address.trim()
  if (trimmed === '') return 'A cluster needs an address: `https://host:8501` or `http://host:8500`.'
  if (/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i.test(trimmed)) {
    return 'The address holds a user name or password, which would be kept as plain text. Leave it out; an ACL token is asked for on its own.'
  }
  if (/[?#]/.test(trimmed)) {
    return 'The address goes on after its path (`?` or `#`), which could hold a token and would be kept as plain text. Leave that out; an ACL token is asked for on its own.'
  }
  return originOf(trimmed) === undefined
    ? 'This is not an address of an HTTP API. Write it as `https://host:8501` or `http://host:8500`.'
    : undefined
}

/** An object with any keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text of a key; `undefined` when it is absent, blank or no text. */
function text(row: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = row[key]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** Reads a profile that was stored before; `undefined` for anything else. */
export function readStoredProfile(value: unknown): ClusterProfile | undefined {
  if (!isRecord(value)) return undefined
  const [id, name, address] = [text(value, 'id'), text(value, 'name'), text(value, 'address')]
  if (id === undefined || name === undefined || address === undefined || addressProblem(address) !== undefined) return undefined
  return { ...optionalOf(value), ...marksOf(value['isProtected']), id, name, address, source: 'added' }
}
