// Reads a text in its format, and says which of the two formats of `consul config write` a text has.
import type { Format, ParsedText } from '../document.ts'
import { parseCommands } from './commands/commands.ts'
import { parseHcl } from './hcl/parser.ts'
import { parseJson } from './json.ts'
import { parseYaml } from './yaml.ts'

/** The tree, the syntax problems and the comments of a text. */
export function parse(text: string, format: Format): ParsedText {
  switch (format) {
    case 'hcl':
      return parseHcl(text)
    case 'json':
      return parseJson(text)
    case 'shell':
    case 'markdown':
    case 'tasks':
      return parseCommands(text, format)
    case 'yaml':
      return parseYaml(text)
  }
}

// unicode.IsSpace of Go: a byte order mark is none of these.
const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/

/**
 * Says whether `consul config write` reads a text as JSON: its first character that is not white space, in Unicode's sense,
 * is `{` (isHCL in command/helpers/decode_shim.go @ v1.16.1).
 */
export function readsAsJson(text: string): boolean {
  let i = 0
  while (i < text.length && space.test(text.charAt(i))) i++
  return text.charCodeAt(i) === 123
}
