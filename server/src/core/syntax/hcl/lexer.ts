// Cuts a text into the tokens of HCL 1 exactly where Consul's scanner (hashicorp/hcl v1.0.0, hcl/scanner) cuts it.
import { identifierClass, isDecimal, isDigit, isHexadecimal, isLetter, isLineBreak, size } from './characters.ts'
import { scanHeredoc, scanSingleQuotes, scanString } from './strings.ts'
import {
  ASSIGN,
  BOOLEAN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  END,
  FLOAT,
  HEREDOC,
  IDENTIFIER,
  ILLEGAL,
  INTEGER,
  type Lexer,
  OPEN_BRACE,
  OPEN_BRACKET,
  report,
  SIGN,
  STRING,
} from './tokens.ts'

/** A reader at the beginning of a text; the first `advance` gives the first token. */
export function createLexer(text: string, mode: Lexer['mode']): Lexer {
  return {
    text,
    mode,
    position: 0,
    kind: END,
    start: 0,
    end: 0,
    first: true,
    plain: true,
    closed: true,
    line: 0,
    lineStart: 0,
    indent: 0,
    spare: 2 * text.length,
    problemLine: -1,
    problems: [],
    comments: [],
  }
}

/** Moves to the next token and gives its kind. Comments are collected on the way. */
export function advance(lexer: Lexer): number {
  const text = lexer.text
  const length = text.length
  let i = lexer.position
  let first = i === 0
  let c = 0
  for (; i < length; i++) {
    c = text.charCodeAt(i)
    if (c === 32 || c === 9 || c === 13) continue
    if (c === 10) {
      first = true
      lexer.line++
      lexer.lineStart = i + 1
    } else if (c === 35 || c === 47) {
      i = skipComment(lexer, i) - 1
    } else break
  }
  lexer.start = i
  lexer.first = first
  if (first) lexer.indent = i - lexer.lineStart
  if (i >= length) return finish(lexer, END, length)
  if (c < 128 ? identifierClass[c] === 3 : isLetter(text, i)) return scanIdentifier(lexer, i)
  switch (c) {
    case 34:
      lexer.end = lexer.position = scanString(lexer, i)
      lexer.kind = STRING
      return STRING
    case 61:
      return finish(lexer, ASSIGN, i + 1)
    case 44:
      return finish(lexer, COMMA, i + 1)
    case 123:
      return finish(lexer, OPEN_BRACE, i + 1)
    case 125:
      return finish(lexer, CLOSE_BRACE, i + 1)
    case 91:
      return finish(lexer, OPEN_BRACKET, i + 1)
    case 93:
      return finish(lexer, CLOSE_BRACKET, i + 1)
    case 60:
      return finish(lexer, HEREDOC, scanHeredoc(lexer, i))
    case 43:
      return finish(lexer, SIGN, i + 1)
    case 45:
      return isDecimal(text.charCodeAt(i + 1)) ? scanNumber(lexer, i + 1) : finish(lexer, SIGN, i + 1)
    case 46:
      return isDecimal(text.charCodeAt(i + 1)) ? scanBareFraction(lexer, i + 1) : finish(lexer, SIGN, i + 1)
    default:
      return isDecimal(c) ? scanNumber(lexer, i) : scanIllegal(lexer, i, c)
  }
}

/** The first character after the token and blanks, as a UTF-16 code; NaN at the end of the text. */
export function characterAfter(lexer: Lexer): number {
  let i = lexer.end
  while (lexer.text.charCodeAt(i) === 32 || lexer.text.charCodeAt(i) === 9) i++
  return lexer.text.charCodeAt(i)
}

function finish(lexer: Lexer, kind: number, end: number): number {
  lexer.end = lexer.position = end
  lexer.kind = kind
  return kind
}

function scanIdentifier(lexer: Lexer, start: number): number {
  const text = lexer.text
  const length = text.length
  let i = start
  while (i < length) {
    const c = text.charCodeAt(i)
    if (c < 128) {
      if (identifierClass[c] === 0) break
      i++
    } else if (isLetter(text, i) || isDigit(text, i)) i += size(text, i)
    else break
  }
  const isBoolean = (i - start === 4 && text.startsWith('true', start)) || (i - start === 5 && text.startsWith('false', start))
  return finish(lexer, isBoolean ? BOOLEAN : IDENTIFIER, i)
}

/** The offset after a comment that begins at `start`, or after a lone `/`. */
function skipComment(lexer: Lexer, start: number): number {
  const text = lexer.text
  const slash = text.charCodeAt(start) === 47
  if (slash && text.charCodeAt(start + 1) === 42) return skipBlockComment(lexer, start)
  if (slash && text.charCodeAt(start + 1) !== 47) {
    report(lexer, start, start + 1, 'A single `/` begins nothing in HCL. A comment begins with `#`, `//` or `/*`.')
    return start + 1
  }
  const lineFeed = text.indexOf('\n', start)
  let end = lineFeed < 0 ? text.length : lineFeed
  if (lineFeed > 0 && text.charCodeAt(end - 1) === 13) end--
  lexer.comments.push({ range: { start, end }, text: text.slice(start + (slash ? 2 : 1), end).trim() })
  return end
}

