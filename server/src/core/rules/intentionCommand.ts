// C5: `consul intention` knows no peers; intentions for callers of a peer are config entries.
import { type ConsulCommand, flagOf } from '../model/command.ts'
import { peersWith } from '../model/liveServices.ts'
import { peerNames } from '../model/peers.ts'
import type { Scope } from '../model/project.ts'
import { isLocalService, peeredSources } from '../model/sources.ts'
import type { StringValue } from '../value.ts'
import { intentionFixes, type PeeredIntention } from './intentionFixes.ts'
import type { CommandRule, RuleFinding } from './rule.ts'

export const intentionCommand: CommandRule = {
  about: 'command',
  code: 'intention-command',
  title: 'The command `consul intention` is used for a caller of a peer',
  category: 'preview',
  severity: 'warning',
  constraint: 'C5',
  why: 'No release of `consul intention` can name a peer: what it creates is meant for a service of this cluster, and `consul intention delete` of the technical preview removes the first source of that name, be it a local one. Write a `service-intentions` entry with `Peer` instead.',
  source:
    'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3; run on 1.13.0-alpha2, 1.13.9 and 1.16.1: `SourcePeer field is not supported on this endpoint`, `Invalid SourceNS(peer:b)`',
  examples: {
    bad: `
#- setup.sh
consul intention create -allow peer:cluster-02/web billing
                               ^^^^^^^^^^^^^^^^^^^ preview intention-command C5: \`consul intention\` cannot name a peer, so \`web\` of \`cluster-02\` is refused or taken for a service of this cluster. Write a \`service-intentions\` entry for \`billing\` with a source that has \`Peer = "cluster-02"\`.
`,
    good: `
#- setup.sh
consul config write - <<EOF
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "cluster-02", Action = "allow" }]
EOF
`,
  },
  check(command, { scope }) {
    if (command.tool !== 'consul' || !['intention', 'intentions'].includes(command.subcommand[0]?.value ?? '')) return []
    return meantIntentions(command, scope).map((found) => findingOf(command, found, scope))
  },
}

function meantIntentions(command: ConsulCommand, scope: Scope): readonly PeeredIntention[] {
  const [source, destination] = command.positional
  const named = command.positional.flatMap((argument) => {
    const found = namedPeer(argument, scope)
    return found ? [{ ...found, place: argument, destination: argument === source ? destination : undefined, isNamed: true }] : []
  })
  if (named.length > 0 || !source) return named
  const flag = flagOf(command, 'peer', 'source-peer', 'peer-name')?.value
  if (flag?.type === 'string') return [{ service: source.value, peers: [flag.value], place: flag, destination, isNamed: true }]
  const peers = destination ? likelyPeers(command, destination.value, scope) : []
  return peers.length > 0 ? [{ service: source.value, peers, place: source, destination, isNamed: false }] : []
}

/** `peer:east/web`, and `east/web` where `east` is known as a peer: Consul takes what stands before the slash for a namespace. */
function namedPeer({ value }: StringValue, scope: Scope): Pick<PeeredIntention, 'peers' | 'service'> | undefined {
  const [, sign, peer, service] = /^(peer:)?([^/@]+)\/([^/]+)$/.exec(value) ?? []
  if (peer === undefined || service === undefined) return undefined
  return sign !== undefined || peerNames(scope).has(peer) ? { peers: [peer], service } : undefined
}

/**
 * The peers whose service a plain name may mean: the intention of the destination takes it from them, or they alone share one of that
 * name. `*` means the services of this cluster.
 */
function likelyPeers(command: ConsulCommand, destination: string, scope: Scope): readonly string[] {
  const service = command.positional[0]?.value ?? ''
  const subcommand = command.subcommand[1]?.value
  if (service === '*' || (subcommand !== 'delete' && isLocalService(scope, service))) return []
  const peers = peeredSources(scope, service, destination).map(({ peer }) => peer)
  if (peers.length > 0) return [...new Set(peers)]
  return subcommand === 'create' && scope.facts ? peersWith(scope.facts, service) : []
}

function findingOf(command: ConsulCommand, found: PeeredIntention, scope: Scope): RuleFinding {
  const { service, peers, destination, place, isNamed } = found
  const whose = peers.map((peer) => `\`${peer}\``).join(' or ')
  const isDeletion = command.subcommand[1]?.value === 'delete'
  const fact = isDeletion
    ? `\`consul intention\` cannot name a peer: this leaves \`${service}\` of ${whose} in place, or takes away the intention of a service of this cluster.`
    : isNamed
      ? `\`consul intention\` cannot name a peer, so \`${service}\` of ${whose} is refused or taken for a service of this cluster.`
      : `\`${service}\` seems to be a service of ${whose}, and \`consul intention\` cannot name a peer: it means a service of this cluster.`
  const entry = destination ? `a \`service-intentions\` entry for \`${destination.value}\`` : 'a `service-intentions` entry'
  const advice = isDeletion
    ? 'Take the source out of the `service-intentions` entry and write that.'
    : `Write ${entry} with a source that has \`Peer = "${peers[0] ?? ''}"\`.`
  return { message: `${fact} ${advice}`, range: place.range, fixes: intentionFixes(command, found, scope) }
}
