// Lowers a command of the tool `consul`: its subcommand, flags, arguments and input.
import type { Member, ObjectValue } from '../../value.ts'
import { jsonOf, listValue, member, objectValue, textValue } from './build.ts'
import type { ToolCommand } from './tools.ts'
import { partOf, type Word } from './word.ts'

/** Flags that take no value of their own (command/intention, command/kv, command/config, command/flags @ v1.16.1). */
const switches: ReadonlySet<string> = new Set(
  'allow deny replace file detailed keys recurse base64 cas acquire release stale verbose h help require-consistent'.split(' '),
)

/** Commands of which the first word names a group. */
const groups: ReadonlySet<string> = new Set(['intention', 'intentions', 'kv', 'config', 'peering', 'peerings'])

/** The command as an object; `undefined` for one that no rule is about. */
export function lowerConsul(command: ToolCommand): ObjectValue | undefined {
  const { toolWord, rest, input, standsAlone } = command
  const subcommand: Word[] = []
  const positional: Word[] = []
  const flags: Member[] = []
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]
    if (word === undefined) break
    if (/^--?[A-Za-z]/.test(word.value)) {
      const flag = readFlag(word, rest[i + 1])
      flags.push(flag)
      if (flag.value.type === 'string' && flag.value.range.start >= word.range.end) i++
    } else if (subcommand.length === 0 ? groups.has(word.value) : subcommand.length === 1 && positional.length === 0) {
      subcommand.push(word)
    } else positional.push(word)
  }
  if (subcommand.length === 0) return undefined
  const end = rest.at(-1)?.range.end ?? toolWord.range.end
  const range = { start: toolWord.range.start, end }
  return objectValue(
    [
      member('tool', textValue({ value: 'consul', range: toolWord.range })),
      member('subcommand', listValue(subcommand, range)),
      member('flags', objectValue(flags, range)),
      member('arguments', listValue(positional, range)),
      ...(input ? [member('input', jsonOf(input))] : []),
      member('standsAlone', { type: 'boolean', range, value: standsAlone }),
    ],
    range,
  )
}

/** `-flag`, `-flag=value` or `-flag value`, with one dash or two. */
function readFlag(word: Word, next: Word | undefined): Member {
  const sign = word.value.indexOf('=')
  const name = word.value.slice(0, sign < 0 ? undefined : sign).replace(/^--?/, '')
  if (sign >= 0) return member(name, textValue(partOf(word, sign + 1)), partOf(word, 0, sign).range)
  const takesNone = switches.has(name) || next === undefined || next.value.startsWith('-')
  return member(name, takesNone ? { type: 'boolean', range: word.range, value: true } : textValue(next), word.range)
}
