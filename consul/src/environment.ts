// Reads the environment variables of Consul's own tools, so that a cluster is reached here as it is reached there.
import { readAddress } from './connection.ts'
import { Secret } from './secret.ts'

/** A cluster as the environment names it. Files are paths as they are written; who reads them is the caller's business. */
export interface EnvironmentCluster {
  /** `CONSUL_HTTP_ADDR` with its scheme, which is `https` where `CONSUL_HTTP_SSL` says so. */
  readonly address: string
  readonly token?: Secret
  /** Counts more than `token`, unless it is empty. */
  readonly tokenFile?: string
  /** PEM file of authorities; counts more than `caPath`. */
  readonly caFile?: string
  /** Folder of PEM files of authorities. */
  readonly caPath?: string
  readonly clientCertFile?: string
  readonly clientKeyFile?: string
  readonly serverName?: string
  readonly namespace?: string
  readonly partition?: string
}

/** The cluster of the environment, and what of the variables was not followed and why; never with a value that may be a secret. */
export interface EnvironmentReading {
  /** `undefined` without `CONSUL_HTTP_ADDR`, or with one that cannot be used. */
  readonly cluster: EnvironmentCluster | undefined
  readonly problems: readonly string[]
}

/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads the variables by the names and the order of precedence of Consul's own client (`api/api.go` at v1.16.1). Pure. */
export function readEnvironment(environment: Environment): EnvironmentReading {
  const given = textOf(environment, 'CONSUL_HTTP_ADDR')
  if (given === undefined) return { cluster: undefined, problems: [] }
  const address = withScheme(given, isTrue(textOf(environment, 'CONSUL_HTTP_SSL')))
  const problem = addressProblem(given, address)
  if (problem !== undefined) return { cluster: undefined, problems: [problem] }
  const token = textOf(environment, 'CONSUL_HTTP_TOKEN')
  return {
    cluster: { address, ...(token !== undefined && { token: new Secret(token) }), ...others(environment) },
    problems: unfollowed(environment),
  }
}

const variables = {
  tokenFile: 'CONSUL_HTTP_TOKEN_FILE',
  caFile: 'CONSUL_CACERT',
  caPath: 'CONSUL_CAPATH',
  clientCertFile: 'CONSUL_CLIENT_CERT',
  clientKeyFile: 'CONSUL_CLIENT_KEY',
  serverName: 'CONSUL_TLS_SERVER_NAME',
  namespace: 'CONSUL_NAMESPACE',
  partition: 'CONSUL_PARTITION',
} as const

function others(environment: Environment): Partial<Record<keyof typeof variables, string>> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([key, name]) => {
      const value = textOf(environment, name)
      return value === undefined ? [] : [[key, value]]
    }),
  )
}

/** As Consul does: `http://` with `CONSUL_HTTP_SSL=true` is asked by https. */
function withScheme(address: string, wantsTls: boolean): string {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(address) ?? [undefined, 'http', address]
  return `${wantsTls && scheme === 'http' ? 'https' : scheme}://${rest}`
}

function addressProblem(given: string, address: string): string | undefined {
  if (/^unix:/i.test(given)) {
    return '`CONSUL_HTTP_ADDR` names a Unix socket, which is not supported, so its cluster was left out. Set it to the `http://` or `https://` address of the agent.'
  }
  if (!readAddress(address) || /[?#]/.test(given)) {
    return '`CONSUL_HTTP_ADDR` is not an address of an HTTP API, so its cluster was left out. Write it as `https://host:8501` or `http://host:8500`, without user name, password and query.'
  }
  return undefined
}

function unfollowed(environment: Environment): readonly string[] {
  const verify = textOf(environment, 'CONSUL_HTTP_SSL_VERIFY')
  return [
    ...(verify !== undefined && isFalse(verify)
      ? [
          '`CONSUL_HTTP_SSL_VERIFY` is false and was not followed: certificates are always verified, since anybody could take the token otherwise. Set `CONSUL_CACERT` to the authority of the cluster.',
        ]
      : []),
    ...(textOf(environment, 'CONSUL_HTTP_AUTH') !== undefined
      ? ['`CONSUL_HTTP_AUTH` was not followed: no user name and password are sent. Use an address that asks for none.']
      : []),
  ]
}

/** The spellings of Go's `strconv.ParseBool`. */
function isTrue(text: string | undefined): boolean {
  return /^(1|t|T|TRUE|true|True)$/.test(text ?? '')
}

function isFalse(text: string): boolean {
  return /^(0|f|F|FALSE|false|False)$/.test(text)
}

function textOf(environment: Environment, name: string): string | undefined {
  const text = environment[name]?.trim()
  return text === '' ? undefined : text
}
