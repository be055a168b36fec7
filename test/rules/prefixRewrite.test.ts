// Paths that are rewritten.
import { describe, it } from 'node:test'
import { checkFix } from '../harness/rules.ts'

describe('prefix-rewrite', () => {
  it('does not count a regular expression', () => {
    const route = (rest: string) => `
Kind = "service-router"
Name = "billing"
Routes = [{ Match { HTTP { PathRegex = "/v[0-9]" } }, Destination { Service = "old"${rest} } }]
`
    checkFix(route(', PrefixRewrite = "/"'), 'Remove `PrefixRewrite`', route(''))
  })
})
