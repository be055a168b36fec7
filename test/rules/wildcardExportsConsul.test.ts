// `*` before 1.14.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('wildcard-exports-consul', () => {
  it('is silent since 1.14', () => {
    checkFindings('Kind = "exported-services"\nName = "default"\nServices = [{ Name = "*", Consumers = [{ Peer = "p" }] }]\n', {
      target: '1.14',
    })
  })
})
