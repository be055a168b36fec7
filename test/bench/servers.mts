// The same three questions to several language servers on files of one size, in turn: findings after a key, completion, hover.
import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { median } from './measure.mts'
import { neighbour } from './neighbours/install.mts'

/** A server, and a document that it understands. */
interface Contender {
  readonly name: string
  readonly command: readonly string[]
  readonly languageId: string
  readonly extension: string
  readonly text: string
  /** Where a letter is typed, and what is asked there. */
  readonly line: number
  readonly character: number
  readonly settings?: unknown
  /** The client asks for findings, where the server answers that; else it waits until they are published. */
  readonly asks: boolean
}

/** Milliseconds. */
export interface Answers {
  readonly name: string
  readonly diagnostics: Quantiles
  readonly completion: Quantiles
  readonly hover: Quantiles
}

export interface Quantiles {
  readonly median: number
  readonly p95: number
}

/** A large file takes some servers a second each time. */
const large = 500_000

export interface Comparison {
  /** Bundles: a server that does nothing, and ours. */
  readonly floor: string
  readonly server: string
  /** Of the file, in characters. */
  readonly size: number
  /** Those of others take part; without them there is time for more rounds, as a 95th percentile needs them. */
  readonly others: boolean
  /** A workspace, for those that index one. */
  readonly folder?: string
}

/** Measures servers on files of one size. */
export async function measureServers(given: Comparison): Promise<readonly Answers[]> {
  const [warmUp, rounds] = roundsOf(given)
  const running = await Promise.all(contenders(given).map((one) => start(one, given.folder)))
  try {
    const times = running.map(() => ({ diagnostics: [] as number[], completion: [] as number[], hover: [] as number[] }))
    for (let round = 0; round < warmUp + rounds; round++) {
      for (const [i, one] of running.entries()) {
        const diagnostics = await one.type(round)
        const completion = await one.ask('completion')
        const hover = await one.ask('hover')
        if (round < warmUp) continue
        times[i]?.diagnostics.push(diagnostics)
        times[i]?.completion.push(completion)
        times[i]?.hover.push(hover)
      }
    }
    return running.map(({ name }, i) => ({
      name,
      diagnostics: quantiles(times[i]?.diagnostics ?? []),
      completion: quantiles(times[i]?.completion ?? []),
      hover: quantiles(times[i]?.hover ?? []),
    }))
  } finally {
    for (const one of running) one.stop()
  }
}

function roundsOf({ others, size }: Comparison): readonly [warmUp: number, rounds: number] {
  if (!others) return [30, 200]
  return size > large ? [10, 40] : [30, 60]
}

function quantiles(times: readonly number[]): Quantiles {
  const sorted = [...times].sort((a, b) => a - b)
  return { median: median(times), p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN }
}

function contenders({ floor, server, size, others }: Comparison): readonly Contender[] {
  const hcl = repeated(
    'Kind = "service-intentions"\nName = "billing"\nSources = [\n',
    (i) =>
      `  {\n    Name        = "service-${i}"\n    Peer        = "cluster-02"\n    Action      = "allow"\n    Description = "may call"\n  },\n`,
    ']\n',
    size,
  )
  const json = repeated(
    '{ "Kind": "service-intentions", "Name": "billing", "Sources": [\n',
    (i) => `  {\n    "Name": "service-${i}",\n    "Peer": "cluster-02",\n    "Action": "allow",\n    "Description": "may call"\n  },\n`,
    '  { "Name": "web", "Action": "allow" }\n]}\n',
    size,
  )
  const yaml = repeated(
    'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceIntentions\nmetadata:\n  name: billing\nspec:\n  destination:\n    name: billing\n  sources:\n',
    (i) => `    - name: service-${i}\n      peer: cluster-02\n      action: allow\n      description: may call\n`,
    '',
    size,
  )
  const shell = repeated('#!/bin/bash\n', (i) => `deploy_${i}() {\n  local name="service-${i}"\n  echo "may call $name"\n}\n`, '', size)
  const node = process.execPath
  const schemas = path.join(import.meta.dirname, '..', '..', 'schemas')
  const entrySchema = JSON.parse(fs.readFileSync(path.join(schemas, 'config-entry.schema.json'), 'utf8'))
  const jsonSettings = {
    json: { validate: { enable: true }, schemas: [{ fileMatch: ['*.json'], url: 'file:///entry.schema.json', schema: entrySchema }] },
  }
  const yamlSettings = {
    yaml: {
      schemas: { [pathToFileURL(path.join(schemas, 'custom-resources.schema.json')).href]: '*.yaml' },
      validate: true,
      completion: true,
      hover: true,
    },
  }
  const own = [
    { name: 'empty server', command: [node, floor, '--stdio'], languageId: 'hcl', extension: 'hcl', asks: true, ...hcl },
    {
      name: 'this server',
      command: [node, server, '--stdio'],
      languageId: 'hcl',
      extension: 'hcl',
      settings: [{ target: '1.16' }],
      asks: true,
      ...hcl,
    },
  ]
  if (!others) return own
  return [
    ...own,
    {
      name: 'yaml-language-server',
      command: [node, neighbour('yaml-language-server/bin/yaml-language-server'), '--stdio'],
      languageId: 'yaml',
      extension: 'yaml',
      settings: yamlSettings,
      asks: false,
      ...yaml,
    },
    ...[false, true].map((asks) => ({
      name: asks ? 'vscode-json-languageserver, asked' : 'vscode-json-languageserver',
      command: [node, neighbour('vscode-langservers-extracted/bin/vscode-json-language-server'), '--stdio'],
      languageId: 'json',
      extension: 'json',
      settings: jsonSettings,
      asks,
      ...json,
    })),
    {
      name: 'bash-language-server',
      command: [node, neighbour('bash-language-server/out/cli.js'), 'start'],
      languageId: 'shellscript',
      extension: 'sh',
      asks: false,
      ...shell,
    },
  ]
}

