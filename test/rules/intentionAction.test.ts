// Sources that say neither `allow` nor `deny`, or say it twice.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFix, checkFixAll, fixTitles } from '../harness/rules.ts'

const source = (rest: string) => `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web"${rest} }]
`

describe('intention-action', () => {
  it('inserts either answer', () => {
    assert.deepEqual(fixTitles(source('')), ['Insert `Action = "allow"`', 'Insert `Action = "deny"`'])
    checkFix(source(''), 'Insert `Action = "deny"`', source(', Action = "deny"'))
  })

  it('never chooses an answer by itself', () => checkFixAll(source(''), source('')))

  it('writes the answer in the place of a `null`, and nowhere beside a label', () => {
    const json = (action: string) =>
      `#- a.json\n{ "Kind": "service-intentions", "Name": "api", "Sources": [{ "Name": "web", "action": ${action} }] }\n`
    checkFix(json('null'), 'Insert `action = "deny"`'.replace('action', 'Action'), json('"deny"'))
    assert.deepEqual(fixTitles('Kind = "service-intentions"\nName = "api"\nSources "web" { Action = "allow" }\n'), [])
  })

  it('repairs the case', () => checkFix(source(', Action = "Allow"'), 'Change to `allow`', source(', Action = "allow"')))

  it('keeps the permissions of a source that has both', () => {
    const permissions = ', Permissions = [{ Action = "deny", HTTP { PathExact = "/x" } }]'
    checkFix(source(`${permissions}, Action = "allow"`), 'Remove `Action`', source(permissions), { target: '1.16' })
  })
})
