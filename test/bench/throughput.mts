// Times the whole path from a text to its findings: for many texts of usual size, and for large ones of awkward shapes.
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { Format } from '../../server/src/core/document.ts'
import { createJudge, judgeText } from '../../server/src/core/features/diagnostics.ts'
import { safeEditsOf } from '../../server/src/core/features/fixes.ts'
import { createProject, defaultSettings } from '../../server/src/core/model/project.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import { median } from './measure.mts'
import { shapes } from './shapes.mts'

export interface Throughput {
  readonly format: string
  readonly texts: number
  /** Characters of all texts together. */
  readonly size: number
  readonly ms: number
}

const vectors = path.resolve(import.meta.dirname, '..', 'vectors')
const batch = 10_000

/** Judges 10,000 of the vectors' texts of each format, after a warm-up. */
export function measureBatches(): readonly Throughput[] {
  const entries = readTexts('entries.ndjson')
  const groups: readonly (readonly [Format, readonly string[]])[] = [
    ['hcl', entries.filter((text) => !text.trimStart().startsWith('{'))],
    ['json', entries.filter((text) => text.trimStart().startsWith('{'))],
    ['yaml', readTexts('crds.ndjson')],
  ]
  return groups.map(([format, texts]) => {
    const many = Array.from({ length: batch }, (_, i) => texts[i % texts.length] ?? '')
    for (const text of many) judge(text, format)
    const ms = elapsed(() => {
      for (const text of many) judge(text, format)
    })
    return { format, texts: batch, size: many.reduce((sum, text) => sum + text.length, 0), ms }
  })
}

export interface Growth {
  readonly shape: string
  /** Milliseconds for 256 KB and for 1 MB: four times as long is linear. */
  readonly small: number
  readonly large: number
}

/** Judges texts of each shape in two sizes, one four times the other, and spells their safe fixes. */
export function measureGrowth(): readonly Growth[] {
  return shapes.map(({ name, text }) => {
    const [small, large] = [text(256 * 1024), text(1024 * 1024)]
    return { shape: name, small: best(small), large: best(large) }
  })
}

/** Judges workspaces of redirects, one to the next, a file each: 250 and 1,000, so that four times as long is linear. */
export function measureChain(): Growth {
  const [small, large] = [250, 1000].map((length) => median(Array.from({ length: 3 }, () => elapsed(() => judgeChain(length)))))
  return { shape: 'a chain of files', small: small ?? 0, large: large ?? 0 }
}

function judgeChain(length: number): void {
  const project = createProject()
  project.configure({ ...defaultSettings, target: '1.16', complete: true })
  for (let i = 0; i < length; i++) {
    project.setFile(`file:///f${i}.hcl`, `Kind = "service-resolver"\nName = "f${i}"\nRedirect { Service = "f${i + 1}" }\n`, 'hcl')
  }
  const judge = createJudge(project, rules, () => defaultSettings.severities)
  for (const uri of project.uris()) judge.findings(uri)
}

function best(text: string): number {
  return median(Array.from({ length: 5 }, () => elapsed(() => judge(text, 'hcl'))))
}

function judge(text: string, format: Format): void {
  const document = { uri: 'file:///bench', format, text, ...parse(text, format) }
  safeEditsOf(document, judgeText(document, { target: '1.16', edition: 'community' }, rules))
}

/** Processor time of this thread, so that a busy machine does not count. */
function elapsed(run: () => void): number {
  const { user, system } = process.threadCpuUsage()
  run()
  const now = process.threadCpuUsage()
  return (now.user - user + now.system - system) / 1000
}

function readTexts(file: string): readonly string[] {
  return fs
    .readFileSync(path.join(vectors, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): { readonly text: string } => JSON.parse(line))
    .map(({ text }) => text)
}
