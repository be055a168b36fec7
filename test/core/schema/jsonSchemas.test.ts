// The JSON schemas for other editors: well formed, and never against what Consul or Kubernetes takes.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { Ajv, type ValidateFunction } from 'ajv'
import { parse as parseYaml } from 'yaml'
import { readCrdVectors } from '../../harness/crds.ts'
import { readEntryVectors } from '../../harness/vectors.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')
const read = (name: string) => fs.readFileSync(path.join(root, name), 'utf8')

function validator(name: string): ValidateFunction {
  return new Ajv({ strict: true, strictTypes: false }).compile(JSON.parse(read(`schemas/${name}.schema.json`)))
}

test('every JSON entry that Consul takes fits the schema', () => {
  const fits = validator('config-entry')
  const taken = readEntryVectors(read('test/vectors/entries.ndjson')).filter(
    ({ format, verdicts }) => format === 'json' && verdicts['1.16.1']?.ok,
  )
  let compared = 0
  for (const { id, text } of taken) {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      // What is meant as JSON and is HCL.
      continue
    }
    assert.ok(fits(value), `${id}: ${JSON.stringify(fits.errors)}`)
    compared++
  }
  assert.ok(compared > 300)
})

test('every resource that Kubernetes takes fits the schema', () => {
  const fits = validator('custom-resources')
  let compared = 0
  for (const { id, text, documents } of readCrdVectors(read('test/vectors/crds.ndjson'))) {
    const [only, ...more] = documents ?? []
    if (!only?.ok || more.length > 0) continue
    const value: unknown = parseYaml(text, { version: '1.1', logLevel: 'silent' })
    assert.ok(fits(value), `${id}: ${JSON.stringify(fits.errors)}`)
    compared++
  }
  assert.ok(compared > 200)
})

test('they describe keys and offer values', () => {
  const {
    definitions,
  }: {
    readonly definitions: Readonly<Record<string, { readonly properties: Readonly<Record<string, { readonly description: string }>> }>>
  } = JSON.parse(read('schemas/config-entry.schema.json'))
  assert.match(definitions['intention-source']?.properties['Peer']?.description ?? '', /^The peer that the source lives on/)
  assert.match(JSON.stringify(definitions['intention-source']?.properties['Action']), /"enum":\["allow","deny"\]/)
  assert.ok(definitions['consumer']?.properties['peer_name'])
})
