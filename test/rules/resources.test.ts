// Runs the examples of every rule as Kubernetes resources, where their kinds have one: the same codes on the same fields.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rules } from '../../server/src/core/rules/index.ts'
import type { Finding } from '../../server/src/core/rules/rule.ts'
import { parseFixture } from '../harness/fixture.ts'
import { exampleOptions, judgeFiles } from '../harness/rules.ts'
import { toYaml } from '../harness/toYaml.ts'

/** Rules whose examples say something else as resources, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'syntax-error': 'the text is HCL',
  'unused-suppression': 'comments are not rendered',
  'unknown-suppression': 'comments are not rendered',
  'unknown-kind': 'the good example exports nothing, which the webhook refuses',
  'exported-services-name': 'the examples export nothing, which the webhook refuses',
  'unknown-field': 'the key is `peer` in resources of every release',
  'missing-field': 'the name of a resource stands in its metadata',
  'too-long': 'a resource has no `Meta`',
  'legacy-meta': 'a resource has no such key',
  'read-only-field': 'a resource has no such key',
  'ignored-kind': 'a resource has one `kind`',
  'empty-datacenter': 'the webhook refuses all `datacenters` in a failover',
  'failover-of-shared-service': 'the webhook refuses all `datacenters` in a failover',
  'namespace-ignored': 'the webhook refuses a namespace',
  'empty-consumer': 'the webhook refuses the consumer',
  'unquoted-duration': 'Kubernetes takes no number for a duration',
}

for (const rule of rules) {
  const options = exampleOptions(rule)
  const examples = [rule.examples.bad, rule.examples.good].map((example) => parseFixture(example).files)
  if (rule.code in exceptions || !examples.flat().every(({ name }) => name.endsWith('.hcl'))) continue
  const resources = examples.map((files) => files.map((file) => toYaml(file)))
  if (resources.flat().includes(undefined)) continue
  describe(`rule ${rule.code}, as Kubernetes resources`, () => {
    it('finds the same', () => {
      examples.forEach((files, i) => {
        const asYaml = (resources[i] ?? []).flatMap((file) => file ?? [])
        assert.deepEqual(placesIn(judgeFiles(asYaml, options)), placesIn(judgeFiles(files, options)))
      })
    })
  })
}

/** Each finding as its code and the key or value that it stands at, whatever its spelling. */
function placesIn(findings: readonly Finding[]): readonly string[] {
  return findings
    .map(({ code, document, range }) => {
      const place = document.text
        .slice(range.start, range.end)
        .toLowerCase()
        .replaceAll(/peer_?name/g, 'peer')
      return `${code} at ${place.replaceAll(/["'\s,=:_[\]-]/g, '')}`
    })
    .sort()
}
