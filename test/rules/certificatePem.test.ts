// Certificates in PEM.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { holdsPem } from '../../server/src/core/model/base64.ts'

describe('certificate-pem', () => {
  const block = (body: string, end = 'X') => `text before\n-----BEGIN X-----\n${body}\n-----END ${end}-----\n`

  it('finds a block wherever it begins on a line, with or without headers', () => {
    assert.ok(holdsPem(block('MIIB')))
    assert.ok(holdsPem(block('MIIB').replaceAll('\n', '\r\n')))
    assert.ok(holdsPem(block('Proc-Type: 4,ENCRYPTED\n\nMIIB')))
  })

  it('takes no block that does not end, ends otherwise or is not in Base64', () => {
    assert.ok(!holdsPem('-----BEGIN X-----\nMIIB\n'))
    assert.ok(!holdsPem(block('MIIB', 'Y')))
    assert.ok(!holdsPem(block('MI')))
    assert.ok(!holdsPem('MIIB'))
  })
})
