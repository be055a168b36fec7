// Makes keys and plain values of single tokens.
import type { Value } from '../../value.ts'
import type { Key, Parser } from './frames.ts'
import { BOOLEAN, HEREDOC, IDENTIFIER, INTEGER, STRING } from './tokens.ts'
import { heredocText, unquote } from './unquote.ts'

/** The value of the lexer's token, which is a string, a heredoc, a number or a boolean. */
export function readLiteral(parser: Parser): Value {
  const { kind, text, start, end } = parser.lexer
  const range = { start, end }
  if (kind === STRING) return { type: 'string', range, value: readString(parser), heredoc: false }
  if (kind === HEREDOC) return { type: 'string', range, value: heredocText(text, start, end), heredoc: true }
  if (kind === BOOLEAN) return { type: 'boolean', range, value: end - start === 4 }
  return { type: 'number', range, raw: text.slice(start, end), integer: kind === INTEGER }
}

/** The key that the lexer's token is, an identifier or a string. */
export function readKey(parser: Parser): Key {
  const { kind, text, start, end, line } = parser.lexer
  return { text: kind === IDENTIFIER ? text.slice(start, end) : readString(parser), start, end, line }
}

function readString(parser: Parser): string {
  const { text, start, end, closed, plain } = parser.lexer
  const contentEnd = closed ? end - 1 : end
  if (plain) return text.slice(start + 1, contentEnd)
  const { value, problem } = unquote(text, start + 1, contentEnd)
  if (problem !== undefined) parser.crashes.push(problem)
  return value
}
