// Tells of one source name that comes from several peers, which proxies once could not tell apart.
import { textOf } from '../decode/decoded.ts'
import { repeatsNames, sourcesOf } from '../model/sources.ts'
import type { Range } from '../range.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const sameSourceFromPeers: EntryRule = {
  code: 'same-source-from-peers',
  kinds: ['service-intentions'],
  title: 'The same source name from several peers',
  category: 'advice',
  severity: 'information',
  why: 'Until a fix of November 2025 the rules that proxies get for services of one name from two peers were wrong, so that a caller could be let in or kept out by the rule of the other.',
  source: 'facts §6, hashicorp/consul#23048 and #23049',
  noFix: 'Services of one name are renamed in their own cluster.',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [
  { Name = "web", Peer = "cluster-02", Action = "allow" },
  { Name = "web", Peer = "cluster-03", Action = "deny" }
           ^^^^^ advice same-source-from-peers: \`web\` also comes from the peer \`cluster-02\`, and proxies of releases before November 2025 mix the two up. Use names that differ where that matters.
]
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [
  { Name = "web", Peer = "cluster-02", Action = "allow" },
  { Name = "shop", Peer = "cluster-03", Action = "deny" }
]
`,
  },
  check(entry) {
    if (!repeatsNames(entry)) return []
    const findings: RuleFinding[] = []
    const seen = new Map<string, { readonly peer: string; readonly range: Range }>()
    for (const source of sourcesOf(entry)) {
      const [name, peer] = [textOf(source, 'Name'), textOf(source, 'Peer')]
      const range = source.fields.get('Name')?.value.source.range
      if (peer === '' || name === '' || name === '*' || !range) continue
      const first = seen.get(name)
      if (!first) seen.set(name, { peer, range })
      else if (first.peer !== peer) {
        findings.push({
          message: `\`${name}\` also comes from the peer \`${first.peer}\`, and proxies of releases before November 2025 mix the two up. Use names that differ where that matters.`,
          range,
          related: [{ document: entry.document, range: first.range, message: 'The other one is here.' }],
        })
      }
    }
    return findings
  },
}
