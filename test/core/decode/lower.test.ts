// What hcl.Decode and json.Unmarshal make of a file before any field is looked at.
import { describe, it } from 'node:test'
import { checkRaw, checkRefused } from '../../harness/tree.ts'

describe('the raw value of an HCL file', () => {
  it('has the Go types of its literals', () => {
    checkRaw('a = "x" b = 5 c = 1.5 d = true e = <<A\nx\nA\n', '{a: "x", b: 5, c: float 1.5, d: true, e: "x\\n"}')
  })

  it('reads numbers in all bases of Go', () => {
    checkRaw('a = [0x1F, 017, -0, 1e3, 1., .5]', '{a: [31, 15, 0, float 1000, float 1, float 0.5]}')
  })

  it('keeps all digits of 64 bits', () => {
    checkRaw('a = [9223372036854775807, -9223372036854775808]', '{a: [9223372036854775807, -9223372036854775808]}')
  })

  it('puts an object under a key into a list of maps, and one within a list not', () => {
    checkRaw('a { b = { c = 1 } }', '{a: maps[{b: maps[{c: 1}]}]}')
    checkRaw('a = [{ b { c = 1 } }, [{}]]', '{a: [{b: maps[{c: 1}]}, [{}]]}')
  })

  it('joins repeated blocks and lists', () => {
    checkRaw('a { b = 1 } a { c = 2 } a = [{ d = 3 }]', '{a: maps[{b: 1}, {c: 2}, {d: 3}]}')
    checkRaw('a = [1] a { b = 2 } a = [3]', '{a: [1, {b: 2}, 3]}')
  })

  it('has the last of several plain values, in the type of the first', () => {
    checkRaw('a = "x" a = 0x10 a = "y"', '{a: "y"}')
    checkRaw('a = "x" a = 0x10', '{a: "0x10"}')
    checkRaw('a = 1 a = "0b11" b = 1.5 b = 017', '{a: 3, b: float 17}')
  })

  it('makes one list of maps of all labels of a key', () => {
    checkRaw('a "b" { x = 1 } c = 2 a "d" "e" {}', '{a: maps[{b: maps[{x: 1}]}, {d: maps[{e: maps[{}]}]}], c: 2}')
  })

  it('finds the labels of a key in any case of letters, for each spelling anew', () => {
    checkRaw('a "b" {} A "c" {}', '{a: maps[{b: maps[{}]}, {c: maps[{}]}], A: maps[{b: maps[{}]}, {c: maps[{}]}]}')
    checkRaw('k "b" {} K "c" {}', '{k: maps[{b: maps[{}]}, {c: maps[{}]}], K: maps[{b: maps[{}]}, {c: maps[{}]}]}')
  })

  it('leaves out a key without a value', () => {
    checkRaw('a = 1 b =', '{a: 1}')
  })
})

describe('what hcl.Decode refuses', () => {
  const mixed = (key: string, type: string) =>
    `\`${key}\` stands here again and must be ${type}, as it is at first. Consul refuses to mix types; remove one of them.`

  it('is a repeat in another type', () => {
    checkRefused('a = 5 a = "x"', [`'"x"' ${mixed('a', 'a whole number')}`])
    checkRefused('a = true a = "x"', [`'"x"' ${mixed('a', 'a boolean')}`])
    checkRefused('a = "x" a = ["y"]', [`'["y"]' ${mixed('a', 'a string')}`])
    checkRefused('a {} a = 1', [`'1' ${mixed('a', 'an object')}`])
    checkRefused('a {} a = [1]', [`'[1]' ${mixed('a', 'an object')}`])
    checkRefused('a = 1.5 a = true', [`'true' ${mixed('a', 'a number')}`])
    checkRefused('a = [] a = 1', [`'1' ${mixed('a', 'a list')}`])
  })

  it('is a key with a label in one place and without in another', () => {
    const why = 'stands with a label in one place and without in another. Consul refuses that; use one form.'
    checkRefused('a "b" {} a {}', [`'a' \`a\` ${why}`])
    checkRefused('A = 1 a "b" {}', [`'A' \`A\` ${why}`])
  })

  it('is a number that Go cannot read', () => {
    checkRefused('a = 08', ["'08' `08` begins with 0, so Consul reads it as octal, and 8 and 9 are no octal digits."])
    checkRefused('a = 9223372036854775808', [
      "'9223372036854775808' `9223372036854775808` does not fit into 64 bits, so Consul refuses it.",
    ])
    checkRefused('a = 1e400', ["'1e400' `1e400` does not fit into 64 bits, so Consul refuses it."])
    checkRefused('a = 1e\nb = 1', ["'1e' `1e` is no number: digits are missing after the `e`."])
  })
})

describe('the raw value of a JSON file', () => {
  it('has floats for all numbers, and maps for all objects', () => {
    checkRaw('{"a": 1, "b": {"c": [{}, null, "x", false]}}', '{a: float 1, b: {c: [{}, null, "x", false]}}', 'json')
  })

  it('has the last of several values of one key', () => {
    checkRaw('{"a": {"b": 1}, "a": {"c": 2}}', '{a: {c: float 2}}', 'json')
  })

  it('is empty for `null`', () => {
    checkRaw('null', '{}', 'json')
  })
})
