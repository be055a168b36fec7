// `npm run bench`: how fast the parser, the language server and the command line tool are, as ratios within one run.
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { build } from 'esbuild'
import { parseHcl } from '../server/src/core/syntax/hcl/parser.ts'
import { hcl2Portability } from '../server/src/portability/main.ts'
import { measureColdIndex } from '../test/bench/coldIndex.mts'
import { entryOfSize, measureEdits, median, type Samples } from '../test/bench/measure.mts'
import { measureStarts, measureWorkspace, writeWorkspace } from '../test/bench/program.mts'
import { type Answers, measureServers } from '../test/bench/servers.mts'
import { measureBatches, measureChain, measureGrowth } from '../test/bench/throughput.mts'
import { bundling, loadLate, program } from './bundling.mts'

const root = path.dirname(import.meta.dirname)
const kilobyte = 1024
const sizes = [10 * kilobyte, 100 * kilobyte, 1024 * kilobyte]

console.log('Parsing HCL, medians. The loop adds up the character codes of the same text.')
console.table(Object.fromEntries(sizes.map((size) => [describe(size), parseRow(size)])))

console.log('\nFrom text to findings, 10,000 texts of the vectors in each format.')
console.table(
  Object.fromEntries(
    measureBatches().map(({ format, texts, size, ms }) => [
      format,
      { 'MB/s': (size / ms / 1000).toFixed(1), 'µs each': ((1000 * ms) / texts).toFixed(1) },
    ]),
  ),
)
console.log('\nFrom text to findings, one large text of each shape, in milliseconds. Linear is 4.')
console.table(
  Object.fromEntries(
    measureGrowth().map(({ shape, small, large }) => [
      shape,
      { '256 KB': small.toFixed(1), '1 MB': large.toFixed(1), 'times as long': (large / small).toFixed(1) },
    ]),
  ),
)

const chain = measureChain()
console.log(
  `\nRedirects from file to file in a workspace: 250 in ${chain.small.toFixed(0)} ms, 1,000 in ${chain.large.toFixed(0)} ms, ${(chain.large / chain.small).toFixed(1)} times as long.`,
)

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-peering-bench-'))
try {
  const floor = path.join(scratch, 'empty.cjs')
  await bundle('test/bench/emptyServer.mts', floor)
  const server = path.join(scratch, 'server.cjs')
  await bundle('server/src/lsp/main.ts', server)
  console.log('\nOne character typed, until the diagnostics of that version are there, in milliseconds: median (95th percentile).')
  const rows: Record<string, Record<string, string>> = {}
  for (const size of sizes) rows[describe(size)] = editRow(await measureEdits({ floor, server, size }))
  console.table(rows)
  for (const size of sizes) {
    console.log(`\nBeside an empty server alone on files of ${describe(size)}, in milliseconds: median (95th percentile).`)
    console.table(Object.fromEntries((await measureServers({ floor, server, size, others: false })).map(serverRow)))
  }
  for (const size of sizes) {
    console.log(`\nBeside others on files of ${describe(size)}, each in its own language, in milliseconds: median (95th percentile).`)
    console.table(Object.fromEntries((await measureServers({ floor, server, size, others: true })).map(serverRow)))
  }
  const workspace = path.join(scratch, 'workspace')
  writeWorkspace(workspace, 10_000)
  console.log('\nThe same with 10,000 files of a workspace indexed, a file of 10 KB.')
  console.table(
    Object.fromEntries((await measureServers({ floor, server, size: 10 * kilobyte, others: false, folder: workspace })).map(serverRow)),
  )
  const index = await measureColdIndex(server, workspace)
  console.log(
    `\nThe server until 10,000 files are read, its start included: ${(index.ms / 1000).toFixed(2)} s of processor time, ${index.megabytes.toFixed(0)} MB at most.`,
  )
  await build({ ...bundling, absWorkingDir: root, entryPoints: program, outdir: scratch, plugins: [loadLate(root, program)], minify: true })
  fs.copyFileSync(path.join(root, 'package.json'), path.join(scratch, 'package.json'))
  const cli = path.join(scratch, 'cli.cjs')
  console.log('\nStarts of the command line tool, in milliseconds of processor time.')
  console.table(
    Object.fromEntries(measureStarts(cli, scratch).map(({ call, ms, ratio }) => [call, { ms: ms.toFixed(0), ratio: ratio.toFixed(2) }])),
  )
  const first = measureWorkspace(cli, workspace)
  console.log(
    `\nA first \`check\` of 10,000 files with an entry each: ${(first.ms / 1000).toFixed(2)} s of processor time, ${first.megabytes.toFixed(0)} MB at most.`,
  )
} finally {
  fs.rmSync(scratch, { recursive: true, force: true })
}

function serverRow({ name, diagnostics, completion, hover }: Answers): readonly [string, Record<string, string>] {
  const show = ({ median: middle, p95 }: Answers['hover']) => `${middle.toFixed(2)} (${p95.toFixed(2)})`
  return [name, { 'key → findings': show(diagnostics), completion: show(completion), hover: show(hover) }]
}

async function bundle(entry: string, outfile: string): Promise<void> {
  await build({ ...bundling, entryPoints: [path.join(root, entry)], outfile, minify: true })
}

function parseRow(size: number): Record<string, string> {
  const text = entryOfSize(size)
  const loop = timed(() => addUp(text), text.length)
  const parse = timed(() => parseHcl(text), text.length)
  const row = { loop: speed(loop), parse: speed(parse), 'parse / loop': (loop.perMs / parse.perMs).toFixed(1) }
  // It takes seconds for a megabyte, and its speed does not depend on the size.
  if (size > 100 * kilobyte) return row
  const hcl2 = timed(() => hcl2Portability(text), text.length, 3)
  return { ...row, 'hcl2-parser': speed(hcl2), 'parse faster by': `${Math.round(parse.perMs / hcl2.perMs)}×` }
}

interface Timing {
  /** Characters in a millisecond. */
  readonly perMs: number
}

function timed(run: () => unknown, length: number, rounds = Math.max(15, Math.ceil(4e6 / length))): Timing {
  for (let i = 0; i < Math.min(rounds, 20); i++) run()
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  })
  return { perMs: length / median(times) }
}

function addUp(text: string): number {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i)
  return sum
}

function speed({ perMs }: Timing): string {
  return `${(perMs / 1000).toFixed(perMs > 10_000 ? 0 : 2)} MB/s`
}

function editRow({ floor, server }: Samples): Record<string, string> {
  const show = ({ median: middle, p95 }: Samples['floor']) => `${middle.toFixed(2)} (${p95.toFixed(2)})`
  return { 'empty server': show(floor), 'this server': show(server), ratio: (server.median / floor.median).toFixed(2) }
}

function describe(size: number): string {
  return size < 1024 * kilobyte ? `${size / kilobyte} KB` : `${size / kilobyte / kilobyte} MB`
}