/** A text of about a size, and a place in the description in its middle. */
function repeated(head: string, part: (i: number) => string, tail: string, size: number): Pick<Contender, 'text' | 'line' | 'character'> {
  const count = Math.max(2, Math.round(size / part(1000).length))
  const text = head + Array.from({ length: count }, (_, i) => part(i)).join('') + tail
  const before = text.slice(0, text.indexOf('may call', text.length >> 1))
  return { text, line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 }
}

interface Running {
  readonly name: string
  /** Types a letter, or takes it back; milliseconds until the findings of that version are there. */
  type(round: number): Promise<number>
  ask(question: 'completion' | 'hover'): Promise<number>
  stop(): void
}

async function start(contender: Contender, folder: string | undefined): Promise<Running> {
  const { name, command, languageId, extension, text, line, character, settings, asks } = contender
  const [program = '', ...args] = command
  const child: ChildProcess = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  if (!child.stdout || !child.stdin) throw new Error(`${name} has no streams`)
  const connection: MessageConnection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  child.once('exit', () => connection.dispose())
  const waiting: (() => void)[] = []
  connection.onNotification('textDocument/publishDiagnostics', () => {
    for (const go of waiting.splice(0)) go()
  })
  connection.onRequest((method, params) => answerTo(method, params, settings))
  connection.listen()
  const uri = `file:///bench/entry.${extension}`
  const published = () => new Promise<void>((resolve) => waiting.push(resolve))
  const { capabilities }: { readonly capabilities: { readonly diagnosticProvider?: unknown } } = await connection.sendRequest(
    'initialize',
    {
      processId: process.pid,
      rootUri: folder === undefined ? null : pathToFileURL(folder).href,
      workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: 'bench' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { ...(asks ? { diagnostic: {} } : {}), publishDiagnostics: { versionSupport: true } },
      },
      initializationOptions: { provideFormatter: false },
    },
  )
  const pulls = asks && capabilities.diagnosticProvider !== undefined
  await connection.sendNotification('initialized', {})
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: settings ?? {} })
  const first = published()
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
  const findings = () => (pulls ? connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }) : undefined)
  await (findings() ?? first)
  return {
    name,
    async type(round) {
      const at = { line, character }
      const change =
        round % 2 === 0
          ? { range: { start: at, end: at }, text: 'x' }
          : { range: { start: at, end: { line, character: character + 1 } }, text: '' }
      const told = pulls ? undefined : published()
      const started = performance.now()
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: round + 2 }, contentChanges: [change] })
      await (findings() ?? told)
      return performance.now() - started
    },
    async ask(question) {
      const started = performance.now()
      await connection
        .sendRequest(`textDocument/${question}`, { textDocument: { uri }, position: { line, character: 2 } })
        .catch(() => undefined)
      return performance.now() - started
    },
    stop: () => child.kill(),
  }
}

function answerTo(method: string, params: unknown, settings: unknown): unknown {
  if (method !== 'workspace/configuration') return null
  if (Array.isArray(settings)) return settings
  const items: readonly { readonly section?: string }[] =
    typeof params === 'object' && params !== null && 'items' in params && Array.isArray(params.items) ? params.items : []
  return items.map(({ section = '' }) =>
    typeof settings === 'object' && settings !== null ? (Object.entries(settings).find(([key]) => key === section)?.[1] ?? null) : null,
  )
}
