// Reads one word of a shell script: its quotes, escapes, variables, and the scripts that stand within it.
import { deepest, type Scan, scanCommands } from './scan.ts'
import type { Piece, Word } from './word.ts'

interface Growing {
  readonly parts: string[]
  readonly pieces: Piece[]
  length: number
}

/** Reads the word at `scan.i`, which stands behind it afterwards. Commands within it are put to those of the scan. */
export function readWord(scan: Scan): Word {
  const start = scan.i
  const word: Growing = { parts: [], pieces: [], length: 0 }
  while (scan.i < scan.end && !/[\s;&|()<>]/.test(scan.text.charAt(scan.i))) readPart(scan, word)
  return { value: word.parts.join(''), range: { start, end: scan.i }, pieces: word.pieces }
}

function readPart(scan: Scan, word: Growing): void {
  const { text, i } = scan
  switch (text.charAt(i)) {
    case "'":
      readSingleQuoted(scan, word)
      break
    case '"':
      readDoubleQuoted(scan, word)
      break
    case '\\':
      readEscape(scan, word)
      break
    case '$':
      if (text.charAt(i + 1) === "'") readAnsiQuoted(scan, word)
      else readDollar(scan, word)
      break
    case '`':
      readBackquoted(scan, word)
      break
    default:
      readRun(scan, word, /[^\s;&|()<>'"\\$`]+/y)
  }
}

/** Characters that stand for themselves: all that the expression takes, at least one. */
function readRun(scan: Scan, word: Growing, run: RegExp): void {
  run.lastIndex = scan.i
  const found = run.exec(scan.text)?.[0].length ?? 1
  keep(scan, word, Math.min(found, scan.end - scan.i))
}

/** Takes characters of the text as they are. */
function keep(scan: Scan, word: Growing, length: number): void {
  const range = { start: scan.i, end: scan.i + length }
  const last = word.pieces.at(-1)
  const isNext = last !== undefined && last.range.end === range.start && last.range.end - last.range.start === last.length
  if (isNext)
    word.pieces[word.pieces.length - 1] = { ...last, length: last.length + length, range: { start: last.range.start, end: range.end } }
  else word.pieces.push({ at: word.length, length, range })
  word.parts.push(scan.text.slice(range.start, range.end))
  word.length += length
  scan.i = range.end
}

/** Takes a text for a stretch of the source that stands for it. */
function put(scan: Scan, word: Growing, value: string, length: number): void {
  const range = { start: scan.i, end: Math.min(scan.i + length, scan.end) }
  if (value !== '') word.pieces.push({ at: word.length, length: value.length, range })
  word.parts.push(value)
  word.length += value.length
  scan.i = range.end
}

function readSingleQuoted(scan: Scan, word: Growing): void {
  const close = scan.text.indexOf("'", scan.i + 1)
  const end = close < 0 ? scan.end : Math.min(close, scan.end)
  scan.i++
  keep(scan, word, end - scan.i)
  scan.i = Math.min(end + 1, scan.end)
}

function readDoubleQuoted(scan: Scan, word: Growing): void {
  scan.i++
  while (scan.i < scan.end && scan.text.charAt(scan.i) !== '"') {
    const c = scan.text.charAt(scan.i)
    if (c === '\\') {
      if (/["\\$`\n\r]/.test(scan.text.charAt(scan.i + 1))) readEscape(scan, word)
      else keep(scan, word, Math.min(2, scan.end - scan.i))
    } else if (c === '$') readDollar(scan, word)
    else if (c === '`') readBackquoted(scan, word)
    else readRun(scan, word, /[^"\\$`]+/y)
  }
  scan.i = Math.min(scan.i + 1, scan.end)
}

/** A character behind a backslash; a line break behind one is nothing. */
function readEscape(scan: Scan, word: Growing): void {
  const c = scan.text.charAt(scan.i + 1)
  if (c === '\n') put(scan, word, '', 2)
  else if (c === '\r') put(scan, word, '', scan.text.charAt(scan.i + 2) === '\n' ? 3 : 2)
  else put(scan, word, c, 2)
}

const ansi: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' }

function readAnsiQuoted(scan: Scan, word: Growing): void {
  scan.i += 2
  while (scan.i < scan.end && scan.text.charAt(scan.i) !== "'") {
    if (scan.text.charAt(scan.i) !== '\\') readRun(scan, word, /[^'\\]+/y)
    else {
      const c = scan.text.charAt(scan.i + 1)
      put(scan, word, ansi[c] ?? `\\${c}`, 2)
    }
  }
  scan.i = Math.min(scan.i + 1, scan.end)
}

const variable = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^{}]*))?\})/y

function readDollar(scan: Scan, word: Growing): void {
  if (scan.text.charAt(scan.i + 1) === '(') {
    readSubstitution(scan, word)
    return
  }
  variable.lastIndex = scan.i
  const [whole, plain, braced, instead] = variable.exec(scan.text) ?? []
  const value = scan.variables.get(plain ?? braced ?? '') ?? instead
  if (whole === undefined) keep(scan, word, 1)
  else if (value === undefined) keep(scan, word, Math.min(whole.length, scan.end - scan.i))
  else put(scan, word, value, whole.length)
}

function readSubstitution(scan: Scan, word: Growing): void {
  const close = closingParenthesis(scan)
  if (close === undefined) {
    keep(scan, word, Math.min(2, scan.end - scan.i))
    return
  }
  readNested(scan, scan.i + 2, close)
  keep(scan, word, close + 1 - scan.i)
}

function readBackquoted(scan: Scan, word: Growing): void {
  const close = scan.text.indexOf('`', scan.i + 1)
  if (close < 0 || close >= scan.end) {
    keep(scan, word, 1)
    return
  }
  readNested(scan, scan.i + 1, close)
  keep(scan, word, close + 1 - scan.i)
}

function readNested(scan: Scan, start: number, end: number): void {
  if (scan.depth >= deepest) return
  const { text, variables, depth } = scan
  for (const command of scanCommands(text, start, end, { variables, depth: depth + 1 })) scan.commands.push(command)
}

/** The parenthesis that closes the one behind `$`, over quotes. Where none does, the search costs of a budget, so that time stays linear. */
function closingParenthesis(scan: Scan): number | undefined {
  const { text, i, end } = scan
  const limit = Math.min(end, i + scan.budget)
  let open = 0
  let isQuoted = false
  for (let at = i + 1; at < limit; at++) {
    const c = text.charAt(at)
    if (c === '\\') at++
    else if (c === '"') isQuoted = !isQuoted
    else if (c === "'" && !isQuoted) at = text.indexOf("'", at + 1)
    else if (c === '(') open++
    else if (c === ')' && --open === 0) return at
    if (at < i) break
  }
  scan.budget -= limit - i
  return undefined
}
