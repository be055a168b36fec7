// Exports that no intention lets anybody use.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseFixture } from '../harness/fixture.ts'
import { checkFindings, checkFix, fixed, fixTitles } from '../harness/rules.ts'

const exported = `#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ Peer = "east" }] }]
`
const intention = (name: string, sources: string) => `#- intentions.hcl
Kind = "service-intentions"
Name = "${name}"
Sources = [${sources}]
`
const policy = (defaultPolicy: 'allow' | 'deny') =>
  ({
    target: '1.16',
    settings: { scopes: [{ folder: '', cluster: 'a' }], facts: { clusters: [{ cluster: 'a', readAt: 0, defaultPolicy }] } },
  }) as const
const title = 'Let all services of `east` call `billing`'

describe('export-without-intention', () => {
  it('adds a source to the intentions of the service', () => {
    checkFix(
      exported + intention('billing', '{ Name = "web", Action = "allow" }'),
      title,
      exported + intention('billing', '{ Name = "web", Action = "allow" }, { Name = "*", Peer = "east", Action = "allow" }'),
      policy('deny'),
    )
  })

  it('writes a new file where the service has none', () => {
    const done = fixed(parseFixture(exported).files, title, policy('deny'))
    assert.deepEqual(
      done.map(({ name }) => name),
      ['exports.hcl', 'billing-intentions.hcl'],
    )
  })

  it('is silent where any source of the peer is named, by the service or for all', () => {
    for (const text of [
      intention('billing', '{ Name = "web", Peer = "east", Action = "deny" }'),
      intention('*', '{ Name = "*", Peer = "east", Action = "allow" }'),
    ]) {
      checkFindings(exported + text, policy('deny'))
    }
  })

  it('is silent where everything is allowed, and where neither files nor facts decide', () => {
    checkFindings(exported + intention('billing', '{ Name = "web", Action = "deny" }'), policy('allow'))
    checkFindings(exported, { target: '1.16' })
    checkFindings(exported + intention('billing', '{ Name = "web", Action = "deny" }'), { target: '1.16' })
  })

  it('takes it from the files: who lets one in, an intention that denies everything, the settings of agents', () => {
    const options = { target: '1.16' } as const
    for (const text of [
      intention('billing', '{ Name = "web", Action = "allow" }'),
      intention('*', '{ Name = "*", Action = "deny" }'),
      '#- agent.hcl\ndata_dir = "/opt/consul"\nserver = true\nacl {\n  enabled = true\n  default_policy = "deny"\n}\n',
    ]) {
      assert.deepEqual(fixTitles(exported + text, options), [title])
    }
    const peered = exported.replace('Peer', 'peer_name') + intention('billing', '{ Name = "web", Action = "allow" }')
    assert.deepEqual(fixTitles(peered), [], 'the technical preview needs a policy that allows everything')
  })
})
