// Answers a stream of lines, one line each, in order and in constant memory.
import type { Terminal } from '../terminal.ts'
import { linesOf } from './lines.ts'

/** How many characters of answers are gathered before they are written. */
const enough = 65_536

// A byte order mark before the first record is no part of it.
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Answers each line of standard input by one line, until it ends. */
export async function answerLines(terminal: Terminal, answer: (line: string) => string): Promise<void> {
  for await (const lines of linesOf(terminal.input)) {
    let answers = ''
    for (const bytes of lines) {
      answers += `${answerBytes(bytes, answer)}\n`
      if (answers.length < enough) continue
      await terminal.write(answers)
      answers = ''
    }
    if (answers !== '') await terminal.write(answers)
  }
}

function answerBytes(bytes: Uint8Array, answer: (line: string) => string): string {
  let line: string
  try {
    line = decoder.decode(bytes)
  } catch (error) {
    if (error instanceof Error) return answerProblem('The line is no UTF-8 text, or too long.')
    throw error
  }
  return answer(line)
}

/** The answer to a line that is no fitting record. */
export function answerProblem(error: string): string {
  return JSON.stringify({ id: null, error })
}
