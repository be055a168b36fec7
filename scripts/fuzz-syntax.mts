// Asks the original readers of Consul (test/oracle/hcl1, in Go) about many mutated texts and compares: verdict and raw value.
// Needs Go. Use: node scripts/fuzz-syntax.mts [--cases 200000] [--seed 1]
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { lower } from '../server/src/core/decode/lower.ts'
import type { Raw } from '../server/src/core/decode/raw.ts'
import type { Format, SyntaxProblem } from '../server/src/core/document.ts'
import { containsRange, type Range } from '../server/src/core/range.ts'
import { parse, readsAsJson } from '../server/src/core/syntax/index.ts'
import type { Value } from '../server/src/core/value.ts'

const { values: options } = parseArgs({ options: { cases: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } } })
const root = path.dirname(import.meta.dirname)
const chunk = 10_000
const mostShown = 20

interface Answer {
  readonly ok: boolean
  readonly error?: string
  readonly line?: number
  readonly value?: unknown
}

interface Case {
  readonly text: string
  readonly format: Format
}

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

const random = createRandom(Number(options.seed))
const seeds = readSeeds()
const oracle = buildOracle()
const total = Number(options.cases)
const counts = { asked: 0, accepted: 0, refused: 0, sameLine: 0, withLine: 0, differences: 0 }
while (counts.asked < total) {
  const cases = Array.from({ length: Math.min(chunk, total - counts.asked) }, createCase)
  const answers = ask(cases)
  for (const [i, candidate] of cases.entries()) compare(candidate, answers[i])
  counts.asked += cases.length
}
console.log(JSON.stringify(counts))
process.exitCode = counts.differences === 0 ? 0 : 1

function buildOracle(): string {
  const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'consul-cluster-peering', 'oracle')
  fs.mkdirSync(cache, { recursive: true })
  const binary = path.join(cache, 'hcl1')
  const { status, error } = spawnSync('go', ['build', '-o', binary, '.'], { cwd: path.join(root, 'test/oracle/hcl1'), stdio: 'inherit' })
  if (status !== 0) throw new Error('The oracle does not build.', { cause: error })
  return binary
}

function ask(cases: readonly Case[]): readonly Answer[] {
  const input = cases.map((one) => JSON.stringify(one)).join('\n')
  const { stdout, status, stderr } = spawnSync(oracle, { input, encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`The oracle failed: ${stderr}`)
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Answer => JSON.parse(line))
}

function compare({ text, format }: Case, answer: Answer | undefined): void {
  if (answer === undefined) throw new Error('An answer is missing.')
  const { roots, problems } = parse(text, format)
  const [tree] = roots
  const lowered = tree === undefined ? { raw: undefined, problems: [] } : lower(tree, format)
  const ok = problems.length + lowered.problems.length === 0
  if (tree !== undefined) checkTree(tree, text)
  checkProblems(problems, text)
  if (ok !== answer.ok) {
    show(text, `ours: ${ok ? 'ok' : JSON.stringify([...problems, ...lowered.problems])}\nGo: ${answer.error ?? 'ok'}`)
    return
  }
  if (ok) {
    counts.accepted++
    const ours = lowered.raw === undefined ? 'nothing' : describeRaw(lowered.raw)
    const theirs = answer.value == null ? 'map{}' : describeMarked(answer.value)
    if (ours !== theirs) show(text, `ours: ${ours}\nGo:   ${theirs}`)
    return
  }
  counts.refused++
  if (answer.line !== undefined && problems[0] !== undefined) {
    counts.withLine++
    if (text.slice(0, problems[0].range.start).split('\n').length === answer.line) counts.sameLine++
  }
}

function show(text: string, what: string): void {
  if (++counts.differences <= mostShown) console.log(`${JSON.stringify(text)}\n${what}\n`)
}

function checkProblems(problems: readonly SyntaxProblem[], text: string): void {
  let last = 0
  for (const { range } of problems) {
    if (range.start < last || range.end < range.start || range.end > text.length)
      show(text, `a problem stands wrong: ${JSON.stringify(problems)}`)
    last = range.start
  }
}

