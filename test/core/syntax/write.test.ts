// Edits spelled in the manner of their file: a text, an edit, the text after it.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { Document } from '../../../server/src/core/document.ts'
import type { Edit, PlainValue } from '../../../server/src/core/edit.ts'
import { applyEdits } from '../../../server/src/core/syntax/applyEdits.ts'
import { parse, readsAsJson } from '../../../server/src/core/syntax/index.ts'
import { writeEdit, writeEntry, writeValue } from '../../../server/src/core/syntax/write.ts'
import type { ObjectValue, Value } from '../../../server/src/core/value.ts'
import { documentOf, findMember } from '../../harness/tree.ts'
import { readEntryVectors } from '../../harness/vectors.ts'

describe('removing a member', () => {
  it('takes its lines and the comment behind it', () => {
    checkRemove('# a\na = 1\nb = 2 # b\nc = 3\n', 'b', '# a\na = 1\nc = 3\n')
    checkRemove('a = 1\nb {\n  c = 1\n} // b\n', 'b', 'a = 1\n')
    checkRemove('a = 1\r\nb = 2', 'b', 'a = 1')
    checkRemove('a = 1', 'a', '')
  })

  it('takes its comma within a line', () => {
    checkRemove('a = { b = 1, c = 2, d = 3 }', 'a.b', 'a = { c = 2, d = 3 }')
    checkRemove('a = { b = 1, c = 2, d = 3 }', 'a.c', 'a = { b = 1, d = 3 }')
    checkRemove('a = { b = 1, c = 2, d = 3 }', 'a.d', 'a = { b = 1, c = 2 }')
    checkRemove('a = { b = 1 c = 2 }', 'a.c', 'a = { b = 1 }')
    checkRemove('a = [{ b = 1 }]', 'a.0.b', 'a = [{}]')
  })

  it('keeps the comments between it and its commas', () => {
    checkRemove('a = { b = 1, /* x */ c = 2 /* y */, d = 3 }', 'a.c', 'a = { b = 1, /* x */  /* y */ d = 3 }')
    checkRemove('a = { b = 1, /* x */ c = 2 }', 'a.c', 'a = { b = 1 /* x */  }')
    checkRemove('a = { b = 1 /* x */, c = 2 }', 'a.b', 'a = { /* x */ c = 2 }')
  })

  it('leaves no trailing comma in JSON', () => {
    checkRemove('{\n  "a": 1,\n  "b": 2\n}\n', 'b', '{\n  "a": 1\n}\n')
    checkRemove('{\n  "a": 1,\n  "b": 2\n}\n', 'a', '{\n  "b": 2\n}\n')
    checkRemove('{"a":1,"b":2}', 'b', '{"a":1}')
    checkRemove('{"a": 1}', 'a', '{}')
  })

  it('takes a label together with its block', () => {
    checkRemove('a "b" {\n  c = 1\n}\nd = 1\n', 'a.b', 'd = 1\n')
  })

  it('keeps the line break that ends a comment or a heredoc', () => {
    checkRemove('a = { b = 1 # b\n c = 2 }', 'a.c', 'a = { b = 1 # b\n }')
    checkRemove('a { b = <<X\nx\nX\nc = 2 }', 'a.c', 'a { b = <<X\nx\nX\n }')
  })
})

describe('renaming a member', () => {
  it('keeps quotes, and sets them where they are needed', () => {
    checkRename('peer = 1', 'peer', 'Peer', 'Peer = 1')
    checkRename('"peer" = 1', 'peer', 'Peer', '"Peer" = 1')
    checkRename('a = 1', 'a', 'b c', '"b c" = 1')
    checkRename('{"a": 1}', 'a', 'b', '{"b": 1}')
  })
})

describe('replacing a value', () => {
  it('writes plain values', () => {
    checkReplace('a = 1 # a\n', 'a', 'x', 'a = "x" # a\n')
    checkReplace('a = "x"\n', 'a', true, 'a = true\n')
    checkReplace('{"a": 1}', 'a', null, '{"a": null}')
  })

  it('gives a key the value that it lacks', () => {
    checkReplace('b = 1\na =   ', 'a', 'x', 'b = 1\na = "x"')
    checkReplace('b {\n  a\n}', 'b.a', 'x', 'b {\n  a = "x"\n}')
  })

  it('keeps objects on as many lines as they had', () => {
    checkReplace('a = { b = 1 }\n', 'a', { c: 1, d: ['x'] }, 'a = { c = 1, d = ["x"] }\n')
    checkReplace('x {\n  a {\n    b = 1\n  }\n}\n', 'x.a', { c: { d: 1 } }, 'x {\n  a {\n    c = {\n      d = 1\n    }\n  }\n}\n')
  })

  it('gives a block a sign where it is no block any more', () => {
    checkReplace('Permissions {\n  Action = "allow"\n}\n', 'Permissions', [], 'Permissions = []\n')
    checkReplace('a "b" { c = 1 }', 'a', 'x', 'a = "x"')
  })

  it('keeps two words apart', () => {
    checkReplace('a = "x"b = 1', 'a', true, 'a = true b = 1')
  })

  it('has no way to say null in HCL', () => {
    checkReplace('a = 1', 'a', null, 'a = 1')
  })
})

