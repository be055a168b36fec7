// Tells of an intention that allows what is allowed anyhow.
import { objectsOf, textOf } from '../decode/decoded.ts'
import { defaultPolicyOf } from '../model/defaultPolicy.ts'
import type { Scope } from '../model/project.ts'
import type { EntryRule } from './rule.ts'

export const allowByDefault: EntryRule = {
  code: 'allow-by-default',
  kinds: ['service-intentions'],
  title: 'An intention allows what the cluster allows by default',
  category: 'advice',
  severity: 'hint',
  why: 'The default policy of the cluster allows every call, as the technical preview requires, so only intentions that deny change anything.',
  source: 'facts §5.3; website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3',
  noFix: 'The intention will be needed once the default policy denies.',
  examples: {
    facts: { defaultPolicy: 'allow' },
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "cluster-02", Action = "allow" }]
                                                         ^^^^^^^ advice allow-by-default: The default policy of the cluster allows every call, so this changes nothing. Only \`deny\` does.
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "cluster-02", Action = "deny" }]
`,
  },
  check(entry, { scope }) {
    if (!entry.decoded || defaultPolicyOf(scope) !== 'allow') return []
    const sources = objectsOf(entry.decoded.root, 'Sources')
    return sources.flatMap((source) => {
      const field = source.fields.get('Action')
      const peer = textOf(source, 'Peer')
      if (!field || peer === '' || textOf(source, 'Action') !== 'allow' || isDenied(scope, [entry.name, '*'], peer)) return []
      const message = `The default policy of the cluster allows every call, so this changes nothing. Only \`deny\` does.`
      return [{ message, range: field.value.source.range }]
    })
  },
}

/** Says whether a wider intention denies, from which this one is an exception. */
function isDenied(scope: Scope, destinations: readonly string[], peer: string): boolean {
  return destinations.some((name) => {
    const entry = scope.entry('service-intentions', name)
    if (!entry?.decoded) return false
    return objectsOf(entry.decoded.root, 'Sources').some((source) => textOf(source, 'Peer') === peer && textOf(source, 'Action') === 'deny')
  })
}
