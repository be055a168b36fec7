// Edits spelled in YAML: a text, an edit, the text after it.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { Document } from '../../../server/src/core/document.ts'
import type { Edit, PlainValue } from '../../../server/src/core/edit.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { writeEdit } from '../../../server/src/core/syntax/write.ts'
import type { ListValue, Value } from '../../../server/src/core/value.ts'
import { readCrdVectors } from '../../harness/crds.ts'
import { documentOf, findMember } from '../../harness/tree.ts'

describe('removing a member of YAML', () => {
  it('takes its lines and the comment behind it', () => {
    checkRemove('# a\na: 1\nb: 2 # b\nc: 3\n', 'b', '# a\na: 1\nc: 3\n')
    checkRemove('a: 1\nb:\n  c: 1\n  d: 2 # d\n# e\n', 'b', 'a: 1\n# e\n')
    checkRemove('a: 1\r\nb: |\r\n  x\r\nc: 2', 'b', 'a: 1\r\nc: 2')
    checkRemove('a: 1\nb: 2', 'b', 'a: 1')
  })

  it('leaves an object where it was the only one, and the dash before it', () => {
    checkRemove('a:\n  b: 1\n', 'a.b', 'a:\n  {}\n')
    checkRemove('a:\n  - b: 1\n  - c: 2\n', 'a.0.b', 'a:\n  - {}\n  - c: 2\n')
    checkRemove('a:\n  - b: 1\n    c: 2\n', 'a.0.b', 'a:\n  - c: 2\n')
  })

  it('takes its comma between braces', () => {
    checkRemove('a: {b: 1, c: 2}\n', 'a.b', 'a: {c: 2}\n')
    checkRemove('a: { b: 1, c: 2 }\n', 'a.c', 'a: { b: 1 }\n')
    checkRemove('a: [{ b: 1 }]\n', 'a.0.b', 'a: [{}]\n')
  })
})

describe('renaming a member of YAML', () => {
  it('keeps quotes, and sets them where they are needed', () => {
    checkRename('peerName: x\n', 'peerName', 'peer', 'peer: x\n')
    checkRename('"peerName": x\n', 'peerName', 'peer', '"peer": x\n')
    checkRename("- {'peerName': x}\n", '0.peerName', 'peer', "- {'peer': x}\n")
    checkRename('a: 1\n', 'a', 'y', '"y": 1\n')
  })
})

describe('replacing a value of YAML', () => {
  it('keeps quotes, and sets them where a text would be something else', () => {
    checkReplace('a: x # a\n', 'a', 'web', 'a: web # a\n')
    checkReplace("a: 'x'\n", 'a', "it's", "a: 'it''s'\n")
    checkReplace('a: 1\n', 'a', 'yes', 'a: "yes"\n')
    checkReplace('a: 1\n', 'a', '010', 'a: "010"\n')
    checkReplace('a: 1\n', 'a', true, 'a: true\n')
  })

  it('gives a key the value that it lacks', () => {
    checkReplace('a:\nb: 1\n', 'a', 'x', 'a: x\nb: 1\n')
    checkReplace('b: 1\na:', 'a', 'x', 'b: 1\na: x')
  })

  it('keeps blocks as blocks', () => {
    checkReplace('a:\n  - b: 1\nc: 2\n', 'a', [{ b: 2, c: ['x'] }, { d: 1 }], 'a:\n  - b: 2\n    c:\n      - x\n  - d: 1\nc: 2\n')
    checkReplace('a: [1, 2]\n', 'a', [{ b: 1 }], 'a: [{ b: 1 }]\n')
    checkReplace('a: |\n  x\nb: 1\n', 'a', 'z', 'a: z\nb: 1\n')
  })
})

describe('inserting into YAML', () => {
  it('puts a member on a line of its own, after the comment of the one before', () => {
    checkInsert('a: 1 # a\nb: 2\n', 'a', 'c', 3, 'a: 1 # a\nc: 3\nb: 2\n')
    checkInsert('x:\n  - a: 1\n', 'x.0.a', 'c', { d: ['e'] }, 'x:\n  - a: 1\n    c:\n      d:\n        - e\n')
    checkInsert('x:\r\n  a:\r\n    b: 1\r\n', 'x.a', 'c', 'y', 'x:\r\n  a:\r\n    b: 1\r\n  c: "y"\r\n')
    checkInsert('a: |\n  x\nb: 1\n', 'a', 'c', 3, 'a: |\n  x\nc: 3\nb: 1\n')
  })

  it('follows its neighbours between braces', () => {
    checkInsert('a: {b: 1}\n', 'a.b', 'c', 'x', 'a: {b: 1, c: x}\n')
    checkInsert('{"a": {"b": 1}}', 'a.b', 'c', ['x'], '{"a": {"b": 1, "c": ["x"]}}')
  })

  it('appends elements to lists of both kinds', () => {
    checkAppend('a:\n- b: 1 # b\nc: 2\n', [{ b: 2, d: 3 }], 'a:\n- b: 1 # b\n- b: 2\n  d: 3\nc: 2\n')
    checkAppend('a: [x]\n', ['z'], 'a: [x, z]\n')
    checkAppend('a: []\n', ['z'], 'a: [z]\n')
  })
})

describe('removing an element of YAML', () => {
  it('takes its lines, and leaves an empty list', () => {
    checkTake('a:\n  - x # x\n  - z\n', 0, 'a:\n  - z\n')
    checkTake('a:\n  - x\n  - b: 1\n    c: 2\n', 1, 'a:\n  - x\n')
    checkTake('a:\n  - x\nb: 1\n', 0, 'a:\n  []\nb: 1\n')
    checkTake('a: [x, z]\n', 0, 'a: [z]\n')
  })
})