describe('inserting a member', () => {
  it('puts it on a line of its own, after the comment of the one before', () => {
    checkInsert('a = 1 # a\nb = 2\n', 'a', { c: 3 }, 'a = 1 # a\nc = 3\nb = 2\n')
    checkInsert('x {\r\n\ta = 1\r\n}\r\n', 'x.a', { c: { d: 1 } }, 'x {\r\n\ta = 1\r\n\tc = {\r\n\t\td = 1\r\n\t}\r\n}\r\n')
  })

  it('follows the commas of its neighbours', () => {
    checkInsert('a = [{ b = 1 }]', 'a.0.b', { c: 2 }, 'a = [{ b = 1, c = 2 }]')
    checkInsert('a = [{ b = 1 c = 2 }]', 'a.0.c', { d: 3 }, 'a = [{ b = 1 c = 2 d = 3 }]')
    checkInsert('a {\n  b = 1,\n  c = 2\n}', 'a.b', { d: 3 }, 'a {\n  b = 1,\n  d = 3,\n  c = 2\n}')
  })

  it('follows the signs, quotes and blocks of its neighbours', () => {
    checkInsert('Name   = "x"\nAction = "y"\n', 'Action', { Peer: 'z' }, 'Name   = "x"\nAction = "y"\nPeer   = "z"\n')
    checkInsert('a=1\n', 'a', { b: 2 }, 'a=1\nb=2\n')
    checkInsert('"a" = 1\n', 'a', { b: 2 }, '"a" = 1\n"b" = 2\n')
    checkInsert('a {}\n', 'a', { b: {} }, 'a {}\nb {}\n')
  })

  it('writes JSON with one comma between two members', () => {
    checkInsert('{\n  "a": 1\n}', 'a', { b: [{ c: 2 }] }, '{\n  "a": 1,\n  "b": [\n    {\n      "c": 2\n    }\n  ]\n}')
    checkInsert('{\n  "a": 1,\n  "c": 2\n}', 'a', { b: 3 }, '{\n  "a": 1,\n  "b": 3,\n  "c": 2\n}')
    checkInsert('{"a":1}', 'a', { b: 2 }, '{"a":1,"b":2}')
    checkInsert('{"a": 1}', 'a', { b: 2 }, '{"a": 1, "b": 2}')
  })

  it('fills an empty object', () => {
    checkFill('a {}', { b: 1 }, 'a { b = 1 }')
    checkFill('a = [{}]\n', { b: ['x'] }, 'a = [{ b = ["x"] }]\n')
    checkFill('x {\n  a {\n    # none\n  }\n}\n', { b: 1 }, 'x {\n  a {\n    # none\n    b = 1\n  }\n}\n')
    checkFill('{\n  "a": {}\n}', { b: 1 }, '{\n  "a": {\n    "b": 1\n  }\n}')
  })

  it('begins a file', () => {
    checkFill('# a', { Kind: 'mesh' }, '# a\nKind = "mesh"\n')
  })
})

describe('a string in HCL', () => {
  const strings: readonly string[] = [
    '"',
    '\\',
    'a\nb\r\t',
    '\0\u007f\ue123',
    '${a}',
    '${f("b")}',
    '$${',
    '${',
    '${a\\b}',
    '${\n}',
    '${{}} ${',
    '😀\u2028',
  ]
  for (const value of strings) {
    it(`comes back as ${JSON.stringify(value)}`, () => {
      const { roots, problems } = parse(`a = ${writeValue(value, 'hcl')}`, 'hcl')
      assert.deepEqual(problems, [])
      const [root] = roots
      assert.equal(root?.type === 'object' && root.members[0]?.value.type === 'string' && root.members[0].value.value, value)
    })
  }

  it('keeps an interpolation as it is', () => {
    assert.equal(writeValue('x ${f("b")}', 'hcl'), '"x ${f("b")}"')
  })
})

describe('a new entry', () => {
  const entry = { Kind: 'exported-services', Name: 'default', Services: [{ Name: 'web', Consumers: [{ Peer: 'east' }] }], Meta: null }

  it('is written in HCL without what HCL cannot say', () => {
    assert.equal(
      writeEntry(entry, 'hcl'),
      `Kind = "exported-services"
Name = "default"
Services = [
  {
    Name = "web"
    Consumers = [
      {
        Peer = "east"
      },
    ]
  },
]
`,
    )
  })

  it('is written in JSON', () => {
    assert.equal(writeEntry(entry, 'json'), `${JSON.stringify(entry, undefined, 2)}\n`)
  })
})

