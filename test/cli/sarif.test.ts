// The SARIF log: its form is that of the schema, and it says what the other formats say.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'
import { readSarif } from '../harness/sarif.ts'

const wrong = '# 😀\nKind = "proxy-defaults" /* 😀 */ Nmae = "global"\n'

test('the examples make a log that the schema allows, with all findings', async () => {
  const log = readSarif((await runCli('check --format sarif examples')).out)
  const json: { readonly files: readonly { readonly path: string; readonly findings: readonly { readonly code: string }[] }[] } =
    JSON.parse((await runCli('check --format json examples')).out)
  assert.deepEqual(
    log.runs[0]?.results.map(({ ruleId, locations }) => [locations[0]?.physicalLocation.artifactLocation.uri, ruleId]),
    json.files.flatMap((file) => file.findings.map(({ code }) => [file.path, code])),
  )
})

test('regions are one-based, in UTF-16 code units, and fixes are replacements', async (context) => {
  const { path: folder } = createFolder(context, { 'a b/ü#1.hcl': wrong })
  const { code, out } = await runCli('check --format sarif', { folder })
  assert.equal(code, 1)
  const run = readSarif(out).runs[0]
  assert.equal(run?.columnKind, 'utf16CodeUnits')
  const [result] = run.results
  const region = { startLine: 2, startColumn: 34, endLine: 2, endColumn: 38 }
  const artifactLocation = { uri: 'a%20b/%C3%BC%231.hcl' }
  assert.deepEqual(result?.locations, [{ physicalLocation: { artifactLocation, region } }])
  assert.deepEqual(result.fixes, [
    {
      description: { text: 'Rename to `Name`' },
      artifactChanges: [{ artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'Name' } }] }],
    },
  ])
})

test('rules bring their words, their level and their page', async (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': wrong })
  const [rule] = readSarif((await runCli('check --format sarif', { folder })).out).runs[0]?.tool.driver.rules ?? []
  assert.equal(rule?.id, 'unknown-field')
  assert.match(rule.helpUri ?? '', /\/docs\/rules\/unknown-field\.md$/)
  assert.deepEqual(rule.defaultConfiguration, { level: 'error' })
  assert.deepEqual(rule.properties?.tags, ['consul', 'rejected'])
})

test('a clean run is a log without results', async (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': 'Kind = "proxy-defaults"\nName = "global"\n' })
  const { code, out } = await runCli('check --format sarif', { folder })
  assert.deepEqual([code, readSarif(out).runs[0]?.results], [0, []])
})
