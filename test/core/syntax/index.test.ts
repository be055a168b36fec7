// Which of its two readers `consul config write` takes for a text.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readsAsJson } from '../../../server/src/core/syntax/index.ts'

describe('a text', () => {
  it('is read as JSON if a brace is its first character', () => {
    assert.equal(readsAsJson('{}'), true)
    assert.equal(readsAsJson(' \t\r\n\u000b\f{'), true)
  })

  it('is read as JSON after any white space of Unicode, which JSON itself then refuses', () => {
    assert.equal(readsAsJson('\u00a0\u0085\u2028\u3000{'), true)
  })

  it('is read as HCL otherwise', () => {
    assert.equal(readsAsJson(''), false)
    assert.equal(readsAsJson('[{}]'), false)
    assert.equal(readsAsJson('# {'), false)
  })

  it('is read as HCL after a byte order mark, which is no white space', () => {
    assert.equal(readsAsJson('\ufeff{}'), false)
  })
})
