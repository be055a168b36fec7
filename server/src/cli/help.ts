// The help of the program and of each command.
import { commonOptions, type Option } from './arguments.ts'
import { type Command, commands } from './command.ts'

/** The name that people type. */
export const programName = 'consul-peering'

const exitCodes = 'Exit codes: 0 clean, 1 findings or differences, 2 misuse, 3 cluster trouble.'

/** The help of the program as a whole. */
export function programHelp(): string {
  return paragraphs([
    'Checks Consul config entries as a real Consul would, before they are written to a cluster.',
    `Usage: ${programName} COMMAND [OPTION…]`,
    `Commands:\n${columns(commands.map(({ name, summary }) => [name, summary]))}`,
    `Options:\n${columns(commonOptions.map(optionRow))}`,
    exitCodes,
    `\`${programName} COMMAND --help\` says more about a command.`,
  ])
}

/** The help of one command. */
export function commandHelp(name: string, { usage, about, options, examples }: Command): string {
  const calls = usage.map((line, i) => `${i === 0 ? 'Usage:' : '      '} ${programName} ${name} ${line}`)
  return paragraphs([
    about,
    calls.join('\n'),
    `Options:\n${columns([...options, ...commonOptions].map(optionRow))}`,
    `Examples:\n${examples.map(([call, what]) => `  ${programName} ${call}\n      ${what}`).join('\n')}`,
    exitCodes,
  ])
}

function optionRow({ name, short, value, help }: Option): readonly [string, string] {
  const dashes = short === undefined ? `    --${name}` : `-${short}, --${name}`
  return [value === undefined ? dashes : `${dashes} ${value}`, help]
}

/** Two columns; a left side that is too wide for its column stands on a line of its own. */
function columns(rows: readonly (readonly [left: string, right: string])[]): string {
  const width = Math.min(28, Math.max(...rows.map(([left]) => left.length)))
  const gap = ' '.repeat(width + 4)
  return rows
    .map(([left, right]) => {
      const indented = right.replaceAll('\n', `\n${gap}`)
      return left.length > width ? `  ${left}\n${gap}${indented}` : `  ${left.padEnd(width)}  ${indented}`
    })
    .join('\n')
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}
