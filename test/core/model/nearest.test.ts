// What was meant by a misspelt word.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nearest } from '../../../server/src/core/model/nearest.ts'

describe('nearest', () => {
  it('finds a word with a few letters wrong, swapped or missing', () => {
    assert.equal(nearest('exported-servces', ['exported-services', 'service-defaults']), 'exported-services')
    assert.equal(nearest('Protocl', ['Protocol', 'Mode']), 'Protocol')
    assert.equal(nearest('Nmae', ['Name', 'Mode']), 'Name')
    assert.equal(nearest('meshgateway', ['mesh_gateway']), 'mesh_gateway')
  })

  it('finds nothing for words that are far from all', () => {
    for (const word of ['', 'Deployment', 'Pod', 'x'.repeat(10_000)])
      assert.equal(nearest(word, ['exported-services', 'mesh', 'Name']), undefined)
  })
})