describe('an edit of any entry', () => {
  it('changes what it names, and nothing else', () => {
    const values: readonly PlainValue[] = ['x', 5, true, ['a', 'b'], { A: 'x' }, [{ A: { B: 1 } }, { C: 'q"${x}\\\n' }], [], {}, '${']
    const texts = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'vectors', 'entries.ndjson'), 'utf8'))
    let turn = 0
    for (const { text } of texts.filter((_, i) => i % 4 === 0)) {
      const document = documentOf(text, readsAsJson(text) ? 'json' : 'hcl')
      const [root] = document.roots
      if (document.problems.length > 0 || root?.type !== 'object') continue
      for (const object of objectsOf(root).filter((one) => one === root || text.charAt(one.range.start) === '{')) {
        const value = values[turn++ % values.length] ?? ''
        const added = [['Added', plainShape(value)]]
        checkShape(document, { type: 'insertMember', into: object, key: 'Added', value }, object, (members) => [...members, ...added])
        const member = object.members[turn % object.members.length]
        if (member === undefined) continue
        const index = object.members.indexOf(member)
        const after = { type: 'insertMember', into: object, key: 'Added', value, after: member } as const
        checkShape(document, after, object, (members) => members.toSpliced(index + 1, 0, ...added))
        checkShape(document, { type: 'removeMember', member }, object, (members) => members.toSpliced(index, 1))
        const replaced = [[member.key, plainShape(value)]]
        checkShape(document, { type: 'replaceValue', value: member.value, by: value }, object, (members) =>
          members.toSpliced(index, 1, ...replaced),
        )
      }
    }
    assert.ok(turn > 1000)
  })
})

function checkEdit(document: Document, edit: Edit, after: string): void {
  assert.equal(applyEdits(document.text, writeEdit(document, edit)), after)
}

/** A document in the format that Consul would take the text for. */
function read(text: string): Document {
  return documentOf(text, readsAsJson(text) ? 'json' : 'hcl')
}

function checkRemove(text: string, at: string, after: string): void {
  const document = read(text)
  const { member } = findMember(document, at)
  checkEdit(document, { type: 'removeMember', member }, after)
}

function checkRename(text: string, at: string, key: string, after: string): void {
  const document = read(text)
  checkEdit(document, { type: 'renameMember', member: findMember(document, at).member, key }, after)
}

function checkReplace(text: string, at: string, by: PlainValue, after: string): void {
  const document = read(text)
  checkEdit(document, { type: 'replaceValue', value: findMember(document, at).member.value, by }, after)
}

function checkInsert(text: string, at: string, added: { readonly [key: string]: PlainValue }, after: string): void {
  const document = read(text)
  const { object, member } = findMember(document, at)
  for (const [key, value] of Object.entries(added)) {
    checkEdit(document, { type: 'insertMember', into: object, key, value, after: member }, after)
  }
}

/** Inserts into the first empty object, since paths lead to members. */
function checkFill(text: string, added: { readonly [key: string]: PlainValue }, after: string): void {
  const document = read(text)
  const into = document.roots.flatMap(objectsOf).find(({ members }) => members.length === 0)
  assert.ok(into)
  for (const [key, value] of Object.entries(added)) checkEdit(document, { type: 'insertMember', into, key, value }, after)
}

function objectsOf(value: Value): readonly ObjectValue[] {
  if (value.type === 'list') return value.elements.flatMap(objectsOf)
  return value.type === 'object' ? [value, ...value.members.flatMap((member) => objectsOf(member.value))] : []
}

type Shape = unknown

/** Checks that only the members of one object have changed, and how. */
function checkShape(document: Document, edit: Edit, object: ObjectValue, change: (members: readonly Shape[]) => readonly Shape[]): void {
  const after = applyEdits(document.text, writeEdit(document, edit))
  const { roots, problems } = parse(after, document.format)
  const expected = document.roots.map((root) => shapeOf(root, (value, members) => (value === object ? change(members) : members)))
  assert.deepEqual(
    { problems, shape: roots.map((root) => shapeOf(root)) },
    { problems: [], shape: expected },
    `${document.text}\n=>\n${after}`,
  )
}

function shapeOf(
  value: Value,
  change: (value: ObjectValue, members: readonly Shape[]) => readonly Shape[] = (_, members) => members,
): Shape {
  switch (value.type) {
    case 'object':
      return {
        members: change(
          value,
          value.members.map((member) => [member.key, shapeOf(member.value, change)]),
        ),
      }
    case 'list':
      return value.elements.map((element) => shapeOf(element, change))
    case 'number':
      return value.raw
    case 'string':
      return `"${value.value}`
    case 'boolean':
      return value.value
    case 'null':
    case 'missing':
      return value.type
  }
}

function plainShape(value: PlainValue): Shape {
  if (typeof value === 'string') return `"${value}`
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(plainShape)
  if (typeof value !== 'object' || value === null) return value
  return { members: Object.entries(value).map(([key, one]) => [key, plainShape(one)]) }
}
