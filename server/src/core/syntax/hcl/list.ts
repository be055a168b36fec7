// Reads the elements of a list, as listType of hashicorp/hcl v1.0.0 (hcl/parser) does.
import { addValue, closeFrame, openFrame, type Parser } from './frames.ts'
import { advance } from './lexer.ts'
import { readLiteral } from './literal.ts'
import { endValue } from './object.ts'
import { closeByLayout, closeUnclosed, readCloserOfOther, readWrongElement } from './recovery.ts'
import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, END, isLiteral, OPEN_BRACE, OPEN_BRACKET, report } from './tokens.ts'

/** Reads one element up to its end or, where it is an object or a list itself, up to its beginning. Or closes the list. */
export function readElement(parser: Parser): void {
  const { lexer, frame } = parser
  switch (lexer.kind) {
    case COMMA:
      frame.needsComma = false
      advance(lexer)
      return
    case CLOSE_BRACKET:
      readClosingBracket(parser)
      return
    case END:
      closeUnclosed(parser)
      return
    case CLOSE_BRACE:
      readCloserOfOther(parser)
      return
  }
  const isNested = lexer.kind === OPEN_BRACE || lexer.kind === OPEN_BRACKET
  if (!isNested && readWrongElement(parser)) return
  if (frame.needsComma) report(lexer, lexer.start, lexer.end, 'A comma is missing before this element of the list.')
  if (isNested) openFrame(parser, lexer.kind === OPEN_BRACKET ? 'list' : 'object')
  else if (isLiteral(lexer.kind)) addValue(parser, readLiteral(parser))
  advance(lexer)
}

function readClosingBracket(parser: Parser): void {
  const { lexer } = parser
  if (lexer.first && closeByLayout(parser)) return
  const end = lexer.end
  advance(lexer)
  closeFrame(parser, end)
  endValue(parser)
}
