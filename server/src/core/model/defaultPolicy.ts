// What happens to calls that no intention is about, as far as facts and files tell.
import { objectsOf, textOf } from '../decode/decoded.ts'
import { settingOf } from './agent.ts'
import type { Scope } from './project.ts'

/** The default for calls in a cluster; `undefined` where nothing known decides it. */
export function defaultPolicyOf(scope: Scope): 'allow' | 'deny' | undefined {
  if (deniesEverything(scope)) return 'deny'
  return aclDefaultOf(scope)
}

/** The ACL default policy alone: the intention from `*` to `*` is about local services only. */
export function aclDefaultOf(scope: Scope): 'allow' | 'deny' | undefined {
  return scope.facts?.defaultPolicy ?? policyOfAgents(scope)
}

/** The intention from `*` to `*` stands in the place of the policy. */
function deniesEverything(scope: Scope): boolean {
  const entry = scope.entry('service-intentions', '*')
  if (!entry?.decoded) return false
  return objectsOf(entry.decoded.root, 'Sources').some((source) => textOf(source, 'Name') === '*' && textOf(source, 'Action') === 'deny')
}

/** Only agents that agree with each other decide. */
function policyOfAgents(scope: Scope): 'allow' | 'deny' | undefined {
  const agents = scope.agents()
  if (agents.length === 0) return undefined
  const policies = new Set(
    agents.flatMap((agent) => {
      const value = (settingOf(agent, 'acl', 'default_policy') ?? settingOf(agent, 'acl_default_policy'))?.value
      return value?.type === 'string' ? [value.value] : []
    }),
  )
  const [policy, ...others] = policies
  return others.length === 0 && (policy === 'allow' || policy === 'deny') ? policy : undefined
}
