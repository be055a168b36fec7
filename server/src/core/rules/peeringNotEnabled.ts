// A server on which peering is switched off: by hand, or by the default of 1.13.
import { type Agent, agentsBeside, settingOf, switchOf } from '../model/agent.ts'
import { describeTarget, isWithin } from '../schema/target.ts'
import { type AgentRule, editFix, type Fix, type RuleContext, type RuleFinding } from './rule.ts'

export const peeringNotEnabled: AgentRule = {
  about: 'agent',
  code: 'peering-not-enabled',
  title: 'Peering is switched off on a server',
  category: 'advice',
  severity: 'warning',
  since: '1.13',
  why: 'Every endpoint of peering answers `peering must be enabled to use this endpoint` unless `peering.enabled` is set on all servers. Consul 1.13 leaves it off by default, 1.14 and later switch it on.',
  source: 'agent/config/default.go and runtime.go @ v1.13.9; run on 1.13.9 and 1.16.1',
  examples: {
    target: '1.13',
    bad: `
server           = true
^^^^^^ advice peering-not-enabled: \`peering.enabled\` is not set for this server, and Consul 1.13 leaves peering off by default. Add \`peering { enabled = true }\` on every server.
bootstrap_expect = 3
acl {
  enabled        = true
  default_policy = "deny"
}
`,
    good: `
server           = true
bootstrap_expect = 3
acl {
  enabled        = true
  default_policy = "deny"
}
ports {
  grpc = 8502
}
peering {
  enabled = true
}
`,
  },
  check(agent, context) {
    const beside = agentsBeside(agent, context.scope.agents())
    if (!beside.some((one) => switchOf(one, 'server') === true)) return []
    const own = settingOf(agent, 'peering', 'enabled')
    if (own) return own.value.type === 'boolean' && !own.value.value ? [switchedOff(agent, context)] : []
    const isSaid = beside.some((one) => settingOf(one, 'peering', 'enabled') !== undefined)
    const isOnByDefault = isWithin(context.target, { since: '1.14' })
    return isSaid || isOnByDefault || switchOf(agent, 'server') !== true ? [] : [notSaid(agent, context)]
  },
}

function switchedOff(agent: Agent, { target }: RuleContext): RuleFinding {
  const field = settingOf(agent, 'peering', 'enabled')
  const range = (field?.value.source ?? agent.root).range
  const message = `Peering is switched off here, so ${describeTarget(target)} refuses every request about it. Set \`peering.enabled\` to \`true\` on every server.`
  const fixes = field
    ? [editFix(agent, 'Switch peering on', { type: 'replaceValue', value: field.value.source, by: true }, { safe: false, preferred: true })]
    : []
  return { message, range, fixes }
}

function notSaid(agent: Agent, { target }: RuleContext): RuleFinding {
  const place = agent.root.members.find(({ key }) => key.toLowerCase() === 'server') ?? agent.root.members[0]
  const message = `\`peering.enabled\` is not set for this server, and ${describeTarget(target)} leaves peering off by default. Add \`peering { enabled = true }\` on every server.`
  return { message, range: place?.keyRange ?? agent.root.range, fixes: stanzaFixes(agent) }
}

/** A stanza of that name is there already where something else stands in it: to add a second one would be refused. */
function stanzaFixes(agent: Agent): readonly Fix[] {
  if (agent.root.members.some(({ key }) => key.toLowerCase() === 'peering')) return []
  const edit = { type: 'insertMember', into: agent.root, key: 'peering', value: { enabled: true } } as const
  return [editFix(agent, 'Add `peering { enabled = true }`', edit, { safe: true, preferred: true })]
}
