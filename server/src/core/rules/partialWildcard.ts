// Tells of an exported name that looks like a pattern, which Consul does not know.
import { type Consumer, exportedServicesOf } from '../model/exports.ts'
import { type EditFix, type EntryRule, editFix, type RuleContext, type RuleFinding } from './rule.ts'

export const partialWildcard: EntryRule = {
  code: 'partial-wildcard',
  kinds: ['exported-services'],
  title: 'A pattern in the name of an exported service or a peer',
  category: 'advice',
  severity: 'warning',
  why: 'Only `*` alone is special. `web*` is taken as the name of one service, which nobody can have, so that nothing is exported.',
  source: 'facts §5.2; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web*", Consumers = [{ peer_name = "cluster-02" }] }]
                     ^^^^^^ advice partial-wildcard: Consul knows no patterns: \`web*\` is the name of one service, which does not exist. List the services by name, or write \`*\` for all.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check(entry, context) {
    return exportedServicesOf(entry).flatMap(({ name, object, consumers }) => {
      const peers = consumers.flatMap(peerFinding)
      const field = object.fields.get('Name')
      if (name === '*' || !name.includes('*') || !field) return peers
      const candidates = [...namesLike(name, context)].map(
        (found): EditFix =>
          editFix(entry, `Export \`${found}\``, { type: 'replaceValue', value: field.value.source, by: found }, { safe: false }),
      )
      const all = editFix(entry, 'Export all services (`*`)', { type: 'replaceValue', value: field.value.source, by: '*' }, { safe: false })
      return [
        {
          message: `Consul knows no patterns: \`${name}\` is the name of one service, which does not exist. List the services by name, or write \`*\` for all.`,
          range: field.value.source.range,
          fixes: [...candidates, all],
        },
        ...peers,
      ]
    })
  },
}

/** Consul refuses `*` alone as a peer, but takes a pattern for a name. */
function peerFinding({ peer, field }: Consumer): readonly RuleFinding[] {
  if (peer === '*' || !peer.includes('*') || !field) return []
  const message = `Consul knows no patterns: \`${peer}\` is the name of one peer, which does not exist. Write a consumer for each peer.`
  return [{ message, range: field.value.source.range }]
}

/** Services that the cluster is known to have and that the pattern would match. */
function namesLike(pattern: string, { scope }: RuleContext): readonly string[] {
  const [before = '', after = ''] = pattern.split('*', 2)
  return (scope.facts?.services ?? [])
    .map(({ name }) => name)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .slice(0, 5)
}
