// Holds our verdicts on Kubernetes resources to those of kubectl, the API server, the webhooks and Consul.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import { entryDeviationsOf, readCrdVectors, refusalsOf, verdictDeviationOf } from '../harness/crds.ts'

const vectors = readCrdVectors(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'crds.ndjson'), 'utf8'))

describe('Kubernetes resources', () => {
  const judged = vectors.filter(({ documents }) => documents !== null)

  it('are refused exactly where kubectl, the API server, a webhook or Consul refuses them', () => {
    assert.ok(judged.length > 950)
    assert.deepEqual(
      judged.flatMap((vector) => verdictDeviationOf(vector) ?? []),
      [],
    )
  })

  it('become the entries that the controller writes', () => {
    assert.deepEqual(judged.flatMap(entryDeviationsOf), [])
  })

  it('have no finding where they are templates', () => {
    const templates = vectors.filter(({ documents, text }) => documents === null && text.includes('{{'))
    assert.ok(templates.length > 15)
    for (const { text } of templates) {
      const parts = text.split(/^---.*$/m).filter((part) => part.includes('{{'))
      for (const part of parts) assert.deepEqual(refusalsOf(part), [])
    }
  })
})
