// C9: datacenters that are federated stay federated; the technical preview does not peer them instead.
import type { DecodedField } from '../decode/decoded.ts'
import { type Agent, agentsBeside, settingOf, switchOf } from '../model/agent.ts'
import { namedPeers } from '../model/peers.ts'
import type { Scope } from '../model/project.ts'
import type { AgentRule, RelatedPlace } from './rule.ts'

export const federatedPeering: AgentRule = {
  about: 'agent',
  code: 'federated-peering',
  title: 'A server federates its datacenter and peers it, too',
  category: 'preview',
  severity: 'warning',
  constraint: 'C9',
  until: '1.14',
  why: 'Datacenters that are federated stay federated: peering does not replace WAN federation, and services would be reachable in two ways. The statement is gone since 1.14, where both may be used side by side.',
  source: 'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3 and v1.13.2; agent/config/config.go @ v1.13.9',
  noFix: 'Which of the two ways connects the clusters is for their owners to say.',
  examples: {
    target: '1.13',
    bad: `
server         = true
datacenter     = "dc2"
retry_join_wan = ["10.0.0.1"]
^^^^^^^^^^^^^^ preview federated-peering C9: \`retry_join_wan\` federates this datacenter with others, and what is federated stays so: peering does not replace it. Peer only with clusters outside of the federation, or take this setting away.
ports {
  grpc = 8502
}
peering {
  enabled = true
}
`,
    good: `
server     = true
datacenter = "dc2"
ports {
  grpc = 8502
}
peering {
  enabled = true
}
`,
  },
  check(agent, { scope }) {
    const settings = federationSettings(agent, scope)
    if (settings.length === 0) return []
    const related = whoPeers(agent, scope)
    if (!related) return []
    return settings.map(({ member }) => ({
      message: `\`${member.key}\` federates this datacenter with others, and what is federated stays so: peering does not replace it. Peer only with clusters outside of the federation, or take this setting away.`,
      range: member.keyRange,
      related,
    }))
  },
}

function federationSettings(agent: Agent, scope: Scope): readonly DecodedField[] {
  const lists = ['retry_join_wan', 'start_join_wan', 'primary_gateways'].flatMap((name) => settingOf(agent, name) ?? [])
  const joins = lists.filter(({ value }) => value.type === 'list' && value.elements.length > 0)
  const gateways = settingOf(agent, 'connect', 'enable_mesh_gateway_wan_federation')
  const isOn = gateways?.value.type === 'boolean' && gateways.value.value
  return [...joins, ...(isOn ? [gateways] : []), ...foreignPrimary(agent, scope)]
}

/** A primary datacenter that is this one says nothing: clusters without a federation name themselves, too. */
function foreignPrimary(agent: Agent, scope: Scope): readonly DecodedField[] {
  const primary = settingOf(agent, 'primary_datacenter') ?? settingOf(agent, 'acl_datacenter')
  if (primary?.value.type !== 'string' || primary.value.value === '') return []
  const own = agentsBeside(agent, scope.agents()).flatMap((one) => settingOf(one, 'datacenter') ?? [])
  const name = primary.value.value.toLowerCase()
  return own.some(({ value }) => value.type === 'string' && value.value.toLowerCase() === name) ? [] : [primary]
}

/** What shows that the cluster peers; `undefined` where nothing does. */
function whoPeers(agent: Agent, scope: Scope): readonly RelatedPlace[] | undefined {
  const enabled = agentsBeside(agent, scope.agents()).find((one) => switchOf(one, 'peering', 'enabled') === true)
  const place = enabled && settingOf(enabled, 'peering', 'enabled')
  if (enabled && place) return [{ document: enabled.document, range: place.member.range, message: 'Peering is switched on here.' }]
  const [named] = namedPeers(scope)
  if (named) {
    const { entry, peer } = named
    const range = (entry.nameMember ?? entry.kindMember ?? entry.root).range
    return [{ document: entry.document, range, message: `This entry names the peer \`${peer}\`.` }]
  }
  return (scope.facts?.peers ?? []).length > 0 ? [] : undefined
}