describe('comments of YAML', () => {
  it('are written above a line', () => {
    const document = documentOf('a:\n  - b: 1\n', 'yaml')
    const { member } = findMember(document, 'a.0.b')
    checkEdit(document, { type: 'insertComment', above: member.keyRange, text: 'x' }, 'a:\n  # x\n  - b: 1\n')
  })
})

describe('any member of the vectors', () => {
  const file = path.join(import.meta.dirname, '..', '..', 'vectors', 'crds.ndjson')
  const texts = readCrdVectors(fs.readFileSync(file, 'utf8')).map(({ text }) => text)

  it('can be removed, renamed, replaced and followed by another', () => {
    let count = 0
    for (const text of texts.filter((_, i) => i % 9 === 0)) {
      const document = documentOf(text, 'yaml')
      // Of an anchor all uses change at once.
      if (document.problems.length > 0 || /[&*]\w|<<|!!|\? |\t/.test(text)) continue
      for (const root of document.roots) {
        for (const place of membersOf(root, [])) {
          count++
          checkAll(document, root, place)
        }
      }
    }
    assert.ok(count > 1000)
  })
})

interface Found {
  readonly path: readonly (string | number)[]
  readonly object: Value & { readonly type: 'object' }
  readonly index: number
}

function membersOf(value: Value, at: readonly (string | number)[]): readonly Found[] {
  if (value.type === 'list') return value.elements.flatMap((element, i) => membersOf(element, [...at, i]))
  if (value.type !== 'object') return []
  return value.members.flatMap((member, index) => [{ path: at, object: value, index }, ...membersOf(member.value, [...at, member.key])])
}

function checkAll(document: Document, root: Value, { object, index }: Found): void {
  const member = object.members[index]
  if (!member || object.members.length !== new Set(object.members.map(({ key }) => key)).size) return
  const value = { x: ['y', { z: 'no' }] }
  const text = (edit: Edit) => applyEdits(document.text, writeEdit(document, edit))
  const change = (members: readonly [string, PlainValue | undefined][]) => plainOf(root, object, Object.fromEntries(members))
  const all = object.members.map((one): [string, PlainValue | undefined] => [one.key, plainOf(one.value)])
  const at = document.roots.indexOf(root)
  const check = (edit: Edit, members: readonly [string, PlainValue | undefined][]) => {
    const after = text(edit)
    const parsed = parse(after, 'yaml')
    if (members.length === 0 && object === root) return
    const found = parsed.roots[at]
    assert.deepEqual(
      { problems: parsed.problems, tree: found && plainOf(found) },
      { problems: [], tree: change(members) },
      `${edit.type}\n${document.text}\n=>\n${after}`,
    )
  }
  check({ type: 'removeMember', member }, all.toSpliced(index, 1))
  check({ type: 'renameMember', member, key: 'renamed' }, all.toSpliced(index, 1, ['renamed', all[index]?.[1]]))
  check({ type: 'replaceValue', value: member.value, by: 'off' }, all.toSpliced(index, 1, [member.key, 'off']))
  check({ type: 'replaceValue', value: member.value, by: value }, all.toSpliced(index, 1, [member.key, value]))
  check({ type: 'insertMember', into: object, key: 'added', value, after: member }, [...all, ['added', value]])
}

function plainOf(value: Value, changed?: Value, by?: unknown): PlainValue {
  if (value === changed) return JSON.parse(JSON.stringify(by))
  switch (value.type) {
    case 'string':
    case 'boolean':
      return value.value
    case 'number':
      return Number(value.raw)
    case 'null':
    case 'missing':
      return null
    case 'list':
      return value.elements.map((element) => plainOf(element, changed, by))
    case 'object':
      return Object.fromEntries(value.members.map((member) => [member.key, plainOf(member.value, changed, by)]))
  }
}

function checkEdit(document: Document, edit: Edit, after: string): void {
  assert.equal(applyEdits(document.text, writeEdit(document, edit)), after)
}

function checkRemove(text: string, at: string, after: string): void {
  const document = documentOf(text, 'yaml')
  checkEdit(document, { type: 'removeMember', member: findMember(document, at).member }, after)
}

function checkRename(text: string, at: string, key: string, after: string): void {
  const document = documentOf(text, 'yaml')
  checkEdit(document, { type: 'renameMember', member: findMember(document, at).member, key }, after)
}

function checkReplace(text: string, at: string, by: PlainValue, after: string): void {
  const document = documentOf(text, 'yaml')
  checkEdit(document, { type: 'replaceValue', value: findMember(document, at).member.value, by }, after)
}

function checkInsert(text: string, at: string, key: string, value: PlainValue, after: string): void {
  const document = documentOf(text, 'yaml')
  const { object, member } = findMember(document, at)
  checkEdit(document, { type: 'insertMember', into: object, key, value, after: member }, after)
}

function listIn(document: Document): ListValue {
  const { value } = findMember(document, 'a').member
  assert.ok(value.type === 'list')
  return value
}

function checkAppend(text: string, values: readonly PlainValue[], after: string): void {
  const document = documentOf(text, 'yaml')
  checkEdit(document, { type: 'insertElements', into: listIn(document), values }, after)
}

function checkTake(text: string, index: number, after: string): void {
  const document = documentOf(text, 'yaml')
  const element = listIn(document).elements[index]
  assert.ok(element)
  checkEdit(document, { type: 'removeElement', element }, after)
}