function checkTree(value: Value, text: string): void {
  const parts: Range[] = []
  if (value.type === 'list') parts.push(...value.elements.map(({ range }) => range))
  if (value.type === 'object') {
    parts.push(...value.members.map(({ range }) => range))
    for (const member of value.members) {
      const isInOrder = member.keyRange.end <= member.value.range.start
      if (!isInOrder || !containsRange(member.range, member.keyRange) || !containsRange(member.range, member.value.range)) {
        show(text, `a member is torn: ${JSON.stringify(member)}`)
      }
      checkTree(member.value, text)
    }
  }
  let end = value.range.start
  for (const part of parts) {
    if (part.start < end || part.end < part.start || part.end > value.range.end) show(text, `ranges overlap: ${JSON.stringify(value)}`)
    end = part.end
  }
  if (value.type === 'list') for (const element of value.elements) checkTree(element, text)
}

function describeRaw(raw: Raw): string {
  switch (raw.type) {
    case 'string':
      return JSON.stringify(raw.value)
    case 'int':
      return `int ${raw.value}`
    case 'float':
      return `float ${describeFloat(raw.value)}`
    case 'boolean':
      return String(raw.value)
    case 'null':
      return 'null'
    case 'list':
    case 'maps':
      return `${raw.type}[${raw.elements.map(describeRaw).join(', ')}]`
    case 'map':
      return `map{${[...raw.entries]
        .map(([key, { value }]) => `${JSON.stringify(key)}: ${describeRaw(value)}`)
        .sort()
        .join(', ')}}`
  }
}

function describeMarked(marked: unknown): string {
  if (marked === null || typeof marked !== 'object') return 'null'
  const [entry] = Object.entries(marked)
  const [type, value]: [string, unknown] = entry ?? ['', undefined]
  if (type === 'string') return JSON.stringify(value)
  if (type === 'int') return `int ${value}`
  if (type === 'float') return `float ${describeFloat(Number(value))}`
  if (type === 'boolean') return String(value)
  if (Array.isArray(value)) return `${type}[${value.map(describeMarked).join(', ')}]`
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {})
  return `map{${entries
    .map(([key, one]) => `${JSON.stringify(key)}: ${describeMarked(one)}`)
    .sort()
    .join(', ')}}`
}

function describeFloat(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

function createCase(): Case {
  let text = random(6) === 0 ? createSoup() : pick(seeds)
  for (let rounds = random(4); rounds > 0; rounds--) text = mutate(text)
  text = text.replaceAll(/\p{Cs}/gu, '\ufffd')
  const isJson = readsAsJson(text)
  // Now and then the wrong reader, which has to tell as well.
  const format = random(40) === 0 ? !isJson : isJson
  return { text, format: format ? 'json' : 'hcl' }
}

function createSoup(): string {
  const start = random(5) === 0 ? '{' : ''
  return start + Array.from({ length: 1 + random(14) }, () => pick(tokens) + pick(gaps)).join('')
}

function mutate(text: string): string {
  const at = random(text.length + 1)
  const end = Math.min(text.length, at + 1 + (random(8) === 0 ? random(40) : random(3)))
  const before = text.slice(0, at)
  switch (random(9)) {
    case 0:
      return before + text.slice(end)
    case 1:
      return before + pick(tokens) + text.slice(at)
    case 2:
      return before + pick(tokens) + text.slice(end)
    case 3:
      return before + text.slice(at, end) + text.slice(at)
    case 4:
      return text.slice(end, end + 3) + before + text.slice(at)
    case 5:
      return before
    case 6:
      return before + pick(gaps) + text.slice(at)
    case 7:
      return before + pick(seeds).slice(random(20), 20 + random(60)) + text.slice(at)
    default:
      return random(4) === 0
        ? text.replaceAll('\n', pick(['\r\n', '\r', '\r\r\n']))
        : `${before}${text.slice(at, end)} ${pick(tokens)} ${text.slice(end)}`
  }
}

function readSeeds(): readonly string[] {
  const file = path.join(root, 'test/vectors/entries.ndjson')
  const lines = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const texts = lines.map((line): { readonly text: string } => JSON.parse(line)).map(({ text }) => text)
  return [...texts.filter((text) => text.length < 400), ...Array.from({ length: 40 }, () => oddities).flat()]
}

function pick<T>(from: readonly T[]): T {
  const picked = from[random(from.length)]
  if (picked === undefined) throw new Error('There is nothing to pick from.')
  return picked
}

/** Numbers below a limit, the same ones for the same seed. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }
}
