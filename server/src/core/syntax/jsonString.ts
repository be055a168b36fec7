// Says what Go refuses in a string of JSON, or in a word without quotes.
import type { SyntaxProblem } from '../document.ts'

/** The first fault of the faulty string that stands between two offsets, its quote included. */
export function describeString(text: string, start: number, end: number): SyntaxProblem {
  for (let i = start + 1; i < end; i++) {
    const c = text.charCodeAt(i)
    if (c < 32) return describeControl(text, i)
    if (c === 34) break
    if (c !== 92) continue
    const sequence = text.slice(i, i + 2)
    if (sequence === '\\u' && !/^[\da-f]{4}$/i.test(text.slice(i + 2, Math.min(end, i + 6)))) {
      return { message: '`\\u` takes exactly 4 hexadecimal digits.', range: { start: i, end: Math.min(end, i + 6) } }
    }
    if (!/^\\["\\/bfnrtu]$/.test(sequence) && i + 1 < end) {
      return { message: `JSON has no escape \`${sequence}\`. For a backslash itself, write \`\\\\\`.`, range: { start: i, end: i + 2 } }
    }
    i++
  }
  return { message: 'The string is not closed. End it with `"` on the same line.', range: { start, end } }
}

function describeControl(text: string, at: number): SyntaxProblem {
  const code = text.charCodeAt(at)
  const sequence = code === 9 ? '\\t' : `\\u${code.toString(16).padStart(4, '0')}`
  return { message: `JSON has no control characters within strings. Write \`${sequence}\`.`, range: { start: at, end: at + 1 } }
}

/** Why a word without quotes is no value. */
export function describeUnknown(word: string): string {
  if (word.startsWith('\ufeff')) return 'The file begins with a byte order mark, which Consul refuses. Save it as UTF-8 without one.'
  if (/^(true|false|null)$/i.test(word)) return `JSON knows \`${word.toLowerCase()}\` only in lower case.`
  if (/^[\p{Z}\p{C}]/u.test(word)) {
    const code = (word.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `The invisible character U+${code} has no place here. Remove it, or put it into quotes.`
  }
  return `\`${word}\` is no value of JSON. A string needs double quotes.`
}
