// Elements of lists and comments, added and taken out in the manner of their file.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { Document } from '../../../server/src/core/document.ts'
import type { Edit, PlainValue } from '../../../server/src/core/edit.ts'
import { plainOf } from '../../../server/src/core/plain.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'
import { parse, readsAsJson } from '../../../server/src/core/syntax/index.ts'
import { writeEdit } from '../../../server/src/core/syntax/write.ts'
import type { ListValue, ObjectValue, Value } from '../../../server/src/core/value.ts'
import { documentOf } from '../../harness/tree.ts'
import { readEntryVectors } from '../../harness/vectors.ts'

describe('removing an element', () => {
  it('takes its comma within a line', () => {
    checkRemove('a = [1, 2, 3]', 0, 'a = [2, 3]')
    checkRemove('a = [1, 2, 3]', 1, 'a = [1, 3]')
    checkRemove('a = [1, 2, 3]', 2, 'a = [1, 2]')
    checkRemove('a = [1]', 0, 'a = []')
  })

  it('takes its lines and the comment behind it', () => {
    checkRemove('a = [\n  { b = 1 }, # one\n  { b = 2 } # two\n]\n', 0, 'a = [\n  { b = 2 } # two\n]\n')
    checkRemove('a = [\n  {\n    b = 1\n  },\n  {\n    b = 2\n  }\n]\n', 1, 'a = [\n  {\n    b = 1\n  }\n]\n')
    checkRemove('{"a": [\n  1,\n  2\n]}', 1, '{"a": [\n  1\n]}')
  })

  it('takes an object that begins where the one before ends', () => {
    checkRemove('a = [{\n  b = 1\n}, {\n  b = 2\n}]\n', 0, 'a = [{\n  b = 2\n}]\n')
    checkRemove('a = [{\n  b = 1\n}, {\n  b = 2\n}]\n', 1, 'a = [{\n  b = 1\n}]\n')
  })
})

describe('inserting an element', () => {
  it('stays on the line of the last one', () => {
    checkInsert('a = [{ b = 1 }]', { c: 2 }, 'a = [{ b = 1 }, { c = 2 }]')
    checkInsert('a = [1,]', 2, 'a = [1, 2,]')
    checkInsert('a = []', 'x', 'a = ["x"]')
    checkInsert('{"a": [{"b": 1}]}', { c: 2 }, '{"a": [{"b": 1}, { "c": 2 }]}')
  })

  it('takes a line of its own where the last one has one', () => {
    checkInsert('a = [\n  { b = 1 } # one\n]\n', { b: 2 }, 'a = [\n  { b = 1 }, # one\n  { b = 2 }\n]\n')
    checkInsert('a = [\n  1,\n]\n', 2, 'a = [\n  1,\n  2,\n]\n')
    checkInsert('a = [\n  {\n    b = 1\n  }\n]\n', { b: 2 }, 'a = [\n  {\n    b = 1\n  },\n  {\n    b = 2\n  }\n]\n')
    checkInsert('{"a": [\n  1\n]}', 2, '{"a": [\n  1,\n  2\n]}')
  })
})

describe('an object that stands for a list of one', () => {
  const object = (document: Document): ObjectValue => {
    const [root] = document.roots
    const value = root?.type === 'object' ? root.members[0]?.value : undefined
    assert.ok(value?.type === 'object')
    return value
  }
  const checkBeside = (text: string, after: string) => {
    const document = read(text)
    checkEdit(document, { type: 'insertElements', into: object(document), values: [{ c: 2 }] }, after)
  }

  it('gets another one beside it in HCL, and becomes a list in JSON', () => {
    checkBeside('a {\n  b = 1\n}\n', 'a {\n  b = 1\n}\na {\n  c = 2\n}\n')
    checkBeside('a = { b = 1 }\n', 'a = { b = 1 }\na = {\n  c = 2\n}\n')
    checkBeside('{"a": {"b": 1}}', '{"a": [{ "b": 1 }, { "c": 2 }]}')
  })

  it('goes together with its key', () => {
    const document = read('a {\n  b = 1\n}\na {\n  b = 2\n}\n')
    checkEdit(document, { type: 'removeElement', element: object(document) }, 'a {\n  b = 2\n}\n')
  })
})

describe('an element in a list of one, within a list', () => {
  it('goes together with the list that stands for it', () => {
    const document = read('{"a": [[{"b": 1}], {}]}')
    const outer = document.roots.flatMap(listsOf)[0]
    const inner = outer?.elements[0]
    const element = inner?.type === 'list' ? inner.elements[0] : undefined
    assert.ok(element)
    checkEdit(document, { type: 'removeElement', element }, '{"a": [{}]}')
  })
})

