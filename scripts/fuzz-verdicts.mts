// Writes random entries from the schema tables, asks Consul's own code about each, and compares the verdicts with ours.
// Needs Go. Use: npm run fuzz:verdicts -- [--count 20000] [--seed 1] [--version 1.16.1] [--kind mesh] [--live 50] [--scenarios 2000]
import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { tryFixes } from '../test/fuzz/fixes.ts'
import { formatOf, refusalOf, targetOf } from '../test/fuzz/judge.ts'
import { checkLive } from '../test/fuzz/live.ts'
import { compareScenarios, playOwn, shrinkScenario } from '../test/fuzz/play.ts'
import { createRandom } from '../test/fuzz/random.ts'
import { createScenario } from '../test/fuzz/scenarios.ts'
import { shrink } from '../test/fuzz/shrink.ts'
import { createTextSource } from '../test/fuzz/texts.ts'
import { type ConsulVersion, consulVersions } from '../test/harness/consulBinary.ts'
import { readEntryVectors, type Verdict } from '../test/harness/vectors.ts'
import { createVerdictOracle, isSteady, type VerdictOracle } from '../test/harness/verdictOracle.ts'

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    version: { type: 'string' },
    kind: { type: 'string' },
    live: { type: 'string', default: '50' },
    scenarios: { type: 'string', default: '2000' },
  },
})
const root = path.dirname(import.meta.dirname)
const chunk = 1_000
const mostShrunk = 12

interface Disagreement {
  readonly text: string
  readonly verdict: Verdict
  /** What the two say, without names and numbers: one for each cause, more or less. */
  readonly signature: string
}

const versions = consulVersions.filter((version) => options.version === undefined || version === options.version)
const oracles = new Map<ConsulVersion, VerdictOracle>()
for (const version of consulVersions) oracles.set(version, await createVerdictOracle(version))
let failed = versions.length === 0
for (const version of versions) {
  failed = (await run(version, oracleOf(version))) || failed
  failed = runScenarios(version, oracleOf(version)) || failed
}
process.exitCode = failed ? 1 : 0

function oracleOf(version: ConsulVersion): VerdictOracle {
  const oracle = oracles.get(version)
  if (oracle === undefined) throw new Error(`There is no oracle for ${version}.`)
  return oracle
}

/** Says whether anything disagreed. */
async function run(version: ConsulVersion, oracle: VerdictOracle): Promise<boolean> {
  const source = createTextSource({ seed: Number(options.seed), target: targetOf[version], kind: options.kind }, readExamples())
  const counts = { asked: 0, accepted: 0, refused: { parse: 0, decode: 0, validate: 0, graph: 0 }, random: 0, disagreements: 0, fixes: 0 }
  const fixFaults: string[] = []
  const found = new Map<string, Disagreement & { count: number }>()
  const sample: { readonly text: string; readonly verdict: Verdict }[] = []
  const total = Number(options.count)
  while (counts.asked < total) {
    const texts = Array.from({ length: Math.min(chunk, total - counts.asked) }, source.next)
    const verdicts = oracle.judge(texts)
    for (const [i, text] of texts.entries()) {
      const verdict = verdicts[i]
      if (verdict === undefined) continue
      counts.asked++
      if (verdict.stage === '') counts.accepted++
      else counts.refused[verdict.stage]++
      if (verdict.ok) source.learn(text)
      const disagreement = compare(text, verdict, version)
      if (disagreement === undefined) continue
      if (!isSteady(text, oracle)) {
        counts.random++
        continue
      }
      counts.disagreements++
      const known = found.get(disagreement.signature)
      if (known === undefined) found.set(disagreement.signature, { ...disagreement, count: 1 })
      else known.count++
    }
    const asked = texts.flatMap((text, i) => (verdicts[i] === undefined ? [] : [{ text, verdict: verdicts[i] }]))
    sample.push(...asked.slice(0, 1))
    const { tried, faults } = tryFixes(asked, oracle)
    counts.fixes += tried
    fixFaults.push(...faults)
  }
  console.log(`${version}, seed ${options.seed}: ${JSON.stringify(counts)}`)
  for (const [i, one] of [...found.values()].entries()) show(one, version, i < mostShrunk)
  for (const fault of fixFaults.slice(0, mostShrunk)) console.log(`\n${version}: ${fault}`)
  console.log(`${version}: ${fixFaults.length} fixes do harm or nothing`)
  const live = await checkLive(version, sample.slice(0, Number(options.live)))
  for (const line of live.differences) console.log(line)
  console.log(
    `${version}: ${live.asked} of them written to a live agent by \`consul config write\`, ${live.differences.length} answered otherwise`,
  )
  return counts.disagreements + fixFaults.length + live.differences.length > 0
}

/** Sequences of writes and deletions; says whether any step was judged differently. */
function runScenarios(version: ConsulVersion, oracle: VerdictOracle): boolean {
  const random = createRandom(Number(options.seed))
  const scenarios = Array.from({ length: Number(options.scenarios) }, () => createScenario(targetOf[version], random))
  const { different, refused } = compareScenarios(scenarios, version, oracle)
  const steps = scenarios.reduce((sum, { length }) => sum + length, 0)
  console.log(
    `${version}: ${scenarios.length} scenarios of ${steps} steps, ${refused} of these refused; ${different.length} scenarios judged differently`,
  )
  for (const one of different.slice(0, mostShrunk)) {
    const smallest = shrinkScenario(one, version, oracle)
    console.log(JSON.stringify({ steps: smallest, ours: playOwn(smallest, version), verdicts: oracle.play([smallest])[0] }))
  }
  return different.length > 0
}

function compare(text: string, verdict: Verdict, version: ConsulVersion): Disagreement | undefined {
  const refusal = refusalOf(text, version)
  if (verdict.ok === (refusal === undefined)) return undefined
  const theirs = verdict.ok ? 'ok' : `${verdict.stage} ${verdict.message.replaceAll(/"[^"]*"|'[^']*'|\d+|\[[^\]]*\]/g, '_').slice(0, 90)}`
  return { text, verdict, signature: `ours: ${refusal?.code ?? 'ok'}; Consul: ${theirs}` }
}

function show({ text, signature, count }: Disagreement & { readonly count: number }, version: ConsulVersion, isShrunk: boolean): void {
  const isSame = (texts: readonly string[]) => {
    const verdicts = oracleOf(version).judge(texts)
    return texts.map((one, i) => verdicts[i] !== undefined && compare(one, verdicts[i], version)?.signature === signature)
  }
  const smallest = isShrunk ? shrink(text, isSame) : text
  const verdicts = Object.fromEntries(consulVersions.map((one) => [one, oracleOf(one).judge([smallest])[0]]))
  const refusal = refusalOf(smallest, version)
  console.log(`\n${version}: ${count} times ${signature}`)
  if (refusal) console.log(`  ours: ${refusal.code}: ${refusal.message}`)
  console.log(JSON.stringify({ id: signature, format: formatOf(smallest), text: smallest, verdicts }))
}

function readExamples(): readonly string[] {
  const file = path.join(root, 'test/vectors/entries.ndjson')
  const vectors = readEntryVectors(fs.readFileSync(file, 'utf8'))
  return vectors.filter(({ verdicts }) => verdicts['1.16.1'].ok).map(({ text }) => text)
}
