// Reads a peering token before it is handed over: what it promises, and why it could fail. The secret in it never comes out.
import { X509Certificate } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import * as z from 'zod/mini'
import { readAddress } from './connection.ts'
import type { Generation } from './identity.ts'
import { tokenBody } from './schemas.ts'
import { Secret } from './secret.ts'

/** What a peering token says, without its establishment secret. */
export interface PeeringToken {
  /** Which software made it, by the keys that are present. */
  readonly generation: Exclude<Generation, 'none'>
  /** Where the dialer will dial, as `host:port`: the manual addresses where the token has some, else those of the servers. */
  readonly addresses: readonly string[]
  /** Whether `addresses` were given by hand (`ServerExternalAddresses`). */
  readonly hasManualAddresses: boolean
  /** The name that the servers' certificate must carry; empty when the token has none. */
  readonly serverName: string
  /** The `id` of the acceptor's record. */
  readonly peerId: string
  /** Of the acceptor; from 1.14 on. */
  readonly datacenter: string | undefined
  readonly partition: string | undefined
  readonly authorities: readonly TokenAuthority[]
  /** The whole token as it has to be sent, trimmed and without line breaks. */
  readonly secret: Secret
}

/** A certificate authority in a token. Times in milliseconds since 1970. */
export interface TokenAuthority {
  readonly subject: string
  readonly validFrom: number
  readonly validTo: number
}

/** Why a text is no peering token. */
export interface TokenProblem {
  readonly kind:
    | 'empty'
    | 'not-base64'
    | 'not-json'
    | 'other-shape'
    | 'no-addresses'
    | 'bad-address'
    | 'no-peer-id'
    | 'no-server-name'
    | 'bad-authority'
  readonly message: string
  readonly next: string
}

/** A decoded token, or the problem with it. */
export type DecodedToken = { readonly ok: true; readonly token: PeeringToken } | { readonly ok: false; readonly problem: TokenProblem }

/** A reason why a well-formed token may still not work. */
export interface TokenWarning {
  readonly kind: 'loopback-address' | 'private-address' | 'wrong-port' | 'host-name' | 'expired-authority' | 'authority-not-yet-valid'
  /** The address it is about, where it is about one. */
  readonly address: string | undefined
  readonly message: string
  readonly next: string
}

/** What is known of the place where the token will be used. */
export interface TokenContext {
  /** Address of the dialer's HTTP API as the user reaches it; a token address of 127.0.0.1 is fine when this is local as well. */
  readonly dialerAddress: string | undefined
  /** Milliseconds since 1970; default: now. */
  readonly now?: number | undefined
}

/** Reads a pasted or generated token as Consul's servers do. Pure; never throws. */
export function decodePeeringToken(text: string): DecodedToken {
  // Go's decoder skips line breaks anywhere; the blanks around a pasted text are ours to forgive.
  const base64 = text.trim().replace(/[\r\n]/g, '')
  if (base64 === '') return problem('empty', 'There is no peering token, so there is nothing to dial.', 'Paste the whole token.')
  if (!isStandardBase64(base64))
    return problem('not-base64', `${whyNotBase64(base64)}.`, 'Copy the whole token again, without quotes, blanks or JSON around it.')
  const body = readBody(base64)
  if (body === undefined)
    return problem('not-json', 'The text is base64, but what is inside is cut off or no peering token.', 'Copy the whole token again.')
  const parsed = z.safeParse(tokenBody, body)
  if (!parsed.success)
    return problem(
      'other-shape',
      'The text is JSON in base64, but not that of a peering token.',
      'Copy the token that the acceptor generated.',
    )
  return checkToken(parsed.data, new Secret(base64))
}

/** What of a peering token no error may repeat: the token itself and the secret in it. */
export function secretsOf(token: Secret): readonly Secret[] {
  const parsed = z.safeParse(tokenBody, readBody(token.reveal()))
  return parsed.success && parsed.data.EstablishmentSecret ? [token, new Secret(parsed.data.EstablishmentSecret)] : [token]
}

type Body = z.output<typeof tokenBody>

/** The checks of agent/rpc/peering/validate.go @ v1.16.1, in its order. */
function checkToken(body: Body, secret: Secret): DecodedToken {
  const authorities = readAuthorities(body.CA ?? [])
  if (!authorities) return problem('bad-authority', 'A CA certificate in the token cannot be read, so the dialer would refuse it.', again)
  const manual = body.ManualServerAddresses ?? []
  const all = [...manual, ...(body.ServerAddresses ?? [])]
  if (all.length === 0) return problem('no-addresses', 'The token names no address to dial.', again)
  const bad = all.find((address) => splitAddress(address) === undefined)
  if (bad !== undefined) {
    return problem(
      'bad-address',
      `The token's address \`${bad}\` is not \`host:port\`, so the dialer would refuse it.`,
      'Generate a token whose external addresses have a port.',
    )
  }
  if (authorities.length > 0 && !body.ServerName)
    return problem('no-server-name', 'The token has no server name to check certificates with.', again)
  if (!body.PeerID) return problem('no-peer-id', 'The token does not say which peering it belongs to.', again)
  return {
    ok: true,
    token: {
      generation: generationOf(body),
      addresses: manual.length > 0 ? manual : (body.ServerAddresses ?? []),
      hasManualAddresses: manual.length > 0,
      serverName: body.ServerName ?? '',
      peerId: body.PeerID,
      datacenter: body.Remote?.Datacenter || undefined,
      partition: body.Remote?.Partition || undefined,
      authorities,
      secret,
    },
  }
}

