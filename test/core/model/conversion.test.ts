// Entries in another syntax: what the controller of Kubernetes makes of a resource, round trips, comments, and what is lost.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import type { Document, Format } from '../../../server/src/core/document.ts'
import { type Conversion, type ConversionFormat, convert } from '../../../server/src/core/model/conversion/convert.ts'
import { readEntry } from '../../../server/src/core/model/entry.ts'
import { normalForm } from '../../../server/src/core/model/entryBody.ts'
import type { Target } from '../../../server/src/core/schema/target.ts'
import { parse, readsAsJson } from '../../../server/src/core/syntax/index.ts'
import { readCrdVectors } from '../../harness/crds.ts'
import { readEntryVectors } from '../../harness/vectors.ts'

const vectors = path.join(import.meta.dirname, '..', '..', 'vectors')

function documentOf(text: string, format: Format): Document {
  return { uri: 'entry', format, text, ...parse(text, format) }
}

function converted(text: string, format: Format, to: ConversionFormat, target: Target = '1.16'): Conversion {
  return convert(documentOf(text, format), { to, target, edition: 'community' })
}

/** The text and what is lost, or why there is none. */
function shown(text: string, format: Format, to: ConversionFormat): string {
  const result = converted(text, format, to)
  return result.ok ? [result.text, ...result.lost.map((what) => `lost: ${what}\n`)].join('') : `refused: ${result.why}`
}

/** What an entry means to Consul. */
function meaning(text: string, format: 'hcl' | 'json'): unknown {
  const document = documentOf(text, format)
  const [root] = document.roots
  const entry = root && readEntry(document, root, { target: '1.19', edition: 'community' })
  return entry && normalForm(entry, 'community')
}

/** Without what the controller adds to each entry. */
function withoutMarks(entry: Readonly<Record<string, unknown>>): string {
  const { Meta, Precedence, Type, ...rest } = entry
  return JSON.stringify(rest)
}

for (const to of ['hcl', 'json'] as const) {
  test(`a resource in ${to} is the entry that the controller of Kubernetes writes`, () => {
    let compared = 0
    const deviations: string[] = []
    for (const { id, text, documents } of readCrdVectors(fs.readFileSync(path.join(vectors, 'crds.ndjson'), 'utf8'))) {
      const [only, ...more] = documents ?? []
      if (!only?.consulEntry || more.length > 0) continue
      const result = converted(text, 'yaml', to, '1.16')
      // HCL has no `null`, and says so.
      if (to === 'hcl' && result.ok && result.lost.some((what) => /^(Config|EnvoyExtensions)/.test(what))) continue
      const ours = result.ok ? JSON.stringify(meaning(result.text, to)) : result.why
      const theirs = JSON.stringify(meaning(withoutMarks(only.consulEntry), 'json'))
      if (ours !== theirs) deviations.push(`${id}\n  ${ours}\n  ${theirs}`)
      compared++
    }
    assert.ok(compared > 300)
    assert.deepEqual(deviations, [])
  })
}

test('there and back again an entry means the same, but for what was told', () => {
  const all = readEntryVectors(fs.readFileSync(path.join(vectors, 'entries.ndjson'), 'utf8'))
  let compared = 0
  for (const { id, text, verdicts } of all) {
    if (!verdicts['1.16.1']?.ok) continue
    const format = readsAsJson(text) ? 'json' : 'hcl'
    const to = format === 'json' ? 'hcl' : 'json'
    const there = converted(text, format, to)
    assert.ok(there.ok, `${id}: ${there.ok ? '' : there.why}`)
    if (there.lost.some((what) => what !== 'comments')) continue
    const back = converted(there.text, to, format)
    assert.ok(back.ok, id)
    assert.deepEqual(meaning(back.text, format), meaning(text, format), id)
    compared++
  }
  assert.ok(compared > 1_000)
})

const intentions = `# Who may call billing.
Kind = "service-intentions"
Name = "billing"
Sources = [
  # the shop
  { Name = "web", Action = "allow" }, # its own
  { name = "frontend", peer = "west", action = "allow" },
]
# the end
`

