// C6: no L7 permissions for callers of a peer.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, checkFixAll, fixTitles } from '../harness/rules.ts'

const entry = (source: string) => `
Kind = "service-intentions"
Name = "billing"
Sources {
  Name = "web"
  Peer = "cluster-02"
  ${source}
}
`

describe('l7-permissions-for-peer', () => {
  it('replaces repeated blocks by one action', () => {
    checkFix(
      entry('Permissions { Action = "allow", HTTP { PathPrefix = "/v1" } }\n  Permissions { Action = "deny", HTTP { PathPrefix = "/" } }'),
      'Replace `Permissions` by `Action = "allow"` (lets everything of this source through)',
      entry('Action = "allow"'),
    )
  })

  it('follows the case of the file', () => {
    checkFix(
      '\nkind = "service-intentions"\nname = "billing"\nsources = [{ name = "web", peer = "cluster-02", permissions = [{ action = "deny", http { path_exact = "/" } }] }]\n',
      'Replace `Permissions` by `Action = "deny"` (refuses everything of this source)',
      '\nkind = "service-intentions"\nname = "billing"\nsources = [{ name = "web", peer = "cluster-02", action = "deny" }]\n',
    )
  })

  it('is no part of fix-all', () => {
    const text = entry('Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }]')
    checkFixAll(text, text)
  })

  it('tells of permissions on an exported service, also for local sources', () => {
    const titles = fixTitles(`#- billing.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }] }]
#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "*", Consumers = [{ peer_name = "cluster-02" }] }]
`)
    assert.equal(titles.length, 2)
  })

  it('is silent since 1.13', () =>
    checkFindings(entry('Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }]'), { target: '1.13' }))
})
