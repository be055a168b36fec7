// Keys compare as with Go's strings.EqualFold.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { foldCase } from '../../../server/src/core/decode/fold.ts'

describe('keys', () => {
  it('are equal in any case of letters, by the simple folding of Unicode', () => {
    for (const [a, b] of [
      ['Peer', 'pEER'],
      ['Conſumers', 'consumers'],
      ['\u212a', 'k'],
      ['ΑΣ', 'ας'],
      ['ẞ', 'ß'],
      ['\u2126', 'ω'],
      ['𐐀', '𐐨'],
    ] as const) {
      assert.equal(foldCase(a), foldCase(b))
    }
  })

  it('differ where only a longer spelling or another language would make them equal', () => {
    for (const [a, b] of [
      ['ß', 'ss'],
      ['ı', 'i'],
      ['İ', 'i'],
      ['peer', 'peers'],
    ] as const) {
      assert.notEqual(foldCase(a), foldCase(b))
    }
  })
})
