// Asks the original readers of Consul (test/oracle/hcl1, in Go) about many mutated texts and compares: verdict and raw value.
// Needs Go. Use: node scripts/fuzz-syntax.mts [--cases 200000] [--seed 1]
import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { lower } from '../server/src/core/decode/lower.ts'
import type { Raw } from '../server/src/core/decode/raw.ts'
import type { Format, SyntaxProblem } from '../server/src/core/document.ts'
import { containsRange, type Range } from '../server/src/core/range.ts'
import { parse, readsAsJson } from '../server/src/core/syntax/index.ts'
import type { Value } from '../server/src/core/value.ts'
import { buildOracle } from '../test/harness/goOracle.ts'
import { createMutator } from './mutations.mts'

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

const mutator = createMutator(Number(options.seed), readExamples())
const oracle = buildOracle<Answer>('hcl1')
const total = Number(options.cases)
const counts = { asked: 0, accepted: 0, refused: 0, sameLine: 0, withLine: 0, differences: 0 }
while (counts.asked < total) {
  const cases = Array.from({ length: Math.min(chunk, total - counts.asked) }, createCase)
  const answers = oracle(cases)
  for (const [i, candidate] of cases.entries()) compare(candidate, answers[i])
  counts.asked += cases.length
}
console.log(JSON.stringify(counts))
process.exitCode = counts.differences === 0 ? 0 : 1

function compare({ text, format }: Case, answer: Answer | undefined): void {
  if (answer === undefined) throw new Error('An answer is missing.')
  const { roots, problems } = parse(text, format)
  const [tree] = roots
  const lowered = tree === undefined ? { raw: undefined, problems: [], repeatsKeys: false } : lower(tree, format)
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
  const text = mutator.text()
  const isJson = readsAsJson(text)
  // Now and then the wrong reader, which has to tell as well.
  const format = mutator.random(40) === 0 ? !isJson : isJson
  return { text, format: format ? 'json' : 'hcl' }
}

function readExamples(): readonly string[] {
  const file = path.join(root, 'test/vectors/entries.ndjson')
  const lines = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const texts = lines.map((line): { readonly text: string } => JSON.parse(line)).map(({ text }) => text)
  return texts.filter((text) => text.length < 400)
}
