// How people name releases.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWithin, knownTarget, lowerTarget, parseTarget } from '../../../server/src/core/schema/target.ts'

describe('targets', () => {
  it('are read from minors, full versions, pre-releases and words', () => {
    const read = {
      '1.16': '1.16',
      '1.16.1': '1.16',
      'v1.16.1+ent': '1.16',
      '1.13.0-alpha2': 'preview',
      '1.13.0-techpreview1': 'preview',
      preview: 'preview',
      '1.13.9': '1.13',
      latest: '1.22',
      '1.99.0': '1.22',
      '2.0.1': '1.22',
    }
    for (const [text, target] of Object.entries(read)) assert.equal(parseTarget(text), target, text)
  })

  it('are not read from anything else', () => {
    for (const text of ['', '1', '1.12', '1.12.3', 'newest', '1.16.', '1.16.1.2.3 and more', '0.9', '01.16', '1.016'])
      assert.equal(parseTarget(text), undefined, text)
  })

  it('are known to the letter where a person asks for one', () => {
    const read = {
      '1.16': '1.16',
      '1.16.1': '1.16',
      '1.13.0': '1.13',
      '1.13.0-alpha1': 'preview',
      '1.13.0-alpha2': 'preview',
      '1.13.0-techpreview1': 'preview',
      preview: 'preview',
      latest: '1.22',
    }
    for (const [text, target] of Object.entries(read)) assert.equal(knownTarget(text), target, text)
    for (const text of ['1.13.0-alpha3', '1.13.0-alpha22', '1.13.0-techpreview2', '01.16', 'v1.16', ' 1.16', '1.99'])
      assert.equal(knownTarget(text), undefined, text)
  })

  it('have an order', () => {
    assert.equal(lowerTarget('1.16', 'preview'), 'preview')
    assert.ok(isWithin('1.14', { since: '1.14', until: '1.15' }))
    assert.ok(!isWithin('1.15', { since: '1.14', until: '1.15' }))
    assert.ok(!isWithin('preview', { since: '1.13' }))
  })
})
