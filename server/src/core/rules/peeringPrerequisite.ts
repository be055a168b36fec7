// Settings of a server without which it cannot make a peering token: the service mesh and the port that peers connect to.
import { type Agent, agentsBeside, settingOf, switchOf } from '../model/agent.ts'
import type { Scope } from '../model/project.ts'
import { isWithin } from '../schema/target.ts'
import { type AgentRule, editFix, type RuleFinding } from './rule.ts'

export const peeringPrerequisite: AgentRule = {
  about: 'agent',
  code: 'peering-prerequisite',
  title: 'A server cannot make a peering token with these settings',
  category: 'advice',
  severity: 'warning',
  since: '1.13',
  why: 'A token names the gRPC port of the servers, so 1.13 refuses to make one without `ports.grpc`; 1.14 and later ask for `ports.grpc_tls` (8503 by default) and for the service mesh, whose certificates the peers check.',
  source: 'agent/consul/peering_backend.go @ v1.13.9 and v1.16.1; run on 1.13.9 and 1.16.1',
  examples: {
    target: '1.16',
    bad: `
server = true
connect {
  enabled = false
            ^^^^^ advice peering-prerequisite: Without the service mesh this server refuses to make peering tokens, since peers check its certificates. Set \`connect.enabled\` to \`true\`.
}
peering {
  enabled = true
}
`,
    good: `
server = true
peering {
  enabled = true
}
`,
  },
  check(agent, { scope, target }) {
    const beside = agentsBeside(agent, scope.agents())
    if (!beside.some((one) => switchOf(one, 'server') === true)) return []
    return isWithin(target, { since: '1.14' }) ? laterFindings(agent, scope) : firstFindings(agent, scope)
  },
}

/** Since 1.14 all is on by default, so only what is switched off by hand is in the way. */
function laterFindings(agent: Agent, scope: Scope): readonly RuleFinding[] {
  const isOff = agentsBeside(agent, scope.agents()).some((one) => switchOf(one, 'peering', 'enabled') === false)
  if (isOff) return []
  const findings: RuleFinding[] = []
  const connect = settingOf(agent, 'connect', 'enabled')
  if (connect?.value.type === 'boolean' && !connect.value.value) {
    const { source } = connect.value
    findings.push({
      message:
        'Without the service mesh this server refuses to make peering tokens, since peers check its certificates. Set `connect.enabled` to `true`.',
      range: source.range,
      fixes: [
        editFix(agent, 'Switch the service mesh on', { type: 'replaceValue', value: source, by: true }, { safe: false, preferred: true }),
      ],
    })
  }
  return [...findings, ...closedPort(agent, 'grpc_tls', 8503)]
}

/** In 1.13 a server opens the port only where it is told to; who says that peering is on must say the port, too. */
function firstFindings(agent: Agent, scope: Scope): readonly RuleFinding[] {
  const beside = agentsBeside(agent, scope.agents())
  const enabled = settingOf(agent, 'peering', 'enabled')
  const isSaid = beside.some((one) => settingOf(one, 'ports', 'grpc') !== undefined)
  if (isSaid || enabled?.value.type !== 'boolean' || !enabled.value.value) return closedPort(agent, 'grpc', 8502)
  const message =
    'Consul 1.13 opens no gRPC port unless it is told to, and this server refuses to make peering tokens without one. Set `ports.grpc`, for example to 8502.'
  const hasPorts = agent.root.members.some(({ key }) => key.toLowerCase() === 'ports')
  const edit = { type: 'insertMember', into: agent.root, key: 'ports', value: { grpc: 8502 } } as const
  const fixes = hasPorts ? [] : [editFix(agent, 'Add `ports { grpc = 8502 }`', edit, { safe: false, preferred: true })]
  return [{ message, range: enabled.member.keyRange, fixes }]
}

function closedPort(agent: Agent, name: 'grpc' | 'grpc_tls', usual: number): readonly RuleFinding[] {
  const field = settingOf(agent, 'ports', name)
  if (field?.value.type !== 'number' || field.value.value > 0) return []
  const { source } = field.value
  return [
    {
      message: `The port \`${name}\` is closed, so this server refuses to make peering tokens: peers would have nothing to connect to. Set \`ports.${name}\`, usually to ${usual}.`,
      range: source.range,
      fixes: [
        editFix(agent, `Open the port ${usual}`, { type: 'replaceValue', value: source, by: usual }, { safe: false, preferred: true }),
      ],
    },
  ]
}
