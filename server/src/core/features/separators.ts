// The commas that something new needs between itself and what stands beside it.
import type { Document } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import type { Range } from '../range.ts'

export interface Separators {
  /** A comma behind what stands before, where that is somewhere else. */
  readonly before: readonly TextEdit[]
  /** What precedes the new text. */
  readonly lead: string
  /** What follows the new text. */
  readonly after: string
}

/** What is needed around a new text at `range` among its siblings. YAML needs nothing, HCL does with a line break between members. */
export function separate(document: Document, siblings: readonly Range[], range: Range, isElement = false): Separators {
  if (document.format === 'yaml') return nothingBetween
  const isSeparated = document.format === 'json' || isElement ? /,/ : /[,\n]/
  const isOpen = (start: number, end: number) => !isSeparated.test(withoutComments(document, start, end))
  const left = siblings.findLast(({ end }) => end <= range.start)
  const right = siblings.find(({ start }) => start >= range.end)
  const isLeftOpen = left !== undefined && isOpen(left.end, range.start)
  const isAtOnce = left?.end === range.start
  return {
    before: isLeftOpen && !isAtOnce ? [{ range: { start: left.end, end: left.end }, newText: ',' }] : [],
    lead: isLeftOpen && isAtOnce ? ', ' : '',
    after: right && isOpen(range.end, right.start) ? ',' : '',
  }
}

/** Where nothing is needed. */
export const nothingBetween: Separators = { before: [], lead: '', after: '' }

function withoutComments({ text, comments }: Document, start: number, end: number): string {
  const inside = comments.filter(({ range }) => range.start >= start && range.end <= end)
  return inside.reduceRight((rest, { range }) => rest.slice(0, range.start - start) + rest.slice(range.end - start), text.slice(start, end))
}
