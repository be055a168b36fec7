// Settings of peering in an agent's file that the target does not know yet, so that the agent does not start.
import type { Agent } from '../model/agent.ts'
import { describeTarget, type Target } from '../schema/target.ts'
import type { Member } from '../value.ts'
import { type AgentRule, editFix, type Fix, type RuleFinding } from './rule.ts'

export const agentSettingVersion: AgentRule = {
  about: 'agent',
  code: 'agent-setting-version',
  title: 'A setting of the agent that this release does not know',
  category: 'rejected',
  severity: 'error',
  why: 'An agent that finds a setting it does not know does not start. `peering` came with 1.13.0, after the technical preview; `ports.grpc_tls` came with 1.14.',
  source: 'agent/config/config.go @ v1.13.9 and v1.16.1; `consul validate` of 1.13.9 and 1.16.1',
  examples: {
    target: '1.13',
    bad: `
server = true
ports {
  grpc     = 8502
  grpc_tls = 8503
  ^^^^^^^^ rejected agent-setting-version: \`grpc_tls\` is a setting since Consul 1.14, and an agent of Consul 1.13 does not start with it. Remove it, or judge this cluster by a release that has it.
}
peering {
  enabled = true
}
`,
    good: `
server = true
ports {
  grpc = 8502
}
peering {
  enabled = true
}
`,
  },
  check(agent, context) {
    return agent.problems.flatMap((problem) => {
      if (problem.type !== 'other-version' || problem.field.since === undefined) return []
      return [findingOf({ agent, member: problem.member, since: problem.field.since, target: context.target })]
    })
  },
}

interface TooNew {
  readonly agent: Agent
  readonly member: Member
  readonly since: Target
  readonly target: Target
}

function findingOf({ agent, member, since, target }: TooNew): RuleFinding {
  const fixes: Fix[] = [{ type: 'target', title: `Judge this cluster as ${describeTarget(since)}`, target: since }]
  fixes.push(editFix(agent, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: false }))
  const message = `\`${member.key}\` is a setting since Consul ${since}, and an agent of ${describeTarget(target)} does not start with it. Remove it, or judge this cluster by a release that has it.`
  return { message, range: member.keyRange, fixes }
}
