// The mistakes in `examples/` are found, and the fixes leave nothing to tell.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { Finding } from '../../server/src/core/rules/rule.ts'
import type { FixtureFile } from '../harness/fixture.ts'
import { fixAll, fixed, judgeFiles } from '../harness/rules.ts'

const root = path.join(import.meta.dirname, '..', '..', 'examples')
const files = fs
  .globSync('cluster-*/*.{hcl,json}', { cwd: root })
  .filter((name) => !name.endsWith('consul-peering.json'))
  .sort()
  .map((name): FixtureFile => ({ name, text: fs.readFileSync(path.join(root, name), 'utf8') }))
const options = { settings: { scopes: [{ folder: 'cluster-01/' }, { folder: 'cluster-02/' }] } }

describe('examples', () => {
  it('hold these mistakes and no others', () => {
    assert.deepEqual(judgeFiles(files, options).map(describeFinding), [
      'cluster-01/exported-services.hcl:7 preview exported-service-protocol C3',
      'cluster-01/exported-services.hcl:8 rejected unknown-field',
      'cluster-01/exported-services.hcl:12 preview namespace-ignored C10',
      'cluster-02/api-intentions.hcl:10 preview l7-permissions-for-peer C6',
      'cluster-02/exported-services.json:2 rejected missing-field',
      'cluster-02/exported-services.json:6 rejected unknown-field',
    ])
  })

  it('are clean after fix-all and the single fixes of C3 and C6', () => {
    const safe = fixAll(files, options)
    assert.deepEqual(
      judgeFiles(safe, options).map(({ constraint }) => constraint),
      ['C3', 'C6'],
    )
    const tcp = fixed(safe, 'Set the protocol of `billing` to `tcp` in billing.hcl', options)
    const done = fixed(tcp, 'Replace `Permissions` by `Action = "allow"` (lets everything of this source through)', options)
    assert.deepEqual(judgeFiles(done, options), [])
  })
})

function describeFinding({ document, range, category, code, constraint }: Finding): string {
  const line = document.text.slice(0, range.start).split('\n').length
  return [`${document.uri}:${line}`, category, code, ...(constraint ? [constraint] : [])].join(' ')
}
