// Reads the members of an object, as objectItem and objectKey of hashicorp/hcl v1.0.0 (hcl/parser) do.
import { addValue, closeFrame, type Key, openFrame, type Parser } from './frames.ts'
import { advance } from './lexer.ts'
import { readKey, readLiteral } from './literal.ts'
import { closeByLayout, closeUnclosed, findValue, readKeyless, resolveKeys, skipIllegal } from './recovery.ts'
import { ASSIGN, CLOSE_BRACE, COMMA, END, IDENTIFIER, ILLEGAL, isLiteral, OPEN_BRACE, OPEN_BRACKET, report, STRING } from './tokens.ts'

/** Reads one member up to its value's end or, where that is an object or a list, up to its beginning. Or closes the object. */
export function readMember(parser: Parser): void {
  switch (parser.lexer.kind) {
    case IDENTIFIER:
    case STRING:
      readKeys(parser)
      return
    case CLOSE_BRACE:
      readClosingBrace(parser)
      return
    case END:
      closeUnclosed(parser)
      return
    default:
      if (readKeyless(parser)) readValue(parser, parser.lexer.start)
  }
}

/** Takes the one comma that may stand after a member. */
export function endValue(parser: Parser): void {
  if (!parser.frame.isList && parser.lexer.kind === COMMA) advance(parser.lexer)
}

function readKeys(parser: Parser): void {
  const { lexer, frame } = parser
  if (lexer.first && closeByLayout(parser)) return
  frame.crashes = parser.crashes.length
  frame.key = readKey(parser)
  frame.isBlock = false
  const kind = advance(lexer) === ILLEGAL ? skipIllegal(parser) : lexer.kind
  if (kind === IDENTIFIER || kind === STRING) readLabels(parser)
  if (lexer.kind === OPEN_BRACE) {
    frame.isBlock = true
    openFrame(parser, 'object')
    advance(lexer)
    return
  }
  if ((lexer.kind === ASSIGN && frame.labels.length === 0) || resolveKeys(parser)) {
    const signEnd = lexer.end
    advance(lexer)
    readValue(parser, signEnd)
  }
}

function readLabels(parser: Parser): void {
  const { lexer, frame } = parser
  const labels: Key[] = []
  while (lexer.kind === IDENTIFIER || lexer.kind === STRING) {
    labels.push(readKey(parser))
    advance(lexer)
  }
  frame.labels = labels
}

/** Reads the value after a `=` that ends at `signEnd`. */
function readValue(parser: Parser, signEnd: number): void {
  const { lexer } = parser
  if (lexer.kind !== OPEN_BRACE && lexer.kind !== OPEN_BRACKET && !isLiteral(lexer.kind) && !findValue(parser, signEnd)) {
    endValue(parser)
    return
  }
  if (isLiteral(lexer.kind)) {
    addValue(parser, readLiteral(parser))
    advance(lexer)
    endValue(parser)
    return
  }
  openFrame(parser, lexer.kind === OPEN_BRACKET ? 'list' : 'object')
  advance(lexer)
}

function readClosingBrace(parser: Parser): void {
  const { lexer } = parser
  if (parser.stack.length === 0) {
    report(lexer, lexer.start, lexer.end, 'This `}` closes nothing. Remove it, or look for a `{` that is missing above.')
    parser.isUnbalanced = true
    advance(lexer)
    return
  }
  if (lexer.first && closeByLayout(parser)) return
  const end = lexer.end
  advance(lexer)
  closeFrame(parser, end)
  endValue(parser)
}
