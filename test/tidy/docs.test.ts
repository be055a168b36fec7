// Pages and tables that are generated from the code say what the code says today.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { staleFiles } from '../../scripts/docs.mts'

test('`npm run docs` would change nothing', () => {
  assert.deepEqual(staleFiles(), [])
})