test('comments come along, each to what it was about; JSON has none', () => {
  assert.equal(
    shown(intentions, 'hcl', 'crd'),
    `# the end
apiVersion: consul.hashicorp.com/v1alpha1
# Who may call billing.
kind: ServiceIntentions
metadata:
  name: billing
spec:
  destination:
    name: billing
  sources:
    # the shop
    # its own
    - name: web
      action: allow
    - name: frontend
      peer: west
      action: allow
`,
  )
  assert.match(shown(intentions, 'hcl', 'json'), /^\{\n {2}"Kind": "service-intentions",.*\nlost: comments\n$/s)
})

test('a comment behind the last line of a resource stays with it, when another one follows', () => {
  const resource = (name: string) => `apiVersion: consul.hashicorp.com/v1alpha1
kind: ServiceDefaults
metadata:
  name: ${name}
spec:
  # above ${name}
  protocol: http # beside ${name}
# below ${name}
`
  const text = shown(`${resource('a')}---\n${resource('b')}`, 'yaml', 'hcl')
  const [first = '', second = ''] = text.split('# service-defaults/b')
  for (const place of ['above', 'beside', 'below']) {
    assert.ok(first.includes(`# ${place} a`), text)
    assert.ok(second.includes(`# ${place} b`), text)
  }
})

test('a resource becomes an entry; what Kubernetes keeps beside it is told', () => {
  const resource = `apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
  labels:
    team: shop
spec:
  services:
    # for the shop
    - name: billing
      consumers:
        - peer: west
`
  assert.equal(
    shown(resource, 'yaml', 'hcl'),
    `Kind = "exported-services"
Name = "default"
Services = [
  # for the shop
  {
    Name = "billing"
    Consumers = [
      {
        Peer = "west"
      },
    ]
  },
]
lost: metadata.labels
`,
  )
  assert.match(
    shown(`${resource}---\n${resource}`, 'yaml', 'json'),
    /^\[\n {2}\{\n.*\n {2}\},\n {2}\{\n.*\n\]\nlost: exported-services\/default: metadata\.labels\n/s,
  )
  assert.match(
    shown(`${resource}---\n${resource}`, 'yaml', 'hcl'),
    /^# exported-services\/default\nKind = .*\n\n# exported-services\/default\nKind = /s,
  )
})

test('what the other syntax cannot say is told by its path', () => {
  assert.match(shown('{"Kind":"proxy-defaults","Name":"global","Config":{"a":null,"b":1}}', 'json', 'hcl'), /\nlost: Config\.a\n$/)
  assert.match(shown('Kind = "mesh"\nMeta = { a = "b" }', 'hcl', 'crd'), /\nlost: Meta\n$/)
})

test('what cannot be converted says why', () => {
  assert.match(shown('Kind = "mesh', 'hcl', 'json'), /^refused: /)
  assert.match(shown('', 'hcl', 'json'), /^refused: The text says no `Kind`/)
  assert.match(
    shown('Kind = "jwt-provider"\nName = "a"\nJSONWebKeySet = { Local = { JWKS = "e30=" } }', 'hcl', 'crd'),
    /^refused: There is no Kubernetes resource/,
  )
  assert.match(shown('Kind = "mesh"\nBogus = 1', 'hcl', 'json'), /^refused: Consul cannot read `Bogus`/)
  assert.match(shown('a: 1', 'yaml', 'hcl'), /^refused: /)
  const acceptor = 'apiVersion: consul.hashicorp.com/v1alpha1\nkind: PeeringAcceptor\nmetadata:\n  name: a\nspec:\n  peer: {}\n'
  assert.match(shown(acceptor, 'yaml', 'hcl'), /^refused: A `PeeringAcceptor` becomes a peering/)
})

test('an entry of another release or edition is converted as well', () => {
  const result = converted('Kind = "service-defaults"\nName = "a"\nNamespace = "b"', 'hcl', 'json', 'preview')
  assert.ok(result.ok)
  assert.match(result.text, /"Namespace": "b"/)
})
