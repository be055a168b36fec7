// C1: the technical preview peers only without ACLs, or with ACLs that allow by default.
import { agentsBeside, settingOf, switchOf } from '../model/agent.ts'
import type { AgentRule } from './rule.ts'

const message =
  'ACLs deny by default here, and the technical preview peers clusters only with ACLs off or with `default_policy = "allow"`. Use a cluster of its own for the preview, or Consul 1.13.'

export const aclDefaultDeny: AgentRule = {
  about: 'agent',
  code: 'acl-default-deny',
  title: 'ACLs deny by default',
  category: 'preview',
  severity: 'warning',
  constraint: 'C1',
  until: '1.13',
  why: 'The technical preview cannot peer clusters whose ACLs deny by default: its peering endpoints ignore tokens, and what they need of the rest of the cluster is refused. Since 1.13.0 a token with `peering = "write"` is enough.',
  source:
    'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3; run on 1.13.0-alpha2 (agents), `consul validate` of 1.13.9 and 1.16.1 (keys)',
  noFix: 'To open a cluster to everybody is a decision about its security, so only a person should take it.',
  examples: {
    bad: `
data_dir = "/opt/consul"
server   = true
acl {
  enabled        = true
  default_policy = "deny"
                   ^^^^^^ preview acl-default-deny C1: ACLs deny by default here, and the technical preview peers clusters only with ACLs off or with \`default_policy = "allow"\`. Use a cluster of its own for the preview, or Consul 1.13.
}
`,
    good: `
data_dir = "/opt/consul"
server   = true
acl {
  enabled        = true
  default_policy = "allow"
}
`,
  },
  check(agent, { scope }) {
    const policy = settingOf(agent, 'acl', 'default_policy') ?? settingOf(agent, 'acl_default_policy')
    if (policy?.value.type !== 'string' || policy.value.value !== 'deny') return []
    const isOn = agentsBeside(agent, scope.agents()).some((one) => switchOf(one, 'acl', 'enabled') === true)
    return isOn ? [{ message, range: policy.value.source.range }] : []
  },
}
