// Which parts of a text are laid out: a document, lines of it, an object whose brace was just typed; and JSON.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editsInLines, formatEdits, objectEndingAt } from '../../../server/src/core/features/format.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'

function json(text: string): string | undefined {
  const edits = formatEdits({ text, format: 'json' })
  return edits && applyEdits(text, edits)
}

test('JSON is laid out by two spaces, or as the file is already', () => {
  assert.equal(json('{"Kind":"mesh","Meta":{"a":"b"}}'), '{\n  "Kind": "mesh",\n  "Meta": {\n    "a": "b"\n  }\n}')
  assert.equal(json('{\n\t"Kind": "mesh", "Meta":{}}\n'), '{\n\t"Kind": "mesh",\n\t"Meta": {}\n}\n')
  assert.equal(json('{\r\n    "Kind":"mesh"}'), '{\r\n    "Kind": "mesh"\r\n}')
  assert.equal(json('\ufeff{"Kind":"mesh"}'), '\ufeff{\n  "Kind": "mesh"\n}')
  assert.equal(json('{"Kind": "mesh",}'), undefined)
})

test('YAML is left as it is', () => {
  assert.deepEqual(formatEdits({ text: 'a:    1\n', format: 'yaml' }), [])
})

test('only the lines of a range change', () => {
  const text = 'a=1\nb=2\nc=3\n'
  const edits = formatEdits({ text, format: 'hcl' }) ?? []
  const start = text.indexOf('b')
  assert.equal(applyEdits(text, editsInLines(edits, text, { start, end: start + 1 })), 'a=1\nb = 2\nc=3\n')
})

test('a brace that was just typed ends the innermost object', () => {
  const text = 'a {\n  b = { c = 1 }\n}\n'
  const { roots } = parse(text, 'hcl')
  const inner = text.indexOf(' }') + 2
  const found = objectEndingAt(roots, inner)
  assert.equal(found && text.slice(found.start, found.end), '{ c = 1 }')
  assert.equal(objectEndingAt(roots, 2), undefined)
})
