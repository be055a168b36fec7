// YAML as kubectl reads it, and what is made of broken YAML.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { checkProblems, checkTaken, documentOf } from '../../harness/tree.ts'

const taken = (text: string, tree: string) => checkTaken(text, tree, 'yaml')
const problems = (text: string, expected: readonly string[]) => checkProblems(text, expected, 'yaml')
const refused = (text: string) => assert.notDeepEqual(parse(text, 'yaml').problems, [], JSON.stringify(text))

describe('scalars of YAML', () => {
  it('are those of YAML 1.1, with the limits of yaml.v2', () => {
    taken('a: [yes, no, on, Off, y, N, True]', '{a=[true, false, true, false, true, false, true]}')
    taken('a: [010, 0o10, 08, 0x1F, 0b11, 1_000, +1, -2]', '{a=[8, 8, 8, 31, 3, 1000, 1, -2]}')
    taken('a: [1.0, 1e2, .5, 1.5]', '{a=[1, 100, 0.5, 1.5]}')
    taken('a: [12:30, 2026-01-31, 1.2.3, 1e, "5", \'yes\']', '{a=["12:30", "2026-01-31", "1.2.3", "1e", "5", "yes"]}')
    taken('a: [~, null, ]\nb:\n', '{a=[null, null] b=null}')
  })

  it('follow their tags', () => {
    taken('a: [!!str 5, !!int "5", !x yes]', '{a=["5", 5, "yes"]}')
    problems('a: !!int web', ["1:10 'web' `web` is not what its tag `!!int` says, so Kubernetes cannot read the document."])
    refused('a: .nan')
  })

  it('may be keys', () => {
    taken('y: 1\n5: 2\n"a b": 3\n', '{true=1 5=2 a b=3}')
    refused('? [a]\n: 1')
    refused('~: 1')
  })
})

describe('documents of YAML', () => {
  it('are split at every line that begins with `---`', () => {
    taken('a: 1\n---\n# none\n---\nb: 2\n', '{a=1} | {b=2}')
    taken('a: |\n  x\n---\n', '{a="x\\n"}')
    taken('--- # next\na: 1\n', '{a=1}')
    problems('--- a\n', ["1:1 '--- a' Nothing but a comment may follow `---` on its line. Move the rest to the next line."])
    refused('%YAML 1.1\n---\na: 1\n')
  })

  it('end at `...`, and at a line that is indented less than the first one', () => {
    taken('a: 1\n...\nb: [\n', '{a=1}')
    taken(' a: 1\nb: 2\n', '{a=1}')
    refused('...\na: 1\n')
  })

  it('are JSON where the text begins with a brace', () => {
    taken('{"a": 1}\n{"b": 2}\n', '{a=1} | {b=2}')
    refused('{a: 1}')
    refused('{"a": 1}\n---\n')
  })

  it('are left out where they are templates', () => {
    taken('a: {{ .Values.a }}\n---\nb: 2\n', '{b=2}')
    taken('{{- if .Values.a }}\na: 1\n{{- end }}\n', '')
  })

  it('may have a byte order mark, and all line breaks of YAML 1.1', () => {
    taken('\ufeffa: 1\r\nb: 2\rc: 3\u2028d: 4', '{a=1 b=2 c=3 d=4}')
  })
})

describe('anchors of YAML', () => {
  it('stand for their value, at its own place', () => {
    taken('a: &x {b: 1}\nc: *x\n', '{a={b=1} c={b=1}}')
    const [root] = parse('a: &x 1\nc: *x\n', 'yaml').roots
    const ranges = root?.type === 'object' ? root.members.map(({ range, value }) => [range, value.range]) : []
    assert.deepEqual(ranges, [
      [
        { start: 0, end: 7 },
        { start: 6, end: 7 },
      ],
      [
        { start: 8, end: 13 },
        { start: 6, end: 7 },
      ],
    ])
  })

  it('are merged in the order of the keys', () => {
    taken('a: &x {b: 1, c: 2}\nd:\n  b: 0\n  <<: *x\n  c: 3\n', '{a={b=1 c=2} d={b=0 b=1 c=2 c=3}}')
    taken('a: &x {b: 1}\nc: &y {b: 2}\nd: {<<: [*x, *y]}\n', '{a={b=1} c={b=2} d={b=1}}')
    refused('a: {<<: 1}')
  })

  it('are refused where they are unknown, endless or too many', () => {
    problems('peer: *\n', [
      "1:7 '*' The name of an anchor or alias is missing. A text that begins with `*` or `&` needs quotes. Kubernetes stops reading here.",
    ])
    refused('a: &x [*x]')
    const levels = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &x${i + 1} [*x${i}, *x${i}]\n`)
    refused(`a0: &x0 [1, 2, 3]\n${levels.join('')}`)
  })
})

describe('broken YAML', () => {
  it('is refused where libyaml refuses it', () => {
    for (const text of ['a: "b', 'a: [1', 'a: b: c', 'a:\n\tb: 1', 'a: 1\n\t\nb: 2', "a: 'b''\n", 'a: 1\n b: 2', 'a: \u0001']) refused(text)
  })

  it('has a tree of what can be read', () => {
    const [root] = parse('a: 1\nb\nc: 3\n', 'yaml').roots
    assert.deepEqual(root?.type === 'object' ? root.members.map(({ key }) => key) : [], ['a', 'b', 'c'])
  })

  it('may be 10,000 levels deep', () => {
    refused('['.repeat(10_000))
    refused(`${'- '.repeat(10_000)}a`)
  })
})

describe('comments of YAML', () => {
  it('are found beside scalars that look like them', () => {
    const { comments } = documentOf('# a\nb: "# no" # c\nd: x#y\ne: |\n  # no\n', 'yaml')
    assert.deepEqual(
      comments.map(({ text, range }) => [text, range.start]),
      [
        ['a', 0],
        ['c', 14],
      ],
    )
  })
})
