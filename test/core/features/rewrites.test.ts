// Rewrites of an entry: its keys in the other case with all else kept, and conversions with what they lose in the title.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Format } from '../../../server/src/core/document.ts'
import { rewritesOf } from '../../../server/src/core/features/rewrites.ts'
import { createProject, defaultSettings } from '../../../server/src/core/model/project.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'

/** The title and the new text of each rewrite. */
function rewrites(text: string, format: Format): ReadonlyMap<string, string> {
  const project = createProject()
  project.configure({ ...defaultSettings, target: '1.16' })
  project.setFile('file', text, format)
  const file = project.file('file')
  if (!file) return new Map()
  const found = rewritesOf(file.document, file.entries, file.judgement)
  return new Map(found.map((each) => [each.title, each.type === 'keys' ? applyEdits(text, each.edits) : each.text]))
}

const exports =
  '# shared\nKind = "exported-services"\nName = "default"\nServices = [{ Name = "web", Consumers = [{ Peer = "west" }] }] # one\n'

test('keys change their case, and nothing else changes', () => {
  const small = rewrites(exports, 'hcl').get('Write the keys in snake_case')
  assert.equal(
    small,
    '# shared\nkind = "exported-services"\nname = "default"\nservices = [{ name = "web", consumers = [{ peer_name = "west" }] }] # one\n',
  )
  assert.equal(rewrites(small ?? '', 'hcl').get('Write the keys in CamelCase'), exports)
  const json = '{"Kind":"service-resolver","Name":"a","ConnectTimeout":"5s","Meta":{"Some_Key":"x"}}'
  assert.equal(
    rewrites(json, 'json').get('Write the keys in snake_case'),
    '{"kind":"service-resolver","name":"a","connect_timeout":"5s","meta":{"Some_Key":"x"}}',
  )
})

test('blocks that stand for a list all change', () => {
  const blocks = 'Kind = "service-intentions"\nName = "a"\nSources {\n  Name = "b"\n}\nSources {\n  Name = "c"\n}\n'
  assert.equal(rewrites(blocks, 'hcl').get('Write the keys in snake_case'), blocks.toLowerCase())
})

test('conversions say in their title what is lost; several entries stay YAML', () => {
  assert.deepEqual(
    [...rewrites(exports, 'hcl').keys()],
    ['Write the keys in snake_case', 'Convert to JSON (without comments)', 'Convert to a Kubernetes resource'],
  )
  const yaml = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: Mesh\nmetadata:\n  name: mesh\nspec: {}\n'
  assert.deepEqual([...rewrites(yaml, 'yaml').keys()], ['Convert to HCL', 'Convert to JSON'])
  assert.deepEqual([...rewrites(`${yaml}---\n${yaml}`, 'yaml').keys()], [])
  assert.deepEqual([...rewrites('Kind = "mesh"\nBogus = 1\n', 'hcl').keys()], ['Write the keys in snake_case'])
})
