// Tells that `*` exports Consul's own service too, before 1.14.
import { exportedServicesOf } from '../model/exports.ts'
import type { EntryRule } from './rule.ts'

export const wildcardExportsConsul: EntryRule = {
  code: 'wildcard-exports-consul',
  kinds: ['exported-services'],
  title: 'A wildcard exports the Consul servers, too',
  category: 'advice',
  severity: 'information',
  until: '1.14',
  why: 'Before Consul 1.14 `*` also exports `consul`, the service of the servers themselves, so that the peer learns their addresses.',
  source: 'facts §4.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'Which services are meant, a person must say.',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "*", Consumers = [{ peer_name = "cluster-02" }] }]
                     ^^^ advice wildcard-exports-consul: \`*\` also exports \`consul\`, so the peer learns the addresses of your servers. List the services by name where that matters.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check(entry) {
    return exportedServicesOf(entry).flatMap(({ name, object }) => {
      const field = object.fields.get('Name')
      if (name !== '*' || !field) return []
      const message =
        '`*` also exports `consul`, so the peer learns the addresses of your servers. List the services by name where that matters.'
      return [{ message, range: field.value.source.range }]
    })
  },
}
