// `consul-peering migrate`: makes files ready for another release of Consul.
import * as fs from 'node:fs'
import { knownTarget } from '../core/schema/target.ts'
import { migrate } from '../workspace/migrate.ts'
import { migrationPage } from '../workspace/migrationPage.ts'
import { pathOf, uriOf } from '../workspace/uri.ts'
import type { Arguments } from './arguments.ts'
import { judgeOptions, readJudgeOptions, targetOf } from './checkOptions.ts'
import type { Command } from './command.ts'
import { findInputs } from './inputs.ts'
import { workspaceFor } from './judgeFiles.ts'
import { misuse } from './misuse.ts'
import { shownPath } from './report/report.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export const migrateCommand: Command = {
  usage: ['--to VERSION [--check] [OPTION…] [PATH…]'],
  about: `Makes the entries of files and folders ready for another release: the release is written into each
consul-peering.json and each comment that says one, keys that the release spells otherwise are renamed, and all safe
fixes are made. Says what changes, which constraints no longer hold, what is left to do, and what is new. Exits 1 while
something is left that the release refuses. Without a PATH the current folder is taken.`,
  options: [
    { name: 'to', value: 'VERSION', help: 'The release to get ready for' },
    { name: 'check', help: 'Write nothing; exit 1 when a file would change' },
    ...judgeOptions.filter(({ name }) => name === 'target' || name === 'edition'),
  ],
  examples: [
    ['migrate --to 1.16 config/', 'Leave the technical preview behind'],
    ['migrate --to latest --check', 'Say what an upgrade would take'],
  ],
  run,
}

async function run(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const given = args.value('to')
  const to = given === undefined ? undefined : knownTarget(given)
  if (to === undefined) return misuse(terminal, '`--to` takes a release, such as `1.16`.', 'migrate')
  const options = readJudgeOptions(args, terminal)
  if (!options.ok) return misuse(terminal, options.problem, 'migrate')
  const inputs = findInputs(args.positionals.length === 0 ? ['.'] : args.positionals, terminal.folder)
  if (!inputs.ok) return misuse(terminal, inputs.problem, 'migrate')
  const workspace = workspaceFor(options.value)
  workspace.read([...inputs.value.named, ...inputs.value.found].map(uriOf))
  const uris = workspace.project.uris()
  const planned = migrate(workspace, uris, to)
  const from = uris.map((uri) => workspace.project.file(uri)?.judgement).find((judgement) => judgement !== undefined)
  const usual = { target: targetOf(options.value), edition: options.value.edition }
  const page = migrationPage(planned, from ?? usual, (uri) => shownPath(pathOf(uri) ?? uri, terminal.folder))
  await terminal.write(`${page}\n`)
  if (args.has('check')) return planned.changes.length > 0 ? 1 : 0
  for (const { document, text } of planned.changes) {
    const file = pathOf(document.uri)
    if (file !== undefined) fs.writeFileSync(file, text)
  }
  return planned.left.some(({ severity }) => severity === 'error') ? 1 : 0
}
