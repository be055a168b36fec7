// Measures language servers through real connections, in turn, so that a busy machine slows both alike.
import { type ChildProcess, spawn } from 'node:child_process'
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'

export interface Sample {
  readonly median: number
  readonly p95: number
}

export interface Samples {
  readonly floor: Sample
  readonly server: Sample
}

const uri = 'file:///bench/entry.hcl'
const warmUp = 30
const rounds = 120

/** Times edits of one character at changing places; `floor` and `server` are bundles, `size` is in characters. */
export async function measureEdits({
  floor,
  server,
  size,
}: {
  readonly floor: string
  readonly server: string
  readonly size: number
}): Promise<Samples> {
  const text = entryOfSize(size)
  const both = [await start(floor, text), await start(server, text)] as const
  try {
    const times: [number[], number[]] = [[], []]
    for (let round = 0; round < warmUp + rounds; round++) {
      for (const [i, opened] of both.entries()) {
        const ms = await edit(opened, round)
        if (round >= warmUp) times[i]?.push(ms)
      }
    }
    return { floor: summarize(times[0]), server: summarize(times[1]) }
  } finally {
    for (const { child } of both) child.kill()
  }
}

interface Opened {
  readonly child: ChildProcess
  readonly connection: MessageConnection
  readonly lines: readonly string[]
}

async function start(bundle: string, text: string): Promise<Opened> {
  const child = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  // Else a server that dies would be waited for without end.
  child.once('exit', () => connection.dispose())
  connection.onRequest((method) => (method === 'workspace/configuration' ? [{ target: '1.16' }] : null))
  connection.listen()
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { workspace: { configuration: true }, textDocument: { diagnostic: {} } },
  })
  await connection.sendNotification('initialized', {})
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'hcl', version: 1, text } })
  await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })
  return { child, connection, lines: text.split('\n') }
}

/** Types and takes back one letter of a description; milliseconds until the diagnostics are there. */
async function edit({ connection, lines }: Opened, round: number): Promise<number> {
  const line = lineOf(lines, round >> 1)
  const character = (lines[line]?.indexOf('"') ?? 0) + 1
  const start = { line, character }
  const change =
    round % 2 === 0 ? { range: { start, end: start }, text: 'x' } : { range: { start, end: { line, character: character + 1 } }, text: '' }
  const started = performance.now()
  await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: round + 2 }, contentChanges: [change] })
  await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })
  return performance.now() - started
}

/** The line of some description, another one each time. */
function lineOf(lines: readonly string[], i: number): number {
  const places = lines.flatMap((line, at) => (line.includes('Description') ? [at] : []))
  return places[(i * 37) % places.length] ?? 0
}

function summarize(times: readonly number[]): Sample {
  const sorted = [...times].sort((a, b) => a - b)
  return { median: median(times), p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN }
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** One `service-intentions` entry of about that many characters, without a mistake. */
export function entryOfSize(size: number): string {
  const source = (i: number) =>
    `  {\n    Name        = "service-${i}"\n    Peer        = "cluster-02"\n    Action      = "allow" # agreed\n    Description = "may call"\n  },\n`
  const count = Math.max(1, Math.round(size / source(1000).length))
  return `Kind = "service-intentions"\nName = "billing"\nSources = [\n${Array.from({ length: count }, (_, i) => source(i)).join('')}]\n`
}
