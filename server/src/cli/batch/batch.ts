// `check --batch`: answers a stream of JSON records, one line each, in order and in constant memory.
import type { Arguments } from '../arguments.ts'
import { judgeOptions, readJudgeOptions } from '../checkOptions.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { answer } from './answer.ts'
import { readRecord } from './record.ts'
import { answerLines, answerProblem } from './stream.ts'

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
  await answerLines(terminal, (line) => {
    const record = readRecord(line)
    return record.ok ? answer(record.value, options.value) : answerProblem(record.problem)
  })
  return 0
}
