// Whole entries for a blank text: each kind, in each syntax, for several releases, is one that Consul would take once it is filled in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Format } from '../../../server/src/core/document.ts'
import { beginningsAt, type Completion, completionsAt } from '../../../server/src/core/features/completion.ts'
import { withoutPlaces } from '../../../server/src/core/features/snippet.ts'
import { createProject, defaultSettings } from '../../../server/src/core/model/project.ts'
import type { Target } from '../../../server/src/core/schema/target.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { judgeFiles } from '../../harness/rules.ts'

/** The choices at the mark `|` of a text that may hold no entry yet. */
function offered(marked: string, format: Format, target: Target = '1.16'): readonly Completion[] {
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const project = createProject()
  project.configure({ ...defaultSettings, target })
  project.setFile('file', text, format)
  const file = project.file('file')
  if (file) return completionsAt(file.entries, project.scopeOf(file), file.judgement, offset)
  const document = { uri: 'file', format, text, ...parse(text, format) }
  return beginningsAt(document, project.judgementOf(document), offset)
}

/** What a person makes of a snippet who takes the first choice everywhere and types `x` or 1 for the rest. */
function filledIn(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/(?<=\{\n\s*)\$\d+(?=\n\s*\})/g, '')
    .replaceAll(/(?<=": |= )\$\d+/g, '1')
    .replaceAll(/\$\d+/g, 'x')
}

const syntaxes = [
  ['entry.hcl', 'hcl'],
  ['entry.json', 'json'],
  ['entry.yaml', 'yaml'],
] as const

/** What only the person can say: the routes, certificates and keys of their own. */
const leftToSay = /^(missing-|certificate-pem|needs-|jwt-|api-listener|wrong-type|gateway-route|split-weights|unknown-protocol)/

for (const [name, format] of syntaxes) {
  test(`each kind in ${format} is well formed, of the release, and lacks at most what only a person knows`, () => {
    for (const target of ['preview', '1.13', '1.16', '1.22'] as const) {
      const all = offered('|', format, target)
      assert.ok(all.length > 6)
      for (const { label, newText } of all) {
        const text = filledIn(newText)
        const rejected = judgeFiles([{ name, text }], { target }).filter(({ category }) => category === 'rejected')
        const others = rejected.filter(({ code }) => !leftToSay.test(code)).map(({ code, message }) => `${code}: ${message}`)
        assert.deepEqual(others, [], `${label} for ${target}:\n${text}`)
      }
    }
  })
}

test('the export of a service, in each syntax', () => {
  const text = (format: Format) => offered('|', format).find(({ label }) => /^exported-?services$/i.test(label))?.newText
  assert.equal(
    text('hcl'),
    `Kind = "exported-services"
Name = "default"
Services = [
  {
    Name = "$1"
    Consumers = [
      {
        Peer = "$2"
      }
    ]
  }
]`,
  )
  assert.equal(
    text('yaml'),
    `apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: $1
      consumers:
        - peer: $2`,
  )
  assert.equal(JSON.parse(filledIn(text('json') ?? '')).Services[0].Consumers[0].Peer, 'x')
})

test('they are offered where nothing is said yet, and nowhere else', () => {
  const isOffered = (marked: string, format: Format) => offered(marked, format).some(({ sort }) => sort === 'snippet')
  assert.ok(isOffered('# exports\n\nexpo|\n', 'hcl'))
  assert.ok(isOffered('expo|', 'json'))
  const mesh = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: Mesh\nmetadata:\n  name: mesh\nspec: {}\n'
  assert.ok(isOffered(`${mesh}---\n|`, 'yaml'))
  assert.ok(isOffered(`|\n---\n${mesh}`, 'yaml'))
  for (const other of [`${mesh}|`, 'services:\n  web:\n    image: x\n|', '# |', 'foo: bar|']) assert.ok(!isOffered(other, 'yaml'), other)
  assert.ok(!isOffered('resource "aws_vpc" "a" {}\n|', 'hcl'))
})

test('a client without snippets gets the known text and nothing to fill in', () => {
  assert.equal(withoutPlaces('a = "${1|allow,deny|}"\nb = "${2:5s}"\nc = $3\nd = "\\$x\\}"'), 'a = ""\nb = "5s"\nc = \nd = "$x}"')
})
