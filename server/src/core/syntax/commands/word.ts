// A word of a command: what the shell makes of it, and where each part of that stands in the text.
import type { Range } from '../../range.ts'

export interface Word {
  /** Without quotes and escapes, and with the variables that the text itself sets. */
  readonly value: string
  /** Quotes included. */
  readonly range: Range
  readonly pieces: readonly Piece[]
}

/** A stretch of the value: the same characters as in the text, or what one escape or variable of the text stands for. */
export interface Piece {
  /** Where it begins in the value. */
  readonly at: number
  readonly length: number
  readonly range: Range
}

/** Where a stretch of a word's value stands in the text. */
export function rangeWithin(word: Word, { start, end }: Range): Range {
  const from = placeOf(word, start)
  return { start: from.start, end: end > start ? placeOf(word, end - 1).end : from.start }
}

/** Where one character of the value stands. */
function placeOf(word: Word, offset: number): Range {
  const piece = word.pieces[pieceAt(word, offset)]
  if (piece === undefined) return { start: word.range.end, end: word.range.end }
  if (!isLiteral(piece)) return piece.range
  const start = piece.range.start + Math.min(offset - piece.at, piece.length)
  return { start, end: Math.min(start + 1, piece.range.end) }
}

/** The number of the piece that a character of the value lies in. */
function pieceAt({ pieces }: Word, offset: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function isLiteral({ range, length }: Piece): boolean {
  return range.end - range.start === length
}

/** A word that stands in the text as it is. */
export function plainWord(text: string, range: Range): Word {
  return { value: text.slice(range.start, range.end), range, pieces: [{ at: 0, length: range.end - range.start, range }] }
}

/** A part of a word, as a word of its own. */
export function partOf(word: Word, start: number, end = word.value.length): Word {
  return { value: word.value.slice(start, end), range: rangeWithin(word, { start, end }), pieces: piecesWithin(word, { start, end }) }
}

function piecesWithin(word: Word, { start, end }: Range): readonly Piece[] {
  const pieces: Piece[] = []
  for (let i = pieceAt(word, start); i < word.pieces.length; i++) {
    const piece = word.pieces[i]
    if (piece === undefined || piece.at >= end) break
    const from = Math.max(start, piece.at)
    const to = Math.min(end, piece.at + piece.length)
    if (from < to) pieces.push({ at: from - start, length: to - from, range: rangeWithin(word, { start: from, end: to }) })
  }
  return pieces
}

/** A word of a text that is itself the value of a word, as it stands in the outer text. */
export function nestedWord(outer: Word, inner: Word): Word {
  const pieces = inner.pieces.flatMap((piece): readonly Piece[] =>
    isLiteral(piece)
      ? piecesWithin(outer, piece.range).map((part) => ({ ...part, at: part.at + piece.at }))
      : [{ ...piece, range: rangeWithin(outer, piece.range) }],
  )
  return { value: inner.value, range: rangeWithin(outer, inner.range), pieces }
}
