// Tells of an export of the service that Consul's own servers register.
import { exportedServicesOf } from '../model/exports.ts'
import { isWithin } from '../schema/target.ts'
import { type EntryRule, editFix } from './rule.ts'

export const consulExported: EntryRule = {
  code: 'consul-exported',
  kinds: ['exported-services'],
  title: 'The service of the Consul servers is exported',
  category: 'advice',
  severity: 'warning',
  why: '`consul` is the service under which the servers register themselves. No peer can use it; newer releases leave it out without a word, older ones hand the addresses of the servers to the peer.',
  source: 'facts §5.2 and §6 (hashicorp/consul#21624); run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [
  { Name = "web", Consumers = [{ peer_name = "cluster-02" }] },
  { Name = "consul", Consumers = [{ peer_name = "cluster-02" }] }
           ^^^^^^^^ advice consul-exported: \`consul\` is the service of the Consul servers themselves, and exporting it only tells the peer where they are. Remove it.
]
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [
  { Name = "web", Consumers = [{ peer_name = "cluster-02" }] }
]
`,
  },
  check(entry, { target }) {
    return exportedServicesOf(entry).flatMap(({ name, object }) => {
      const field = object.fields.get('Name')
      if (name !== 'consul' || !field) return []
      const effect = isWithin(target, { since: '1.14' }) ? 'exporting it does nothing' : 'exporting it only tells the peer where they are'
      return [
        {
          message: `\`consul\` is the service of the Consul servers themselves, and ${effect}. Remove it.`,
          range: field.value.source.range,
          fixes: [
            editFix(entry, 'Stop exporting `consul`', { type: 'removeElement', element: object.source }, { safe: false, preferred: true }),
          ],
        },
      ]
    })
  },
}