describe('an edit of a comment', () => {
  it('takes its line, or what stands behind the rest of the line', () => {
    checkComment('# one\na = 1\n', 'a = 1\n')
    checkComment('a = 1 # one\nb = 2\n', 'a = 1\nb = 2\n')
    checkComment('a = /* one */ 1\n', 'a = 1\n')
    checkComment('a = 1\n# one', 'a = 1')
  })

  it('changes words and keeps the signs', () => {
    const document = read('a = 1 /*  one two */\n')
    const [comment] = document.comments
    assert.ok(comment)
    checkEdit(document, { type: 'replaceComment', comment, text: 'two' }, 'a = 1 /*  two */\n')
  })

  it('stands above the line, indented like it', () => {
    const document = read('a {\n  b = 1\n}\n')
    checkEdit(document, { type: 'insertComment', above: { start: 8, end: 9 }, text: 'why' }, 'a {\n  # why\n  b = 1\n}\n')
    checkEdit(read('{"a": 1}'), { type: 'insertComment', above: { start: 1, end: 2 }, text: 'why' }, '{"a": 1}')
  })
})

describe('an edit of any list', () => {
  it('changes that list, and nothing else', () => {
    const values: readonly PlainValue[] = ['x', true, ['a'], { A: 'x' }, [], {}]
    const texts = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'vectors', 'entries.ndjson'), 'utf8'))
    let turn = 0
    for (const { text } of texts.filter((_, i) => i % 3 === 0)) {
      const document = read(text)
      if (document.problems.length > 0) continue
      const lists = document.roots.flatMap(listsOf)
      for (const list of lists) {
        const value = values[turn++ % values.length] ?? ''
        const isOpen = !endsInHeredoc(list)
        if (isOpen)
          checkList(document, list, { type: 'insertElements', into: list, values: [value, value] }, [...elementsOf(list), value, value])
        const index = turn % Math.max(list.elements.length, 1)
        const element = list.elements[index]
        const standsForElement = list.elements.length === 1 && lists.some(({ elements }) => elements.includes(list))
        if (element && !standsForElement)
          checkList(document, list, { type: 'removeElement', element }, elementsOf(list).toSpliced(index, 1))
      }
    }
    assert.ok(turn > 700)
  })
})

function read(text: string): Document {
  return documentOf(text, readsAsJson(text) ? 'json' : 'hcl')
}

function checkEdit(document: Document, edit: Edit, after: string): void {
  assert.equal(applyEdits(document.text, writeEdit(document, edit)), after)
}

function checkRemove(text: string, index: number, after: string): void {
  const document = read(text)
  const [from] = document.roots.flatMap(listsOf)
  const element = from?.elements[index]
  assert.ok(from && element)
  checkEdit(document, { type: 'removeElement', element }, after)
}

function checkInsert(text: string, value: PlainValue, after: string): void {
  const document = read(text)
  const [into] = document.roots.flatMap(listsOf)
  assert.ok(into)
  checkEdit(document, { type: 'insertElements', into, values: [value] }, after)
}

function checkComment(text: string, after: string): void {
  const document = read(text)
  const [comment] = document.comments
  assert.ok(comment)
  checkEdit(document, { type: 'removeComment', comment }, after)
}

function listsOf(value: Value): readonly ListValue[] {
  if (value.type === 'list') return [value, ...value.elements.flatMap(listsOf)]
  return value.type === 'object' ? value.members.flatMap((member) => listsOf(member.value)) : []
}

function endsInHeredoc({ elements }: ListValue): boolean {
  const last = elements.at(-1)
  return last?.type === 'string' && last.heredoc
}

/** Checks that a list, found again by its place among all lists, has changed as it should. */
function checkList(document: Document, list: ListValue, edit: Edit, expected: unknown): void {
  const before = document.roots.flatMap(listsOf)
  const text = applyEdits(document.text, writeEdit(document, edit))
  const { roots, problems } = parse(text, document.format)
  assert.deepEqual(problems, [], `${document.text}\n=>\n${text}`)
  const after = roots.flatMap(listsOf)[before.indexOf(list)]
  assert.deepEqual(after && elementsOf(after), expected, `${document.text}\n=>\n${text}`)
}

function elementsOf(list: ListValue): readonly PlainValue[] {
  return list.elements.map((element) => plainOf(element) ?? null)
}
