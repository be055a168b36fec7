// C10: a community cluster exports services of the namespace `default` only, and drops any other without a word.
import { isRepeated, objectsOf, textOf } from '../decode/decoded.ts'
import { editFix, type Rule } from './rule.ts'

export const namespaceIgnored: Rule = {
  code: 'namespace-ignored',
  kinds: ['exported-services'],
  title: 'A namespace that a community cluster does not have',
  category: 'preview',
  severity: 'warning',
  constraint: 'C10',
  edition: 'community',
  why: 'Outside Consul Enterprise there is one namespace, `default`. The server takes the key, drops it, and exports the service of that name in `default`, which may be another one than meant. Never lifted for the community edition.',
  source: 'agent/structs/config_entry_exports.go Normalize, acl.NormalizeNamespace @ v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Namespace = "shop", Consumers = [{ peer_name = "cluster-02" }] }]
                            ^^^^^^^^^ preview namespace-ignored C10: A community cluster has no namespace \`shop\`: it exports \`web\` of \`default\` instead, without a word. Remove \`Namespace\`.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check(entry) {
    if (!entry.decoded) return []
    return objectsOf(entry.decoded.root, 'Services').flatMap((service) => {
      const namespace = textOf(service, 'Namespace')
      const member = service.fields.get('Namespace')?.member
      if (!member || namespace === '' || namespace === 'default') return []
      const message = `A community cluster has no namespace \`${namespace}\`: it exports \`${textOf(service, 'Name')}\` of \`default\` instead, without a word. Remove \`${member.key}\`.`
      const fix = editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: true, preferred: true })
      return [{ message, range: member.keyRange, fixes: isRepeated(member, service) ? [] : [fix] }]
    })
  },
}