const again = 'Generate a new token on the acceptor.'

function problem(kind: TokenProblem['kind'], message: string, next: string): DecodedToken {
  return { ok: false, problem: { kind, message, next } }
}

/** By the keys that are there. */
function generationOf(body: Body): PeeringToken['generation'] {
  if (!body.EstablishmentSecret) return 'preview'
  return 'Remote' in body ? '1.14+' : '1.13'
}

function isStandardBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)
}

function whyNotBase64(text: string): string {
  if (text.startsWith('{')) return 'This is JSON and not the token itself'
  if (/\s/.test(text)) return 'There are blanks inside the token'
  return /^[A-Za-z0-9+/=]+$/.test(text) ? 'The token is not complete' : 'The text holds characters that no token has'
}

function readBody(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function readAuthorities(pems: readonly string[]): readonly TokenAuthority[] | undefined {
  try {
    return pems.map((pem) => {
      const certificate = new X509Certificate(pem)
      return {
        subject: certificate.subject.replace(/\n/g, ', '),
        validFrom: Date.parse(certificate.validFrom),
        validTo: Date.parse(certificate.validTo),
      }
    })
  } catch (error) {
    if (error instanceof Error && !(error instanceof TypeError)) return undefined
    throw error
  }
}

/** Host and port of `host:port` or `[v6]:port`; `undefined` for anything else. */
function splitAddress(address: string): { readonly host: string; readonly port: number } | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d+)$/.exec(address) ?? []
  const port = Number(digits)
  if (digits === undefined || port < 1 || port > 65535) return undefined
  return { host: bracketed ?? plain ?? '', port }
}

/** Warnings on where a token leads and on its authorities; an empty list when nothing is suspicious. */
export function judgeTokenAddresses(token: PeeringToken, context: TokenContext): readonly TokenWarning[] {
  return [...judgeAddresses(token.addresses, token.generation, context), ...judgeAuthorities(token, context.now ?? Date.now())]
}

/** Warnings on addresses that a token of this generation has or will have. */
export function judgeAddresses(
  addresses: readonly string[],
  generation: PeeringToken['generation'],
  context: TokenContext,
): readonly TokenWarning[] {
  return addresses.flatMap((address) => judgeAddress(address, generation, context))
}

const otherAddresses = "Make sure the dialer's servers reach it, or generate a token with external addresses that they do reach."

function judgeAddress(address: string, generation: PeeringToken['generation'], { dialerAddress }: TokenContext): readonly TokenWarning[] {
  const parts = splitAddress(address)
  if (!parts) return []
  const warnings: TokenWarning[] = []
  const reach = reachOf(parts.host)
  const dialerReach = dialerAddress === undefined ? 'public' : reachOf(readAddress(dialerAddress)?.host ?? '')
  const warn = (kind: TokenWarning['kind'], message: string, next: string) => warnings.push({ kind, address, message, next })
  if (reach === 'loopback' && dialerReach !== 'loopback') {
    warn('loopback-address', `The token leads to \`${address}\`, which on the dialer's servers is the dialer itself.`, otherAddresses)
  }
  if (reach === 'private' && dialerReach === 'public') {
    warn('private-address', `The token leads to \`${address}\`, a private address that other networks do not reach.`, otherAddresses)
  }
  const port = wrongPort(parts.port, generation)
  if (port)
    warn(
      'wrong-port',
      `The token leads to \`${address}\`, and ${parts.port} is usually ${port}, which peering does not use.`,
      otherAddresses,
    )
  if (generation === 'preview' && isIP(parts.host) === 0) {
    warn('host-name', `The token leads to the host name \`${address}\`, and the technical preview takes IP addresses only.`, again)
  }
  return warnings
}

/** The technical preview peers through the RPC port, 1.13 through gRPC, later versions through gRPC with TLS. */
function wrongPort(port: number, generation: PeeringToken['generation']): string | undefined {
  if (port === 8300 && generation !== 'preview') return 'the RPC port of the servers'
  if (port === 8502 && generation === '1.14+') return 'the gRPC port without TLS'
  if (port === 8500 || port === 8501) return 'the HTTP port'
  return undefined
}

function judgeAuthorities({ authorities }: PeeringToken, now: number): readonly TokenWarning[] {
  return authorities.flatMap(({ subject, validFrom, validTo }): readonly TokenWarning[] => {
    const about = { address: undefined, next: again }
    if (validTo < now) {
      return [
        {
          ...about,
          kind: 'expired-authority',
          message: `The CA certificate \`${subject}\` in the token has expired, so the dialer would not trust the acceptor.`,
        },
      ]
    }
    if (validFrom > now) {
      const next = 'Check the clocks of both clusters.'
      return [
        {
          ...about,
          next,
          kind: 'authority-not-yet-valid',
          message: `The CA certificate \`${subject}\` in the token is not valid yet, so the dialer would not trust the acceptor.`,
        },
      ]
    }
    return []
  })
}

const loopback = blockList(['127.0.0.0', 8], ['0.0.0.0', 8], ['::1', 128], ['::', 128])
const privateNetworks = blockList(
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
)

function blockList(...subnets: readonly (readonly [address: string, prefix: number])[]): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return list
}

/** A host name may lead anywhere and counts as public. */
function reachOf(host: string): 'loopback' | 'private' | 'public' {
  const family = isIP(host)
  if (family === 0) return host === 'localhost' ? 'loopback' : 'public'
  const type = family === 6 ? 'ipv6' : 'ipv4'
  if (loopback.check(host, type)) return 'loopback'
  return privateNetworks.check(host, type) ? 'private' : 'public'
}
