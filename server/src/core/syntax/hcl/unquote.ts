// What a quoted string or a heredoc of HCL 1 means: Unquote and unindentHeredoc of hashicorp/hcl v1.0.0.
import type { SyntaxProblem } from '../../document.ts'
import { heredocHead } from './strings.ts'

export interface Unquoted {
  readonly value: string
  /** Set where Consul crashes on the string instead of refusing it. */
  readonly problem?: SyntaxProblem
}

/** The meaning of the text between two quotes, from `start` to before `end`. Nothing is unescaped within `${…}`. */
export function unquote(text: string, start: number, end: number): Unquoted {
  const pieces: string[] = []
  let bytes: number[] = []
  let problem: SyntaxProblem | undefined
  let from = start
  let i = start
  while (i < end) {
    const c = text.charCodeAt(i)
    const interpolates = c === 36 && text.charCodeAt(i + 1) === 123
    if (c !== 92 && !interpolates) {
      i++
      continue
    }
    if (i > from) flush(text.slice(from, i))
    if (interpolates) {
      const close = interpolationEnd(text, i, end)
      const inner = text.slice(i, close)
      if (/[\ufffd\p{Cs}]/u.test(inner)) problem ??= crash(i, close, 'U+FFFD within `${…}`')
      flush(inner.replaceAll('\r\n', '\n'))
      i = close
    } else {
      const sequence = readEscape(text, i, end)
      if (sequence.code > 0x10ffff) problem ??= crash(i, sequence.end, `the escape \`${text.slice(i, sequence.end)}\``)
      else if (sequence.isByte && sequence.code > 127) bytes.push(sequence.code)
      else flush(sequence.code >= 0xd800 && sequence.code <= 0xdfff ? '\ufffd' : String.fromCodePoint(sequence.code))
      i = sequence.end
    }
    from = i
  }
  flush(text.slice(from, end))
  const value = pieces.join('')
  return problem === undefined ? { value } : { value, problem }

  function flush(piece: string): void {
    if (bytes.length > 0) pieces.push(decodeBytes(bytes))
    bytes = []
    pieces.push(piece)
  }
}

function crash(start: number, end: number, what: string): SyntaxProblem {
  return { message: `Consul crashes on ${what}. Remove it.`, range: { start, end } }
}

function interpolationEnd(text: string, start: number, end: number): number {
  let braces = 0
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i)
    if (c === 123) braces++
    else if (c === 125 && --braces === 0) return i + 1
  }
  return end
}

interface Escape {
  /** The character or, for `isByte`, the byte; beyond U+10FFFF where Consul crashes. */
  readonly code: number
  readonly isByte: boolean
  readonly end: number
}

const crashing = 0x110000
const named: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 }
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** Reads one sequence. One that the scanner has refused already stands for what follows its backslash. */
function readEscape(text: string, start: number, limit: number): Escape {
  const kind = text.charAt(start + 1)
  const count = digits[kind]
  const hexadecimal = text.slice(start + 2, start + 2 + (count ?? 0))
  if (count !== undefined && hexadecimal.length === count && /^[\da-f]+$/i.test(hexadecimal)) {
    const code = Number.parseInt(hexadecimal, 16)
    const end = start + 2 + count
    if (kind === 'x') return { code, isByte: true, end }
    // Beyond 32 bits with a sign Consul's check fails to see that the number is too large, and one byte is left of it.
    return code > 0x7fffffff ? { code: code & 0xff, isByte: true, end } : { code, isByte: false, end }
  }
  const octal = text.slice(start + 1, start + 4)
  if (/^[0-7]{3}$/.test(octal)) {
    const code = Number.parseInt(octal, 8)
    return { code: code > 255 ? crashing : code, isByte: true, end: start + 4 }
  }
  const code = named[kind] ?? text.codePointAt(start + 1) ?? 92
  return { code, isByte: false, end: Math.min(limit, start + 1 + (code > 0xffff ? 2 : 1)) }
}

/** Go's reading of bytes as UTF-8, with one U+FFFD for each byte that belongs to no character. */
function decodeBytes(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    let code = lead & (0xff >> (length + 1))
    let count = 1
    while (count < length && ((bytes[i + count] ?? 0) & 0xc0) === 0x80) code = (code << 6) | ((bytes[i + count++] ?? 0) & 0x3f)
    const smallest = length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80
    const isCharacter =
      lead >= 0xc2 && lead <= 0xf4 && count === length && code >= smallest && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    text += isCharacter ? String.fromCodePoint(code) : '\ufffd'
    i += isCharacter ? length : 1
  }
  return text
}

/**
 * The text of a closed heredoc from its `<<` to the end of its last line. Consul cuts it by counting bytes from the end, so
 * blanks before the closing mark stay in a text that is not indented (`<<`), and odd carriage returns shift the cut.
 */
export function heredocText(text: string, start: number, end: number): string {
  const { markEnd, bodyStart } = heredocHead(text, start)
  const mark = text.slice(start + 2, markEnd)
  const body = `${text.slice(bodyStart, end).replaceAll('\r\n', '\n')}\n`
  const cut = byteLength(mark)
  if (!mark.startsWith('-')) return dropBytes(body, cut + 1)
  const lines = dropBytes(body, cut).split('\n')
  const indentation = lines.at(-1) ?? ''
  if (lines.some((line) => !line.startsWith(indentation))) return dropBytes(body, cut + 1).replace(/[ \t]+$/, '')
  return lines.map((line, i) => (i === lines.length - 1 ? '' : line.slice(indentation.length))).join('\n')
}

function dropBytes(text: string, count: number): string {
  let end = text.length
  let left = count
  while (left > 0 && end > 0) {
    const isPair = (text.charCodeAt(end - 1) & 0xfc00) === 0xdc00
    const bytes = byteLength(text.slice(end - (isPair ? 2 : 1), end))
    end -= isPair ? 2 : 1
    if (bytes > left) return text.slice(0, end) + '\ufffd'.repeat(bytes - left)
    left -= bytes
  }
  return text.slice(0, end)
}

function byteLength(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c > 0x7ff && (c & 0xf800) !== 0xd800) bytes += 2
    else if (c > 0x7f) bytes++
  }
  return bytes
}
