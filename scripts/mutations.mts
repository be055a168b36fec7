// Makes texts that are nearly Consul's HCL or JSON: mutations of given ones, and noise of tokens, the same for the same seed.
import { createRandom, pick, type Random } from '../test/fuzz/random.ts'

const tokens = [
  '{',
  '}',
  '[',
  ']',
  ',',
  '=',
  '"',
  '#',
  '//',
  '/*',
  '*/',
  '/*/',
  '+',
  '-',
  '.',
  ':',
  ';',
  "'",
  '\\',
  '$',
  '${',
  '${}',
  '<<',
  '<<-',
  '\n',
  '\r',
  ' ',
  'a',
  'A',
  'b',
  'true',
  'false',
  'null',
  'ſ',
  'é',
  '٣',
  'K',
  'İ',
  'ı',
  'a-b.c',
  '_',
  '"a"',
  '"A"',
  '""',
  '"x"',
  '"5"',
  '"0x1F"',
  '"1_0"',
  '"\\n"',
  '"\\""',
  '0',
  '1',
  '-1',
  '00',
  '07',
  '08',
  '018',
  '0.5',
  '.5',
  '.5e3',
  '1.',
  '1.e2',
  '1e',
  '1e+',
  '1E5',
  '1e400',
  '1e-400',
  '0x',
  '0x1g',
  '-0x10',
  '0XfF',
  '-0',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '-9223372036854775809',
  '0777777777777777777777',
  '01777777777777777777777',
  '0x7fffffffffffffff',
  '0x8000000000000000',
  '089.5',
  '08e1',
  '"\\x41"',
  '"\\xc3\\xa9"',
  '"\\xff"',
  '"\\xe2\\x82"',
  '"\\101"',
  '"\\377"',
  '"\\400"',
  '"\\u00e9"',
  '"\\ud800"',
  '"\\ud83d\\ude00"',
  '"\\U0001F600"',
  '"\\U00110000"',
  '"\\UFFFFFF41"',
  '"\\U80000041"',
  '"\\/"',
  '"\\d"',
  '"${"',
  '"${a}"',
  '"${"b"}"',
  '"${{}}\\t"',
  '"$${x"',
  '"${\\"}"',
  '"${\\400}"',
  '"${\ufffd}"',
  '"\ufffd"',
  '"a${\n}"',
  '"a${\r\n}"',
  '"a\nb"',
  '"\t"',
  '"\u0001"',
  '"\u007f"',
  '<<A\nx\nA\n',
  '<<-A\n  x\n   y\n  A\n',
  '<<-A\n  x\n A\n',
  '<<-A\nx\nA\n',
  '<<A\nA\n',
  '<<A\r\nx\r\nA\r\n',
  '<<A\r\r\nx\r\r\nA\r\r\n',
  '<<A\nx\n  A\n',
  '<<A \nx\nA\n',
  '<<A\nx\nA',
  '<<é\nx\né\n',
  '<<é\nx\né\r\r\n',
  '<<-AB\n\tx\n\n\tAB\n',
  '<<AB\nx\n AB\r\r\n',
  '<<\nx\n\n',
  '<<-\nx\n-\n',
  '<<A',
  '\ufeff',
  '\u00a0',
  '\u2028',
  '\0',
  '\ue123',
  '\ufffd',
  '😀',
  '\u000b',
  '\u000c',
  'a = 1',
  'a = "x"',
  'a {}',
  'a "b" {}',
  'a "b" "c" { d = 1 }',
  'A "e" {}',
  'a = [1]',
  'a = [{ b = 1 }]',
  'a = [[1] [2]]',
  'a { b = } }',
  'a { b = [ } }',
  '"a": 1',
  '"a": null',
  '"a": {}',
  '"a": []',
  '"a": [1, 2]',
  '1e999',
  '[,]',
  '[1 2]',
  '[{} {}]',
  '{{}}',
  'a = {}',
  '//x\n',
  '#x\r\n',
  '/* x\n */',
] as const

const gaps = ['', '', ' ', ' ', '\n', '\r\n', '\r', '\t', ', '] as const

const oddities = [
  'a = 1\na = 2\na = "3"\n',
  'a = "1"\na = 2\n',
  'a = true\na = "x"\n',
  'a = [1]\na { b = 1 }\na = [{ c = 2 }]\n',
  'a { b = 1 }\na = [{ c = 2 }]\na {}\n',
  'a "x" { b = 1 }\na "y" { c = 2 }\nA "z" {}\n',
  'a = 1.5\na = 2\na = .5\n',
  'a { b { c = [[{ d = 1 }], { e {} }] } }\n',
  'a = <<A\n  x\nA\nb = <<-B\n    x\n     y\n    B\n',
  'a "b" "c" { d "e" { f = 1 } }\na "b" { g = 2 }\n',
  'k "ſ" {}\nK {}\n',
  'a = "x ${y "z" {}} \\n"\n',
  'a { b = } }\n',
  'a = [{ b = [1, } }]\n',
  'a =\n',
  '{"a": 1, "b": [true, null, {"c": "\\u00e9\\ud800"}], "a": {"d": -1.5e3}}',
  '{"a": "x", "b": {}, "c": [[], [1]]}',
  ' \n{ }\n',
  'null',
  '{"a": "\\ud83d\\ude00\\u0041"}',
] as const

export interface Mutator {
  /** A text, changed in up to three places, or noise. */
  text(): string
  /** A whole number below the limit. */
  random(limit: number): number
}

/** Makes a source of texts from examples; a number as seed gives the same texts again. */
export function createMutator(seed: number, examples: readonly string[]): Mutator {
  const random = createRandom(seed)
  const seeds = [...examples, ...Array.from({ length: 40 }, () => oddities).flat()]
  return {
    random,
    text() {
      let text = random(6) === 0 ? createSoup(random) : pick(seeds, random)
      for (let rounds = random(4); rounds > 0; rounds--) text = mutate(text, seeds, random)
      return text.replaceAll(/\p{Cs}/gu, '\ufffd')
    },
  }
}

function createSoup(random: Random): string {
  const start = random(5) === 0 ? '{' : ''
  return start + Array.from({ length: 1 + random(14) }, () => pick(tokens, random) + pick(gaps, random)).join('')
}

function mutate(text: string, seeds: readonly string[], random: Random): string {
  const at = random(text.length + 1)
  const end = Math.min(text.length, at + 1 + (random(8) === 0 ? random(40) : random(3)))
  const before = text.slice(0, at)
  switch (random(9)) {
    case 0:
      return before + text.slice(end)
    case 1:
      return before + pick(tokens, random) + text.slice(at)
    case 2:
      return before + pick(tokens, random) + text.slice(end)
    case 3:
      return before + text.slice(at, end) + text.slice(at)
    case 4:
      return text.slice(end, end + 3) + before + text.slice(at)
    case 5:
      return before
    case 6:
      return before + pick(gaps, random) + text.slice(at)
    case 7:
      return before + pick(seeds, random).slice(random(20), 20 + random(60)) + text.slice(at)
    default:
      return random(4) === 0
        ? text.replaceAll('\n', pick(['\r\n', '\r', '\r\r\n'], random))
        : `${before}${text.slice(at, end)} ${pick(tokens, random)} ${text.slice(end)}`
  }
}
