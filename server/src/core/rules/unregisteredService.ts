// Tells of an exported service of which the cluster has no instance.
import { exportedServicesOf } from '../model/exports.ts'
import { nearest } from '../model/nearest.ts'
import type { Scope } from '../model/project.ts'
import { type EntryRule, editFix } from './rule.ts'

export const unregisteredService: EntryRule = {
  code: 'unregistered-service',
  kinds: ['exported-services'],
  title: 'An exported service that nobody has registered',
  category: 'advice',
  severity: 'information',
  why: 'Consul takes any name. The peer sees nothing of the service until an instance of it is registered in this cluster.',
  source: 'facts §5.2; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    facts: { services: [{ name: 'billing' }, { name: 'web' }] },
    bad: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "biling", Consumers = [{ peer_name = "cluster-02" }] }]
                     ^^^^^^^^ advice unregistered-service: The cluster has no instance of \`biling\`, so the peer sees nothing yet. Did you mean \`billing\`?
`,
    good: `
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check(entry, { scope }) {
    const known = scope.facts?.services?.map(({ name }) => name)
    if (!known) return []
    return exportedServicesOf(entry).flatMap(({ name, object }) => {
      const field = object.fields.get('Name')
      if (!field || name === '' || name.includes('*') || known.includes(name) || isVirtual(scope, name)) return []
      const meant = nearest(name, known)
      const fixes = meant
        ? [editFix(entry, `Export \`${meant}\``, { type: 'replaceValue', value: field.value.source, by: meant }, { safe: false })]
        : []
      return [
        {
          message: `The cluster has no instance of \`${name}\`, so the peer sees nothing yet. ${meant ? `Did you mean \`${meant}\`?` : 'Register one, or look up the name.'}`,
          range: field.value.source.range,
          fixes,
        },
      ]
    })
  },
}

/** A name that only routing knows needs no instance. */
function isVirtual(scope: Scope, name: string): boolean {
  return ['service-resolver', 'service-router', 'service-splitter'].some((kind) => scope.entry(kind, name) !== undefined)
}
