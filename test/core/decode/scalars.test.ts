// How Go reads scalars from text.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  formatFloat,
  parseBoolean,
  parseDuration,
  parseInteger,
  parseTime,
  truncateToInt64,
} from '../../../server/src/core/decode/scalars.ts'

describe('scalars', () => {
  it('reads integers in every base, with underscores, within their bits', () => {
    const read = (text: string) => parseInteger(text, { bits: 64, unsigned: false })
    assert.deepEqual(['', '0x64', '0o17', '017', '0b11', '-5', '+5', '1_000', '0'].map(read), [0, 100, 15, 15, 3, -5, 5, 1000, 0])
    assert.deepEqual(['08', '0x', '2.5', '1__0', '1_', 'x', ' 1', '9223372036854775808'].map(read), Array(8).fill(undefined))
    assert.equal(parseInteger('-1', { bits: 32, unsigned: true }), undefined)
    assert.equal(parseInteger('4294967296', { bits: 32, unsigned: true }), undefined)
  })

  it('reads truth values', () => {
    assert.deepEqual(['1', 'T', 'true', '', 'f', 'FALSE'].map(parseBoolean), [true, true, true, false, false, false])
    assert.deepEqual(['yes', 'tRUE', '2'].map(parseBoolean), [undefined, undefined, undefined])
  })

  it('reads durations', () => {
    assert.deepEqual(['5s', '1m30s', '1.5h', '-5ms', '0', '.5s', '10µs'].map(parseDuration), [5e9, 90e9, 5400e9, -5e6, 0, 0.5e9, 10_000])
    assert.deepEqual(['5', '', 's', '5 s', '1d', '9999999h'].map(parseDuration), Array(6).fill(undefined))
  })

  it('cuts off what is less than a nanosecond', () => {
    assert.deepEqual(['0.5ns', '-0.5ns', '1.9999us', '0.9999999999s'].map(parseDuration), [0, 0, 1_999, 999_999_999])
  })

  it('knows the longest and the shortest duration to the nanosecond', () => {
    const longest = ['9223372036854775807ns', '2562047h47m16.854775807s', '9223372036854775807.9ns']
    assert.deepEqual(longest.map(parseDuration), Array(3).fill(2 ** 63))
    assert.equal(parseDuration('-9223372036854775808ns'), -(2 ** 63))
    const tooLong = ['9223372036854775808ns', '2562047h47m16.854775808s', '-9223372036854775809ns', `${'9'.repeat(400)}h`]
    assert.deepEqual(tooLong.map(parseDuration), Array(4).fill(undefined))
  })

  it('reads times', () => {
    assert.equal(parseTime('2026-01-31T12:00:00Z'), Date.UTC(2026, 0, 31, 12))
    assert.deepEqual(['2026-02-30T12:00:00Z', '2026-01-31', 'now', ''].map(parseTime), Array(4).fill(undefined))
  })

  it('cuts numbers as Go does', () => {
    assert.deepEqual([2.9, -2.9, 1e99].map(truncateToInt64), [2, -2, -(2 ** 63)])
    assert.deepEqual([0.1, 1e21, 1e-7, 100].map(formatFloat), ['0.1', '1000000000000000000000', '0.0000001', '100'])
  })
})
