// Values that stand twice.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('repeated-value', () => {
  it('lets lists repeat that are not about single values', () => {
    checkFindings(`
Kind = "service-router"
Name = "billing"
Routes = [{ Destination { RetryOnStatusCodes = [503, 503] } }]
`)
  })
})
