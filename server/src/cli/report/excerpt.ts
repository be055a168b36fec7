// A line of a file as a terminal can show it, with carets under a stretch of it.
import type { Range } from '../../core/range.ts'

export interface Excerpt {
  readonly line: string
  readonly carets: string
}

/** Longer lines are shown in part. */
const widest = 120
/** How much of a long line stands before the stretch. */
const lead = 40

/** The line in which `range` starts; `line` is where that line starts and ends, without its line break. */
export function excerptOf(text: string, line: Range, range: Range): Excerpt {
  const from = line.end - line.start <= widest ? line.start : whole(text, Math.max(line.start, range.start - lead))
  const to = whole(text, Math.min(line.end, from + widest))
  const cut = { before: from > line.start ? '…' : '', after: to < line.end ? '…' : '' }
  const end = Math.min(Math.max(range.end, range.start), to)
  const before = `${cut.before}${visible(text.slice(from, range.start))}`
  const marked = visible(text.slice(range.start, end))
  return {
    line: `${before}${marked}${visible(text.slice(Math.max(end, range.start), to))}${cut.after}`,
    carets: `${' '.repeat(widthOf(before))}${'^'.repeat(Math.max(1, widthOf(marked)))}`,
  }
}

/** Not between the halves of a surrogate pair. */
function whole(text: string, offset: number): number {
  const code = text.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset
}

/** A text without anything that moves the cursor, hides or reorders characters: a file must not speak to the terminal. */
export function visible(text: string): string {
  return text.replaceAll('\t', '  ').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD')
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** How many columns of a terminal a visible text takes. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}
