// The layout of HCL: as HashiCorp's formatter has it, stable, and without a change to what a text says.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { applyEdits } from '../../../../server/src/core/syntax/applyEdits.ts'
import { formatHcl } from '../../../../server/src/core/syntax/hcl/format.ts'
import { parseHcl } from '../../../../server/src/core/syntax/hcl/parser.ts'
import { readEntryVectors } from '../../../harness/vectors.ts'

const vectors = path.join(import.meta.dirname, '..', '..', '..', 'vectors')

function laidOut(text: string): string | undefined {
  const edits = formatHcl(text)
  return edits && applyEdits(text, edits)
}

/** The tree without places. */
function said(text: string): string {
  return JSON.stringify(parseHcl(text.replace(/^\ufeff/, '')).roots, (key, value: unknown) => (/range$/i.test(key) ? undefined : value))
}

test('all texts of the vectors are laid out as `hclwrite.Format` does', () => {
  const lines = fs.readFileSync(path.join(vectors, 'format.ndjson'), 'utf8').split('\n').filter(Boolean)
  assert.ok(lines.length > 500)
  for (const line of lines) {
    const { id, text, formatted }: { readonly id: string; readonly text: string; readonly formatted: string } = JSON.parse(line)
    assert.equal(laidOut(text), formatted, id)
  }
})

test('what an entry says never changes, and twice is as good as once', () => {
  const texts = readEntryVectors(fs.readFileSync(path.join(vectors, 'entries.ndjson'), 'utf8')).filter(({ format }) => format === 'hcl')
  let count = 0
  for (const { id, text } of texts) {
    const once = laidOut(text)
    if (once === undefined) continue
    count++
    assert.equal(said(once), said(text), id)
    assert.equal(laidOut(once), once, id)
    assert.equal(once.split('\n').length, text.split('\n').length, id)
  }
  assert.ok(count > 1_500)
})

test('a text that HCL 1 refuses is left alone', () => {
  assert.equal(laidOut('Kind = "mesh'), undefined)
  assert.equal(laidOut('Services = [ {'), undefined)
})

test('forms that only HCL 1 has, heredocs, comments and quoted texts keep their place', () => {
  assert.equal(laidOut('a{b=1}\n'), 'a { b = 1 }\n')
  assert.equal(laidOut('Sources=[{Name="a",Action="allow"},]\n'), 'Sources = [{ Name = "a", Action = "allow" }, ]\n')
  assert.equal(laidOut('a = <<EOF\n   kept  \nEOF\nbcd=1\n'), 'a   = <<EOF\n   kept  \nEOF\nbcd = 1\n')
  assert.equal(laidOut('a=1 # one\nbcd = 2   // two\n'), 'a   = 1 # one\nbcd = 2 // two\n')
  assert.equal(laidOut('a = "x  ${ y }"\n'), 'a = "x  ${ y }"\n')
})

test('a byte order mark, CRLF and a missing last line break stay', () => {
  assert.equal(laidOut('\ufeffa=1\r\nbc=2'), '\ufeffa  = 1\r\nbc = 2')
})
