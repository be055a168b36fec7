// Lines of a text: where each begins, and which line and character an offset has. Editors and reports share it.

/** A place as people and editors name it; both numbers are zero-based, the character in UTF-16 code units. */
export interface Place {
  readonly line: number
  readonly character: number
}

/** Where each line begins; `\n`, `\r\n` and a lone `\r` end one. `first`: 1 where a byte order mark is not counted. */
export function lineStarts(text: string, first: 0 | 1): readonly number[] {
  const starts: number[] = [first]
  // Most texts hold no carriage return, and the search for one character is many times faster than a loop.
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  return starts
}

/** The place of an offset in a text whose lines begin at `starts`. */
export function placeAt(text: string, starts: readonly number[], offset: number): Place {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const start = starts[low] ?? 0
  // Between `\r` and `\n` there is no position.
  const inLine = offset > start && text.charCodeAt(offset - 1) === 13 && text.charCodeAt(offset) === 10 ? offset - 1 : offset
  return { line: low, character: Math.max(0, inLine - start) }
}

/** The offset of a place; one behind the end of its line or of the text counts as that end. */
export function offsetAt(text: string, starts: readonly number[], { line, character }: Place): number {
  const start = starts[line]
  if (start === undefined) return text.length
  let end = starts[line + 1] ?? text.length
  while (end > start && isLineBreak(text.charCodeAt(end - 1))) end--
  return Math.min(start + character, end)
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13
}
