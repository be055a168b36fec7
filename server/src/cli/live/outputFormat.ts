// The formats in which commands about clusters answer.
import type { Arguments, Option } from '../arguments.ts'
import type { Read } from '../terminal.ts'

/** For people, or for scripts. */
export type OutputFormat = 'text' | 'json'

/** The option that chooses one. */
export const formatOption: Option = { name: 'format', value: 'FORMAT', help: 'How the answer is written: text or json. Default: text.' }

/** The format that is asked for. */
export function readFormat(args: Arguments): Read<OutputFormat> {
  const format = args.value('format') ?? 'text'
  if (format === 'text' || format === 'json') return { ok: true, value: format }
  return { ok: false, problem: `there is no format \`${format}\`: it is text or json.` }
}

/** An object as the only line of an answer. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
