// Where HCL 1's quoted strings and heredocs end: scanString and scanHeredoc of hashicorp/hcl v1.0.0, with recovery.
import { isDigit, isHexadecimal, isLetter, isLineBreak, isOctal, size } from './characters.ts'
import { type Lexer, report } from './tokens.ts'

/** The offset after the string that begins at `start`; a string that is never closed ends with its line. */
export function scanString(lexer: Lexer, start: number): number {
  const text = lexer.text
  const length = text.length
  lexer.plain = lexer.closed = true
  let i = start + 1
  while (i < length) {
    const c = text.charCodeAt(i)
    if (c === 34) return i + 1
    if (c === 10) break
    if (c === 92) {
      lexer.plain = false
      i = scanEscape(lexer, i)
    } else if (c === 36 && text.charCodeAt(i + 1) === 123) {
      lexer.plain = false
      i = scanInterpolation(lexer, i)
    } else i++
  }
  lexer.closed = false
  if (i > start + 1 && text.charCodeAt(i - 1) === 13) i--
  report(lexer, start, i, 'The string is not closed. End it with `"` on the same line.')
  return i
}

/** The offset after an escape sequence. */
function scanEscape(lexer: Lexer, start: number): number {
  const text = lexer.text
  switch (text.charCodeAt(start + 1)) {
    case 34:
    case 92:
    case 97:
    case 98:
    case 102:
    case 110:
    case 114:
    case 116:
    case 118:
      return start + 2
    case 120:
      return scanDigits(lexer, start, 2)
    case 117:
      return scanDigits(lexer, start, 4)
    case 85:
      return scanDigits(lexer, start, 8)
  }
  if (isOctal(text.charCodeAt(start + 1))) return scanOctal(lexer, start)
  const end = start + 1 >= text.length || isLineBreak(text, start + 1) ? start + 1 : start + 1 + size(text, start + 1)
  report(lexer, start, end, `HCL has no escape \`${text.slice(start, end)}\`. For a backslash itself, write \`\\\\\`.`)
  return end
}

function scanDigits(lexer: Lexer, start: number, count: number): number {
  let i = start + 2
  while (i < start + 2 + count && isHexadecimal(lexer.text.charCodeAt(i))) i++
  const sequence = lexer.text.slice(start, start + 2)
  if (i < start + 2 + count) report(lexer, start, i, `\`${sequence}\` takes exactly ${count} hexadecimal digits.`)
  return i
}

function scanOctal(lexer: Lexer, start: number): number {
  let i = start + 1
  while (i < start + 4 && isOctal(lexer.text.charCodeAt(i))) i++
  if (i < start + 4) report(lexer, start, i, 'An octal escape takes exactly 3 digits. For a backslash itself, write `\\\\`.')
  return i
}

/**
 * The offset after a `${…}`, in which quotes and line breaks are text. It may be the rest of the file, so after a problem
 * elsewhere it ends with its line at the latest.
 */
function scanInterpolation(lexer: Lexer, start: number): number {
  const text = lexer.text
  let braces = 1
  let i = start + 2
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c === 92) {
      i = scanEscape(lexer, i)
      continue
    }
    i++
    if (c === 123) braces++
    else if (c === 125 && --braces === 0) return i
    else if (c === 10) {
      if (lexer.mode !== 'exact') break
      lexer.line++
      lexer.lineStart = i
    }
  }
  report(lexer, start, start + 2, 'This `${` is not closed by a `}`, so the string does not end where it seems to.')
  return start + 2
}

/** The offset after a string in single quotes, which HCL does not know, or 0 where its line has no second one. */
export function scanSingleQuotes(lexer: Lexer, start: number): number {
  let i = start + 1
  while (i < lexer.text.length && lexer.text.charCodeAt(i) !== 39) {
    if (lexer.text.charCodeAt(i) === 10) return 0
    i++
  }
  if (i === lexer.text.length) return 0
  report(lexer, start, i + 1, 'HCL has no strings in single quotes. Write double quotes.')
  return i + 1
}

/**
 * The offset after the heredoc that begins at `start`, before the line break that ends its last line.
 * A heredoc that never ends is taken for its first line, so that what follows is still read.
 */
export function scanHeredoc(lexer: Lexer, start: number): number {
  const text = lexer.text
  if (text.charCodeAt(start + 1) !== 60) {
    report(lexer, start, start + 1, '`<` begins nothing in HCL. A heredoc begins with `<<`.')
    return start + 1
  }
  const head = heredocHead(text, start)
  const mark = text.slice(start + 2, head.markEnd)
  if (!isLineBreak(text, head.markEnd)) {
    const end = head.markEnd < text.length ? head.markEnd + size(text, head.markEnd) : head.markEnd
    report(lexer, start, end, 'A heredoc begins with `<<`, a mark of letters and digits, and a line break right after it.')
    return end
  }
  if (mark === '' || mark === '-') {
    report(lexer, start, head.markEnd, 'A heredoc needs a mark: `<<END`, and a line with `END` alone after its text.')
    return head.markEnd
  }
  const end = heredocEnd(lexer, head.bodyStart, mark)
  if (end >= 0) return end
  const word = mark.replace('-', '').trim()
  const why = mark.startsWith('-') ? ` with a blank before it` : ''
  report(lexer, start, head.markEnd, `The heredoc is not closed. End it by a line with \`${word}\` alone${why}, and a line break.`)
  return head.markEnd
}

/** Where a heredoc's mark ends and its text begins. A carriage return before the line break (`\r\r\n`) is part of the mark. */
export function heredocHead(text: string, start: number): { readonly markEnd: number; readonly bodyStart: number } {
  let i = start + 2
  if (text.charCodeAt(i) === 45) i++
  while (isLetter(text, i) || isDigit(text, i)) i += size(text, i)
  if (text.charCodeAt(i) === 13 && text.charCodeAt(i + 1) === 13 && text.charCodeAt(i + 2) === 10) i++
  return { markEnd: i, bodyStart: i + (text.charCodeAt(i) === 13 ? 2 : 1) }
}

/** The offset at the end of the line that closes a heredoc, before its line break; -1 where none does. */
function heredocEnd(lexer: Lexer, bodyStart: number, mark: string): number {
  const text = lexer.text
  let lines = 0
  let lineStart = bodyStart
  while (lexer.spare > 0) {
    const lineFeed = text.indexOf('\n', lineStart)
    if (lineFeed < 0) break
    const end = lineFeed > lineStart && text.charCodeAt(lineFeed - 1) === 13 ? lineFeed - 1 : lineFeed
    lines++
    if (end - lineStart >= mark.length && closesHeredoc(text, lineStart, end, mark)) {
      lexer.line += lines
      lexer.lineStart = lineStart
      return end
    }
    lineStart = lineFeed + 1
  }
  lexer.spare -= text.length - bodyStart
  return -1
}

/** Blanks, the mark, carriage returns. With `<<-` a line as short as the bare mark was ruled out: Consul counts the `-`. */
function closesHeredoc(text: string, start: number, end: number, mark: string): boolean {
  const needsReturn = mark.endsWith('\r')
  const word = mark.slice(mark.startsWith('-') ? 1 : 0, needsReturn ? -1 : undefined)
  let wordEnd = end
  while (wordEnd > start && text.charCodeAt(wordEnd - 1) === 13) wordEnd--
  if (needsReturn && wordEnd === end) return false
  let i = start
  while (i < wordEnd && isBlank(text.charCodeAt(i))) i++
  return wordEnd - i === word.length && text.startsWith(word, i)
}

function isBlank(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13)
}
