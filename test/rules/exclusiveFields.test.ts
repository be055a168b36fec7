// Keys that exclude each other.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const paths = `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathExact = "/a", PathPrefix = "/b" } }] }]
`

describe('exclusive-fields', () => {
  it('removes the second one', () => {
    checkFix(paths, 'Remove `PathPrefix`', paths.replace(', PathPrefix = "/b"', ''), { target: '1.16' })
  })

  it('is silent when one of them is empty', () => {
    checkFindings(paths.replace('"/b"', '""'), { target: '1.16' })
  })
})
