// Tells a person what is wrong with what they typed.
import type { ExitCode, Terminal } from './terminal.ts'

/** Says the problem and where to read on; gives the exit code of misuse. */
export function misuse(terminal: Terminal, problem: string, command?: string): ExitCode {
  terminal.say(`consul-peering: ${problem}`)
  terminal.say(`\`consul-peering ${command === undefined ? '' : `${command} `}--help\` says what can be asked.`)
  return 2
}
