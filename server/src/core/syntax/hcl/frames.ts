// The open braces and brackets of a text that is being read, and how a closed one becomes part of the one around it.
import type { SyntaxProblem } from '../../document.ts'
import type { Member, Value } from '../../value.ts'
import type { Lexer } from './tokens.ts'

/** Deeper values are read and judged, but left out of the tree: whoever walks it may recurse without fear for the stack. */
export const deepestLevel = 200

/** A key that stands before a value, or a label after it. */
export interface Key {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly line: number
}

/** An object or a list whose end has not been reached. `key` is the one that waits for its value. */
export interface Frame {
  readonly isList: boolean
  /** How many values stand around this one. */
  readonly depth: number
  /** The offset of the brace or bracket; 0 for the file itself. */
  readonly start: number
  /** The line of the brace or bracket, and the column where that line begins. */
  readonly line: number
  readonly indent: number
  /** The column of the first member that begins a line; -1 before there is one. */
  column: number
  readonly members: Member[]
  readonly elements: Value[]
  key: Key | undefined
  labels: readonly Key[]
  isBlock: boolean
  /** How many of the parser's crashes lay before the waiting key. */
  crashes: number
  /** In a list: an element was read, and no comma after it. */
  needsComma: boolean
}

/** One reading of a text. */
export interface Parser {
  readonly lexer: Lexer
  readonly stack: Frame[]
  frame: Frame
  openLists: number
  /** Strings that Consul's parser takes and its decoder crashes on. */
  readonly crashes: SyntaxProblem[]
  /** Braces and brackets do not match. */
  isUnbalanced: boolean
  /** The end of the text was found too early, and said so. */
  hasReportedEnd: boolean
  /** Frames whose members stand deeper than the line of their brace, less those whose do not. */
  indentedFrames: number
}

/** A reading that stands before the first token: of a file, or of an element of a list that has `depth` values around it. */
export function createParser(
  lexer: Lexer,
  within: { readonly isList: boolean; readonly depth: number } = { isList: false, depth: 0 },
): Parser {
  const frame = createFrame(within.isList, within.depth, lexer)
  return { lexer, stack: [], frame, openLists: 0, crashes: [], isUnbalanced: false, hasReportedEnd: false, indentedFrames: 0 }
}

/** For a key without labels. */
export const noLabels: readonly Key[] = []

function createFrame(isList: boolean, depth: number, { start, line, indent }: Lexer): Frame {
  return {
    isList,
    depth,
    start,
    line,
    indent,
    column: -1,
    members: [],
    elements: [],
    key: undefined,
    labels: noLabels,
    isBlock: false,
    crashes: 0,
    needsComma: false,
  }
}

/** Opens a frame at the lexer's token. */
export function openFrame(parser: Parser, what: 'list' | 'object'): void {
  const { frame, lexer } = parser
  const isList = what === 'list'
  parser.stack.push(frame)
  parser.frame = createFrame(isList, frame.depth + 1 + frame.labels.length, lexer)
  if (isList) parser.openLists++
}

/** Closes the innermost frame at `end` and puts its value into the frame around it. */
export function closeFrame(parser: Parser, end: number): void {
  const { isList, start, members, elements } = parser.frame
  const range = { start, end }
  // A copy has no room for more, of which a list that grew has much: a large workspace holds many.
  if (leaveFrame(parser)) {
    addValue(parser, isList ? { type: 'list', range, elements: elements.slice() } : { type: 'object', range, members: members.slice() })
  }
}

/** Goes back to the frame around the innermost one, and forgets that one. False at the file itself. */
export function leaveFrame(parser: Parser): boolean {
  const outer = parser.stack.pop()
  if (outer === undefined) return false
  if (parser.frame.isList) parser.openLists--
  parser.frame = outer
  return true
}

/** Gives a value to the waiting key or to the list. */
export function addValue(parser: Parser, value: Value): void {
  const frame = parser.frame
  if (!frame.isList) {
    addMember(frame, value)
    return
  }
  // After a list within a list Consul's parser does not ask for a comma.
  if (value.type !== 'list') frame.needsComma = true
  if (frame.depth < deepestLevel) frame.elements.push(value)
}

function addMember(frame: Frame, value: Value): void {
  const { key, labels } = frame
  frame.key = undefined
  frame.labels = noLabels
  if (key === undefined || frame.depth + labels.length >= deepestLevel) return
  const form = frame.isBlock ? 'block' : 'attribute'
  let inner = value
  for (let i = labels.length - 1; i >= 0; i--) {
    const label = labels[i]
    if (label === undefined) continue
    const range = { start: label.start, end: value.range.end }
    inner = { type: 'object', range, members: [createMember(label, inner, form)] }
  }
  frame.members.push(createMember(key, inner, form))
}

function createMember(key: Key, value: Value, form: Member['form']): Member {
  const { start, end } = key
  return { key: key.text, keyRange: { start, end }, value, range: { start, end: value.range.end }, form }
}
