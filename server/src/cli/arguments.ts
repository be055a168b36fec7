// Reads the arguments of a command by the table of its options, which its help shows too.
import { parseArgs } from 'node:util'
import { nearest } from '../core/model/nearest.ts'
import type { Read } from './terminal.ts'

export interface Option {
  /** Without the two dashes. */
  readonly name: string
  readonly short?: string
  /** What stands for the value in the help; an option without one is a switch. */
  readonly value?: string
  readonly help: string
}

export interface Arguments {
  /** Says whether a switch is set. */
  has(name: string): boolean
  /** The value of an option; of several, the last one. */
  value(name: string): string | undefined
  values(name: string): readonly string[]
  /** The options that were given. */
  readonly names: readonly string[]
  /** All that is no option; `-` stands for standard input. */
  readonly positionals: readonly string[]
}

/** What every command takes. */
export const commonOptions: readonly Option[] = [
  { name: 'help', short: 'h', help: 'Show this help' },
  { name: 'version', short: 'V', help: 'Show the version' },
]

/** Reads arguments; the first one that does not fit is told. */
export function readArguments(args: readonly string[], options: readonly Option[]): Read<Arguments> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      options.map(({ name, short, value }) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', multiple: true, ...(short === undefined ? {} : { short }) } as const,
      ]),
    ),
    strict: false,
    tokens: true,
  })
  const given = new Map<string, string[]>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const problem = problemOf(token, options)
    if (problem !== undefined) return { ok: false, problem }
    given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? ''])
  }
  return {
    ok: true,
    value: {
      has: (name) => given.has(name),
      value: (name) => given.get(name)?.at(-1),
      values: (name) => given.get(name) ?? [],
      names: [...given.keys()],
      positionals,
    },
  }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function problemOf({ name, rawName, value, inlineValue }: OptionToken, options: readonly Option[]): string | undefined {
  const option = options.find((candidate) => candidate.name === name)
  if (!option) {
    const meant = nearest(
      name,
      options.map((candidate) => candidate.name),
    )
    return `there is no option \`${rawName}\` here${meant === undefined ? '' : `; \`--${meant}\` is near`}.`
  }
  if (option.value === undefined) return value === undefined ? undefined : `\`${rawName}\` takes no value.`
  // The next option is not meant as the value of this one; a number below zero may be.
  const isOption = !inlineValue && value !== undefined && /^-[^\d]/.test(value)
  return value === undefined || isOption ? `\`${rawName}\` needs a value: ${option.value}.` : undefined
}
