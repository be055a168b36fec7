// Asks Consul's own code (test/oracle/verdicts, in Go) what it makes of entries, thousands a second.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { buildGo, type ConsulVersion, cacheFolder } from './consulBinary.ts'
import type { Step, Verdict } from './vectors.ts'

/** The same for one version of Consul. */
export interface VerdictOracle {
  readonly version: ConsulVersion
  /** One verdict for each text, each written to a cluster without entries. */
  judge(texts: readonly string[]): readonly Verdict[]
  /** One verdict for each step of each scenario, whose steps are taken in order from a cluster without entries. */
  play(scenarios: readonly (readonly Step[])[]): readonly (readonly Verdict[])[]
}

/** Builds the oracle; some seconds where Consul itself was built before, else minutes. */
export async function createVerdictOracle(version: ConsulVersion): Promise<VerdictOracle> {
  const binary = path.join(cacheFolder(), `verdicts-${version}`)
  fs.mkdirSync(path.dirname(binary), { recursive: true })
  await buildGo(version, path.join(import.meta.dirname, '..', 'oracle', 'verdicts', 'main.go'), binary)
  const play = (scenarios: readonly (readonly Step[])[]) => ask(binary, scenarios)
  return { version, play, judge: (texts) => play(texts.map((text) => [{ text }])).map(([verdict]) => verdict ?? missing()) }
}

/** Where two keys name one field, Go takes one by chance, and so the verdict may change from one time to the next. */
export function isSteady(text: string, oracle: VerdictOracle): boolean {
  const [first, ...others] = oracle.judge(Array.from({ length: 60 }, () => text))
  return others.every(({ ok }) => ok === first?.ok)
}

function ask(binary: string, scenarios: readonly (readonly Step[])[]): readonly (readonly Verdict[])[] {
  if (scenarios.length === 0) return []
  const input = scenarios.map((steps) => JSON.stringify(steps)).join('\n')
  const { stdout, stderr, status, error } = spawnSync(binary, { input, encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`The oracle failed: ${stderr.slice(-2_000)}`, { cause: error })
  const answers = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): readonly Verdict[] => JSON.parse(line))
  return answers.length === scenarios.length ? answers : missing()
}

function missing(): never {
  throw new Error('The oracle left an answer out.')
}
