#!/usr/bin/env node
// The language server's own process: over stdio for any editor (`--stdio`), over Node's channel for VS Code (`--node-ipc`).
import * as fs from 'node:fs'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { setUpFor } from './engine.ts'
import { serve } from './server.ts'

// `createConnection` reads the same arguments; without one of them it throws, with a stack.
if (process.argv.includes('--stdio') || process.argv.includes('--node-ipc')) {
  setUpFor('typing')
  serve(createConnection(ProposedFeatures.all), fs.realpathSync(process.argv[1] ?? ''))
} else {
  console.error('The language server needs to know how it is spoken to: start it with `--stdio` or `--node-ipc`.')
  process.exitCode = 2
}
