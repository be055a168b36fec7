// Tells of a consumer that is named twice for one service.
import { textOf } from '../decode/decoded.ts'
import { type Consumer, exportedServicesOf } from '../model/exports.ts'
import { type EntryRule, editFix, type RuleFinding } from './rule.ts'

export const duplicateConsumer: EntryRule = {
  code: 'duplicate-consumer',
  kinds: ['exported-services'],
  title: 'A consumer is named twice for one service',
  category: 'advice',
  severity: 'information',
  why: 'Consul keeps both and the second changes nothing. Who later takes the export away from the peer will miss one of them.',
  source: 'facts §5.2; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }, { peer_name = "cluster-02" }] }]
                                                                                     ^^^^^^^^^^^^ advice duplicate-consumer: \`web\` is exported to \`cluster-02\` already, so this changes nothing. Remove it.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }, { peer_name = "cluster-03" }] }]
`,
  },
  check(entry) {
    return exportedServicesOf(entry).flatMap(({ name, consumers }) => {
      const findings: RuleFinding[] = []
      const seen = new Map<string, Consumer>()
      for (const consumer of consumers) {
        const key = consumerKey(consumer)
        const first = seen.get(key)
        if (!first || !consumer.field || consumer.peer === '') {
          seen.set(key, consumer)
          continue
        }
        const fix = editFix(
          entry,
          'Remove the second one',
          { type: 'removeElement', element: consumer.object.source },
          { safe: true, preferred: true },
        )
        findings.push({
          message: `\`${name}\` is exported to \`${consumer.peer}\` already, so this changes nothing. Remove it.`,
          range: consumer.field.value.source.range,
          related: [{ document: entry.document, range: first.object.source.range, message: 'The first one is here.' }],
          fixes: [fix],
        })
      }
      return findings
    })
  },
}

function consumerKey({ peer, object }: Consumer): string {
  return JSON.stringify([peer, textOf(object, 'Partition'), textOf(object, 'SamenessGroup')])
}
