// Finds what Go refuses in a string of JSON.
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
