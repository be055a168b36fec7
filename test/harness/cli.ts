// Runs the command line tool within the test's own process, on a folder and an input of the test's.
import { Readable } from 'node:stream'
import { run } from '../../server/src/cli/run.ts'
import { root } from '../tidy/files.ts'

export interface CliOptions {
  readonly folder?: string
  /** Standard input, in the chunks in which it comes. */
  readonly input?: string | readonly Uint8Array[]
  readonly environment?: Readonly<Record<string, string>>
  readonly isScreen?: boolean
  readonly interrupted?: AbortSignal
}

export interface CliRun {
  readonly code: number
  readonly out: string
  /** What was said to the person in front, line by line. */
  readonly said: readonly string[]
}

/** Runs a command line; a text is split at blanks. */
export async function runCli(line: string | readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const { folder = root, input = '', environment = {}, isScreen = false, interrupted = new AbortController().signal } = options
  const said: string[] = []
  let out = ''
  const code = await run(typeof line === 'string' ? line.split(' ').filter(Boolean) : line, {
    input: Readable.from(typeof input === 'string' ? [Buffer.from(input)] : input),
    write: async (text) => {
      out += text
    },
    say: (text) => said.push(text),
    folder,
    environment,
    isScreen,
    interrupted,
    packageFolder: root,
  })
  return { code, out, said }
}
