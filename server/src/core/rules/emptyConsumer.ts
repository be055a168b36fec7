// Tells of a consumer that names nobody.
import { textOf } from '../decode/decoded.ts'
import { type Entry, isWhole } from '../model/entry.ts'
import { type Consumer, type ExportedService, exportedServicesOf, newConsumer } from '../model/exports.ts'
import { placeOf } from '../model/place.ts'
import { type EditFix, type EntryRule, editFix, type RuleContext, type RuleFinding } from './rule.ts'

export const emptyConsumer: EntryRule = {
  code: 'empty-consumer',
  kinds: ['exported-services'],
  title: 'A consumer that names nobody',
  category: 'advice',
  severity: 'warning',
  why: 'Consul takes a consumer without a peer, and the service is then exported to nobody by it. Outside Consul Enterprise a consumer that names only a partition is just as empty.',
  source: 'facts §5.2; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }, {}] }]
                                                                       ^^ advice empty-consumer: This consumer names nobody, so \`web\` is exported to no one by it. Name a peer, or remove the consumer.
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check(entry, context) {
    return exportedServicesOf(entry).flatMap((service) =>
      service.consumers.flatMap((consumer) => findingFor(consumer, service, context) ?? []),
    )
  },
}

function findingFor(consumer: Consumer, service: ExportedService, context: RuleContext): RuleFinding | undefined {
  const { object } = consumer
  const partition = textOf(object, 'Partition')
  if (consumer.peer !== '' || textOf(object, 'SamenessGroup') !== '') return undefined
  if (partition !== '' && context.edition === 'enterprise') return undefined
  if (!isWhole(service.entry, object)) return undefined
  const what = partition === '' ? 'This consumer names nobody' : `A community cluster has no partition \`${partition}\``
  return {
    message: `${what}, so \`${service.name}\` is exported to no one by it. Name a peer, or remove the consumer.`,
    range: placeOf(object),
    fixes: fixesFor(consumer, service, context),
  }
}

function fixesFor({ object }: Consumer, { entry, consumers }: ExportedService, { scope }: RuleContext): readonly EditFix[] {
  // Where all consumers are empty, taking away each of them would leave none, which Consul refuses.
  const safe = consumers.some((other) => other.peer !== '' || textOf(other.object, 'SamenessGroup') !== '')
  const isAlone = consumers.length === 1
  const fixes = isAlone
    ? []
    : [editFix(entry, 'Remove the consumer', { type: 'removeElement', element: object.source }, { safe, preferred: true })]
  const [peer, ...others] = scope.facts?.peers ?? []
  if (peer && others.length === 0) fixes.push(peerFix(entry, object.source, peer.name))
  return fixes
}

function peerFix(entry: Entry, value: Consumer['object']['source'], peer: string): EditFix {
  return editFix(entry, `Export to \`${peer}\``, { type: 'replaceValue', value, by: newConsumer(entry, peer) }, { safe: false })
}
