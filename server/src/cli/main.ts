#!/usr/bin/env node
// The program `consul-peering`: gives its surroundings to the command that is asked for.
import * as fs from 'node:fs'
import * as module from 'node:module'
import * as path from 'node:path'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'

function main(): void {
  // From the second start on, Node reads what it made of the commands' code instead of the code; Node 20 cannot.
  module.enableCompileCache?.()
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 2))
  run(process.argv.slice(2), terminal()).then(
    (code) => {
      process.exitCode = code
    },
    (error: unknown) => {
      console.error(`consul-peering: ${error instanceof Error ? error.message : String(error)}`)
      process.exitCode = 2
    },
  )
}

function terminal(): Terminal {
  return {
    get input() {
      return process.stdin
    },
    write: (text) =>
      new Promise((resolve) => {
        if (process.stdout.write(text)) resolve()
        else process.stdout.once('drain', resolve)
      }),
    say: (line) => console.error(line),
    folder: process.cwd(),
    environment: process.env,
    isScreen: process.stdout.isTTY === true && process.env['TERM'] !== 'dumb',
    get interrupted() {
      return interruption()
    },
    packageFolder: packageFolder(fs.realpathSync(process.argv[1] ?? '')),
  }
}

/** A second interrupt ends the program as usual. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort())
  return controller.signal
}

/** The nearest folder above the program that has a manifest. */
function packageFolder(file: string): string {
  const folder = path.dirname(file)
  return fs.existsSync(path.join(folder, 'package.json')) || folder === file ? folder : packageFolder(folder)
}

main()