function skipBlockComment(lexer: Lexer, start: number): number {
  const text = lexer.text
  const close = text.indexOf('*/', start + 2)
  const end = close < 0 ? text.length : close + 2
  if (close < 0) report(lexer, start, start + 2, 'This comment is never closed, so all that follows is part of it. End it with `*/`.')
  for (let i = text.indexOf('\n', start); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
    lexer.line++
    lexer.lineStart = i + 1
  }
  lexer.comments.push({ range: { start, end }, text: text.slice(start + 2, close < 0 ? end : close).trim() })
  return end
}

function scanNumber(lexer: Lexer, digit: number): number {
  const text = lexer.text
  const isZero = text.charCodeAt(digit) === 48
  let i = digit + 1
  let c = text.charCodeAt(i)
  if (isZero && (c === 120 || c === 88)) return scanHexadecimal(lexer, i + 1)
  let decimalOnly = false
  while (isDecimal(c)) {
    c = text.charCodeAt(++i)
    // The digit right after the zero is not looked at, as in Consul's scanner: `08` fails later, as a value.
    if (c === 56 || c === 57) decimalOnly = true
  }
  if (c === 101 || c === 69) return scanExponent(lexer, i)
  if (c === 46) {
    i++
    while (isDecimal(text.charCodeAt(i))) i++
    c = text.charCodeAt(i)
    return c === 101 || c === 69 ? scanExponent(lexer, i) : finish(lexer, FLOAT, i)
  }
  if (isZero && decimalOnly) {
    report(lexer, lexer.start, i, `\`${text.slice(lexer.start, i)}\` begins with 0, so it is octal, and 8 and 9 are no octal digits.`)
  }
  return finish(lexer, INTEGER, i)
}

function scanHexadecimal(lexer: Lexer, start: number): number {
  let i = start
  while (isHexadecimal(lexer.text.charCodeAt(i))) i++
  if (i === start) report(lexer, lexer.start, i, 'A hexadecimal number needs digits after `0x`.')
  return finish(lexer, INTEGER, i)
}

/** `.5`: after its digits a single `e` still belongs to it, as in Consul's scanner, but no exponent does. */
function scanBareFraction(lexer: Lexer, start: number): number {
  let i = start
  while (isDecimal(lexer.text.charCodeAt(i))) i++
  const c = lexer.text.charCodeAt(i)
  return finish(lexer, FLOAT, c === 101 || c === 69 ? i + 1 : i)
}

/** From the `e`. Where no digit follows, Consul's scanner loses one character: the number is refused when it is decoded. */
function scanExponent(lexer: Lexer, start: number): number {
  const text = lexer.text
  let i = start + 1
  if (text.charCodeAt(i) === 43 || text.charCodeAt(i) === 45) i++
  if (isDecimal(text.charCodeAt(i))) {
    while (isDecimal(text.charCodeAt(i))) i++
    return finish(lexer, FLOAT, i)
  }
  finish(lexer, FLOAT, i)
  if (lexer.mode !== 'exact')
    report(lexer, lexer.start, i, `\`${text.slice(lexer.start, i)}\` is no number: digits are missing after the \`e\`.`)
  else if (i < text.length && !isLineBreak(text, i)) lexer.position = i + size(text, i)
  return FLOAT
}

function scanIllegal(lexer: Lexer, start: number, c: number): number {
  const text = lexer.text
  const quoted = c === 39 ? scanSingleQuotes(lexer, start) : 0
  if (quoted > 0) {
    lexer.plain = lexer.closed = true
    return finish(lexer, STRING, quoted)
  }
  const end = start + size(text, start)
  report(lexer, start, end, illegalMessage(text, start))
  return finish(lexer, ILLEGAL, end)
}

function illegalMessage(text: string, start: number): string {
  const code = text.codePointAt(start) ?? 0
  if (code === 0xfeff && start === 0) return 'The file begins with a byte order mark, which Consul refuses. Save it as UTF-8 without one.'
  if (code === 58) return 'HCL has `=` between a key and its value, not `:`.'
  if (code === 59) return '`;` has no place in HCL: a line break or a comma ends a value.'
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (code === 0) return 'Consul refuses a file with a NUL character. Remove it.'
  return /[\p{Z}\p{C}]/u.test(String.fromCodePoint(code))
    ? `The invisible character ${name} has no place here. Remove it, or put it into quotes.`
    : `\`${String.fromCodePoint(code)}\` (${name}) has no place here. Remove it, or put it into quotes.`
}
