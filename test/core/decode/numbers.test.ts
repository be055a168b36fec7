// Number literals as Go's strconv reads them.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseGoFloat, parseGoInt } from '../../../server/src/core/decode/numbers.ts'

describe('a whole number', () => {
  it('may have a sign, a base and single underscores', () => {
    const read = ['0', '-5', '+5', '0x1f', '0XF', '-0x10', '0b11', '0o17', '017', '00', '1_000', '0x_ff', '0_7'].map(parseGoInt)
    assert.deepEqual(read, [0n, -5n, 5n, 31n, 15n, -16n, 3n, 15n, 15n, 0n, 1000n, 255n, 7n])
  })

  it('has to fit into 64 bits', () => {
    const most = 2n ** 63n
    assert.equal(parseGoInt(String(most - 1n)), most - 1n)
    assert.equal(parseGoInt(String(-most)), -most)
    assert.equal(parseGoInt(String(most)), undefined)
    assert.equal(parseGoInt(`0x${'0'.repeat(50)}1`), 1n)
    assert.equal(parseGoInt('9'.repeat(100_000)), undefined)
  })

  it('is nothing else', () => {
    for (const text of ['', '-', '08', '0x', '0b2', '1.5', '1e3', 'x', ' 1', '1_', '1__0', '_1', '--1']) {
      assert.equal(parseGoInt(text), undefined, text)
    }
  })
})

describe('a number with a fraction or an exponent', () => {
  it('is read as decimal', () => {
    assert.deepEqual(['1.', '.5', '-1e3', '017', '089.5', '1e-400'].map(parseGoFloat), [1, 0.5, -1000, 17, 89.5, 0])
  })

  it('may not overflow or lack digits', () => {
    for (const text of ['1e400', '1e', '1e+', '.', '', '0x10', '1ex']) assert.equal(parseGoFloat(text), undefined, text)
  })
})
