// What of a file can be folded, and what a selection grows to: both follow the tree of the text.
import type { Document } from '../document.ts'
import type { Range } from '../range.ts'
import type { Member, Value } from '../value.ts'

/** A stretch that can be folded. `closes`: its last line holds what closes it, and stays. */
export interface Fold {
  readonly range: Range
  readonly sort: 'part' | 'comment'
  readonly closes: boolean
}

/** More folds than these no editor shows well. */
const mostFolds = 5_000

/** Objects, lists and texts over several lines, documents of YAML, and comments that follow each other. */
export function foldsOf(document: Document): readonly Fold[] {
  const found: Fold[] = []
  for (const root of document.roots) {
    if (document.format === 'yaml' && document.roots.length > 1) found.push({ range: root.range, sort: 'part', closes: false })
    addFolds(root, document, found)
  }
  return [...found, ...commentFolds(document)]
    .filter(({ range }) => document.text.slice(range.start, range.end).includes('\n'))
    .slice(0, mostFolds)
}

function addFolds(value: Value, document: Document, found: Fold[]): void {
  if (found.length > mostFolds) return
  const closes = document.format !== 'yaml' || /[\]}]$/.test(document.text.slice(value.range.start, value.range.end))
  if (value.type === 'list') {
    for (const element of value.elements) {
      if (element.type === 'object') found.push({ range: element.range, sort: 'part', closes })
      addFolds(element, document, found)
    }
  }
  if (value.type !== 'object') return
  for (const { keyRange, value: inner } of value.members) {
    const isHeredoc = inner.type === 'string' && inner.heredoc
    if (inner.type === 'object' || inner.type === 'list' || isHeredoc)
      found.push({ range: { start: keyRange.start, end: inner.range.end }, sort: 'part', closes })
    addFolds(inner, document, found)
  }
}

function commentFolds({ comments, text }: Document): readonly Fold[] {
  const runs: { start: number; end: number }[] = []
  for (const { range } of comments) {
    const last = runs.at(-1)
    const isNext = last !== undefined && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(last.end, range.start))
    if (isNext) last.end = range.end
    else if (isAlone(text, range.start)) runs.push({ ...range })
  }
  return runs.map((range) => ({ range, sort: 'comment', closes: false }))
}

/** Nothing but blanks stands before it on its line. */
function isAlone(text: string, start: number): boolean {
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === ''
}

/** The stretches around an offset, the innermost first: a text without its quotes, the value, its member, and so on outwards. */
export function selectionsAt({ roots, text, format }: Document, offset: number): readonly Range[] {
  const outwards: Range[] = [{ start: 0, end: text.length }]
  const add = (range: Range): void => {
    const last = outwards.at(-1)
    if (last && (last.start !== range.start || last.end !== range.end)) outwards.push(range)
  }
  const visit = (value: Value): void => {
    add(value.range)
    if (value.type === 'string') add(withoutQuotes(value.range, text))
    const inner = value.type === 'list' ? value.elements.find((element) => holds(element.range, offset)) : undefined
    if (inner) visit(inner)
    const member = value.type === 'object' ? value.members.find(({ range }) => holds(range, offset)) : undefined
    if (member) visitMember(member)
  }
  const visitMember = ({ range, keyRange, value }: Member): void => {
    add(range)
    if (holds(keyRange, offset)) add(keyRange)
    else if (holds(value.range, offset)) visit(value)
  }
  const root = roots.find(({ range }) => holds(range, offset))
  if (root && (format !== 'hcl' || root.type !== 'object')) visit(root)
  // The root of HCL is the text itself.
  else if (root?.type === 'object') {
    const member = root.members.find(({ range }) => holds(range, offset))
    if (member) visitMember(member)
  }
  return outwards.reverse()
}

function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end
}

function withoutQuotes({ start, end }: Range, text: string): Range {
  return /^["'].*["']$/s.test(text.slice(start, end)) ? { start: start + 1, end: end - 1 } : { start, end }
}
