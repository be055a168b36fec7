// Times the command line tool as a process: how fast it starts, and what a large workspace costs it from cold.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { median } from './measure.mts'

export interface Start {
  readonly call: string
  /** Milliseconds of processor time, medians. */
  readonly ms: number
  /** How often the time of `node -e 0`. */
  readonly ratio: number
}

const rounds = 15

/** Starts the tool and Node itself in turn; `program` is the bundle, `folder` may be written to. */
export function measureStarts(program: string, folder: string): readonly Start[] {
  const file = path.join(folder, 'one.hcl')
  fs.writeFileSync(file, entry(0))
  const calls: readonly (readonly [call: string, args: readonly string[]])[] = [
    ['node -e 0', ['-e', '0']],
    ['--version', [program, '--version']],
    ['check one.hcl', [program, 'check', file]],
  ]
  const times = calls.map((): number[] => [])
  for (let round = 0; round < rounds; round++) for (const [i, [, args]] of calls.entries()) times[i]?.push(processorTime(args))
  const medians = times.map(median)
  return calls.map(([call], i) => ({ call, ms: medians[i] ?? Number.NaN, ratio: (medians[i] ?? Number.NaN) / (medians[0] ?? Number.NaN) }))
}

/** Writes that many files with an entry each into a folder. */
export function writeWorkspace(workspace: string, count: number): void {
  for (let i = 0; i < count; i++) {
    const place = path.join(workspace, `team-${i % 100}`)
    fs.mkdirSync(place, { recursive: true })
    fs.writeFileSync(path.join(place, `entry-${i}.hcl`), entry(i))
  }
}

/** What a first `check` of a workspace takes, in the middle of five times. */
export function measureWorkspace(program: string, workspace: string): ProcessCost {
  const costs = Array.from({ length: 5 }, () => costOf([program, 'check', '--target', '1.16', workspace]))
  return { ms: median(costs.map(({ ms }) => ms)), megabytes: median(costs.map(({ megabytes }) => megabytes)) }
}

/** What makes a process of Node tell what it took; `readCost` reads it. A module or TypeScript would cost the process some 15 MB itself. */
export const tellCost: readonly string[] = ['--require', path.join(import.meta.dirname, 'tellCost.cjs')]

/** Processor time in milliseconds, and the most memory that was in use. */
export interface ProcessCost {
  readonly ms: number
  readonly megabytes: number
}

/** What a process of Node takes in all; it tells so as its last words. */
function costOf(args: readonly string[]): ProcessCost {
  const { stderr } = spawnSync(process.execPath, [...tellCost, ...args], { encoding: 'utf8', maxBuffer: 1e9 })
  return readCost(stderr)
}

/** Reads what a process with `tellCost` has told. */
export function readCost(stderr: string): ProcessCost {
  const [microseconds, kilobytes] = (stderr.trimEnd().split('\n').at(-1) ?? '').split(' ').map(Number)
  return { ms: (microseconds ?? Number.NaN) / 1000, megabytes: (kilobytes ?? Number.NaN) / 1024 }
}

function processorTime(args: readonly string[]): number {
  return costOf(args).ms
}

/** Entries of five kinds in turn, which speak of each other. */
function entry(i: number): string {
  const name = `service-${i - (i % 5)}`
  switch (i % 5) {
    case 0:
      return `Kind = "service-defaults"\nName = "${name}"\nProtocol = "http"\nMeshGateway = { Mode = "local" }\n`
    case 1:
      return `Kind = "service-intentions"\nName = "${name}"\nSources = [\n  { Name = "web", Action = "allow" },\n  { Name = "web", Peer = "cluster-02", Action = "deny" },\n]\n`
    case 2:
      return `Kind = "service-resolver"\nName = "${name}"\nConnectTimeout = "15s"\nSubsets = { v1 = { Filter = "Service.Meta.version == v1" } }\n`
    case 3:
      return `Kind = "service-router"\nName = "${name}"\nRoutes = [{ Match { HTTP { PathPrefix = "/admin" } } Destination { Service = "service-${i - 3}" } }]\n`
    default:
      return `Kind = "service-splitter"\nName = "${name}"\nSplits = [{ Weight = 90, ServiceSubset = "v1" }, { Weight = 10, Service = "service-0" }]\n`
  }
}
