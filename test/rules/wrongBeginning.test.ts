// Paths without a slash.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const route = (path: string) => `
Kind = "service-router"
Name = "billing"
Routes = [{ Match { HTTP { PathExact = "${path}" } } }]
`

describe('wrong-beginning', () => {
  it('puts the slash before a path', () => checkFix(route(' v1'), 'Change to `/v1`', route('/v1')))

  it('is silent about an empty path', () => checkFindings(route('')))
})
