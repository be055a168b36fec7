// `check --batch`: answers a stream of JSON records, one line each, in order and in constant memory.
import type { Arguments } from '../arguments.ts'
import { type JudgeOptions, judgeOptions, readJudgeOptions } from '../checkOptions.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { answer } from './answer.ts'
import { linesOf } from './lines.ts'
import { readRecord } from './record.ts'

/** Options that say by what is judged go with a batch; the form of its answers is fixed. */
const fitting: ReadonlySet<string> = new Set(['batch', 'as', ...judgeOptions.map(({ name }) => name)])

/** Answers all records; the exit code tells only whether the stream was read to its end. */
export async function batch(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const other = args.names.find((name) => !fitting.has(name))
  if (other !== undefined) return misuse(terminal, `\`--${other}\` and \`--batch\` exclude each other.`, 'check')
  const [path] = args.positionals
  if (path !== undefined) return misuse(terminal, `\`--batch\` reads standard input only, not \`${path}\`.`, 'check')
  const options = readJudgeOptions(args, terminal)
  if (!options.ok) return misuse(terminal, options.problem, 'check')
  for await (const lines of linesOf(terminal.input)) {
    let answers = ''
    for (const line of lines) {
      answers += `${answerLine(line, options.value)}\n`
      if (answers.length < enough) continue
      await terminal.write(answers)
      answers = ''
    }
    if (answers !== '') await terminal.write(answers)
  }
  return 0
}

/** How many characters of answers are gathered before they are written. */
const enough = 65_536

// A byte order mark before the first record is no part of it.
const decoder = new TextDecoder('utf-8', { fatal: true })

function answerLine(bytes: Uint8Array, options: JudgeOptions): string {
  let line: string
  try {
    line = decoder.decode(bytes)
  } catch (error) {
    if (error instanceof Error) return answerProblem('The line is no UTF-8 text, or too long.')
    throw error
  }
  const record = readRecord(line)
  if (!record.ok) return answerProblem(record.problem)
  return answer(record.value, options)
}

function answerProblem(error: string): string {
  return JSON.stringify({ id: null, error })
}
