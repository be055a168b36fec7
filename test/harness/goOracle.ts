// Builds a small Go program of test/oracle and asks it: one JSON line in, one out.
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { cacheFolder } from './consulBinary.ts'

/** Builds `test/oracle/<name>`, whose answers have the form `Answer`; seconds at first, then as good as nothing. */
export function buildOracle<Answer>(name: 'hcl1' | 'hclwrite'): (questions: readonly object[]) => readonly Answer[] {
  const binary = path.join(cacheFolder(), 'oracle', name)
  fs.mkdirSync(path.dirname(binary), { recursive: true })
  const { status, error } = spawnSync('go', ['build', '-o', binary, '.'], {
    cwd: path.join(import.meta.dirname, '..', 'oracle', name),
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`The oracle ${name} does not build.`, { cause: error })
  return (questions) => ask(binary, questions)
}

function ask<Answer>(binary: string, questions: readonly object[]): readonly Answer[] {
  const input = questions.map((question) => JSON.stringify(question)).join('\n')
  const { stdout, stderr, status, error } = spawnSync(binary, { input, encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`The oracle failed: ${stderr.slice(-2_000)}`, { cause: error })
  const answers = stdout.split('\n').filter((line) => line !== '')
  if (answers.length !== questions.length) throw new Error('The oracle left an answer out.')
  return answers.map((line): Answer => JSON.parse(line))
}
