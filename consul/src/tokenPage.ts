// A peering token as lines for a person: what it promises and what is wrong with it. Its secret is never among them.
import type { Generation } from './identity.ts'
import { judgeTokenAddresses, type PeeringToken, type TokenContext, type TokenWarning } from './token.ts'

/** One line of the page. */
export interface TokenLine {
  readonly label: string
  readonly text: string
}

/** What a token says, and what may keep it from working. */
export interface TokenPage {
  readonly lines: readonly TokenLine[]
  readonly warnings: readonly TokenWarning[]
}

/** Describes a decoded token; pure. */
export function describeToken(token: PeeringToken, context: TokenContext): TokenPage {
  const { generation, addresses, hasManualAddresses, serverName, peerId, datacenter, partition, authorities } = token
  const lines: readonly (TokenLine | undefined)[] = [
    { label: 'Made by', text: makers[generation] },
    datacenter === undefined ? undefined : { label: 'Datacenter', text: datacenter },
    partition === undefined ? undefined : { label: 'Partition', text: partition },
    domainLine(serverName),
    serverName === '' ? undefined : { label: 'Server name', text: serverName },
    { label: hasManualAddresses ? 'Dials (given by hand)' : 'Dials (its servers)', text: addresses.join(', ') },
    { label: "Acceptor's record", text: peerId },
    ...authorities.map(({ subject, validFrom, validTo }) => ({
      label: 'CA certificate',
      text: `${subject}, valid from ${day(validFrom)} to ${day(validTo)}`,
    })),
    authorities.length === 0 ? { label: 'CA certificate', text: 'none, so the dialer connects without TLS' } : undefined,
    { label: 'Secret', text: generation === 'preview' ? 'none: this release has no one-time secret' : 'one-time secret, not shown' },
  ]
  return { lines: lines.filter((line) => line !== undefined), warnings: judgeTokenAddresses(token, context) }
}

const makers: Readonly<Record<Exclude<Generation, 'none'>, string>> = {
  preview: 'the technical preview (1.13.0-alpha); only clusters of the preview can use it',
  '1.13': 'Consul 1.13; only clusters of 1.13 can use it',
  '1.14+': 'Consul 1.14 or later; only clusters of 1.14 or later can use it',
}

/** `server.dc1.peering.<id>.consul` belongs to the trust domain `<id>.consul`. */
function domainLine(serverName: string): TokenLine | undefined {
  const [, domain] = /\.peering\.([^.]+\.[^.]+)$/.exec(serverName) ?? []
  return domain === undefined ? undefined : { label: 'Trust domain', text: domain }
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
