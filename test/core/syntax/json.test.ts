// JSON as Go's encoding/json reads it, and what is made of broken JSON.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseJson } from '../../../server/src/core/syntax/json.ts'
import { checkProblems, checkTaken, checkTree } from '../../harness/tree.ts'

describe('JSON that Go takes', () => {
  it('keeps repeated keys and the literals of numbers', () => {
    checkTaken('{"a": 1, "a": -0.5E+3, "b": [true, false, null, {}]}', '{a=1 a=-0.5E+3 b=[true, false, null, {}]}', 'json')
  })

  it('resolves escapes, and makes U+FFFD of half a pair', () => {
    checkTaken(
      String.raw`{"a": "\b\f\n\r\t\/\\\"\u00e9\ud83d\ude00", "b": "\ud800\u0041"}`,
      String.raw`{a="\b\f\n\r\t/\\\"é😀" b="�A"}`,
      'json',
    )
  })

  it('may be `null`, which Consul takes for an empty entry', () => {
    checkTaken(' null ', 'null', 'json')
  })

  it('may be 10,000 levels deep', () => {
    checkProblems(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, [], 'json')
  })
})

describe('JSON that Go refuses', () => {
  const refused: readonly string[] = [
    '',
    '5',
    '[1]',
    '"a"',
    '{"a": 1,}',
    '{"a": [1,]}',
    '{,}',
    '{"a": 1} x',
    '{"a": 1}{}',
    '// a\n{}',
    '{} /* a */',
    '{"a": 01}',
    '{"a": 1.}',
    '{"a": .5}',
    '{"a": +1}',
    '{"a": 0x1}',
    '{"a": 1e}',
    '{"a": 1e999}',
    '{"a": NaN}',
    '{"a": True}',
    "{'a': 1}",
    '{a: 1}',
    '{"a" 1}',
    '{"a": }',
    '{"a"}',
    '{"a": "\t"}',
    '{"a": "\\x"}',
    '{"a": "\\u12"}',
    '{"a": "x\n"}',
    '{"a": "x}',
    '\ufeff{}',
    '\u00a0{}',
    '{\u00a0}',
    '{\u000b}',
  ]
  for (const text of refused) {
    it(`such as ${JSON.stringify(text)}`, () => {
      assert.notDeepEqual(parseJson(text).problems, [])
    })
  }

  it('such as 10,001 levels', () => {
    assert.equal(parseJson(`${'{"a":'.repeat(10_001)}1${'}'.repeat(10_001)}`).problems.length, 1)
  })
})

describe('broken JSON', () => {
  it('with a comma too many is read all the same', () => {
    const text = '{\n  "a": [1, 2,],\n  "b": 3,\n}'
    checkTree(text, '{a=[1, 2] b=3}', 'json')
    checkProblems(
      text,
      ["2:13 ',' JSON has no comma before a closing `]`. Remove it.", "3:9 ',' JSON has no comma before a closing `}`. Remove it."],
      'json',
    )
  })

  it('with comments is read all the same, and keeps them', () => {
    const text = '{\n  // a\n  "b": 1 /* c */\n}'
    checkTree(text, '{b=1}', 'json')
    assert.deepEqual(
      parseJson(text).comments.map(({ text: words }) => words),
      ['a', 'c'],
    )
  })

  it('with a key without its value is read all the same', () => {
    const text = '{\n  "a": \n  "b": 1\n}'
    checkTree(text, '{a=? b=1}', 'json')
    checkProblems(text, ["3:6 ':' A key is missing before this `:`."], 'json')
  })

  it('with words without quotes is read all the same', () => {
    const text = '{\n  a: 1,\n  "b": web\n}'
    checkTree(text, '{a=1 b="web"}', 'json')
    checkProblems(
      text,
      ["2:3 'a' `a` needs double quotes: a key of JSON is a string.", "3:8 'web' `web` is no value of JSON. A string needs double quotes."],
      'json',
    )
  })

  it('with an equals sign is read all the same', () => {
    checkTree('{"a"=1, "b" = "x"}', '{a=1 b="x"}', 'json')
  })

  it('that is not closed is read all the same', () => {
    checkTree('{"a": [{"b": 1', '{a=[{b=1}]}', 'json')
    checkProblems('{"a": [{"b": 1', ["1:8 '{' This `{` is never closed. Add the `}` that belongs to it."], 'json')
    checkTree('{"a": [1, {"b": 2], "c": 3}', '{a=[1, {b=2}] c=3}', 'json')
  })

  it('nested 100,000 deep is read without a crash', () => {
    assert.equal(parseJson('[{"a":'.repeat(100_000)).roots.length, 1)
  })
})
