// Patterns in exported names.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, fixTitles } from '../harness/rules.ts'

const entry = (name: string) => `Kind = "exported-services"
Name = "default"
Services = [{ Name = "${name}", Consumers = [{ Peer = "p" }] }]
`

describe('partial-wildcard', () => {
  it('offers all services, and those that the cluster has', () => {
    const services = ['api', 'web', 'web-v2'].map((name) => ({ name }))
    const settings = { scopes: [{ folder: '', cluster: 'a' }], facts: { clusters: [{ cluster: 'a', readAt: 0, services }] } }
    assert.deepEqual(fixTitles(entry('web*'), { target: '1.16', settings }), [
      'Export `web`',
      'Export `web-v2`',
      'Export all services (`*`)',
    ])
    checkFix(entry('web*'), 'Export all services (`*`)', entry('*'), { target: '1.16' })
  })

  it('takes `*` alone for what it is', () => checkFindings(entry('*'), { target: '1.16' }))
})
