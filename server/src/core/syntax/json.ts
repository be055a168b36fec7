// Reads JSON with the strictness of Go's encoding/json, which Consul uses, and makes a tree of any other text as well.
// The tokens are those of jsonc-parser; its own parser recurses, so a hostile file could overflow the stack.
import { createScanner, type JSONScanner } from 'jsonc-parser'
import type { Comment, ParsedText, ParsedValue, SyntaxProblem } from '../document.ts'
import type { Range } from '../range.ts'
import type { Member, Value } from '../value.ts'
import { describeString, describeUnknown } from './jsonString.ts'
import { listOfEntries } from './messages.ts'

// The numbers of jsonc-parser's SyntaxKind and ScanError, whose declared enums a single-file compiler cannot look up.
const openBrace = 1
const closeBrace = 2
const openBracket = 3
const closeBracket = 4
const comma = 5
const colon = 6
const nullWord = 7
const trueWord = 8
const falseWord = 9
const string = 10
const number = 11
const lineComment = 12
const blockComment = 13
const lineBreak = 14
const blanks = 15
const unknown = 16
const endOfText = 17

/** Go refuses objects and lists within more than this many others. */
const deepestLevel = 10_000
/** Deeper values are judged, but left out of the tree: whoever walks it may recurse without fear for the stack. */
const deepestInTree = 200
const mostProblems = 100

interface Frame {
  readonly isList: boolean
  readonly start: number
  readonly line: number
  readonly members: Member[]
  readonly elements: Value[]
  /** The key that waits for its value. */
  key: { readonly text: string; readonly range: Range } | undefined
  /** A member or an element was read, and no comma after it. */
  needsComma: boolean
  /** The comma before the token, where there is one. */
  comma: Range | undefined
}

interface Reader {
  readonly text: string
  readonly scanner: JSONScanner
  kind: number
  start: number
  end: number
  line: number
  problemLine: number
  openLists: number
  hasReportedEnd: boolean
  /** How many values stand around what is read. */
  readonly depth: number
  readonly stack: Frame[]
  readonly roots: Value[]
  readonly problems: SyntaxProblem[]
  readonly comments: Comment[]
}

/**
 * Reads a text as JSON. `problems` is empty exactly when Go's json.Unmarshal into a `map[string]interface{}` takes it; else
 * the first one stands where Go stops, or at the key, comma, brace or quote that made it stop there.
 */
export function parseJson(text: string): ParsedText {
  const reader = createReader(text)
  advance(reader)
  skipInvisible(reader)
  if (reader.kind === endOfText) report(reader, reader.start, reader.end, 'The file is empty. A config entry is an object, `{ … }`.')
  else readValue(reader, 0)
  for (let frame = reader.stack.at(-1); frame !== undefined; frame = reader.stack.at(-1)) {
    if (frame.isList) readElement(reader, frame)
    else readMember(reader, frame)
  }
  const [root] = reader.roots
  if (reader.kind !== endOfText) report(reader, reader.start, reader.end, 'Nothing may follow the value of a JSON file. Remove the rest.')
  if (root !== undefined && root.type !== 'object' && root.type !== 'null') {
    const isList = root.type === 'list' && root.elements.some(({ type }) => type === 'object')
    const message = isList ? listOfEntries : 'A config entry is an object. Put `{` and `}` around its keys.'
    report(reader, root.range.start, root.range.end, message)
  }
  const { roots, problems, comments } = reader
  return { roots, problems: problems.sort((a, b) => a.range.start - b.range.start), comments }
}

/**
 * Reads the object or the string that begins at `start`, with `depth` values around it, as it is read as a part of the whole text.
 * Undefined where anything is wrong with it: then only the whole text tells what.
 */
export function parseJsonValue(text: string, start: number, depth: number): ParsedValue | undefined {
  const reader = createReader(text, depth)
  reader.scanner.setPosition(start)
  advance(reader)
  readValue(reader, start)
  for (let frame = reader.stack.at(-1); frame !== undefined; frame = reader.stack.at(-1)) {
    if (frame.isList) readElement(reader, frame)
    else readMember(reader, frame)
    if (reader.problems.length > 0) return undefined
  }
  const [value] = reader.roots
  return value && reader.problems.length === 0 ? { value, comments: [] } : undefined
}

function createReader(text: string, depth = 0): Reader {
  return {
    text,
    scanner: createScanner(text, false),
    kind: endOfText,
    start: 0,
    end: 0,
    line: 0,
    problemLine: -1,
    openLists: 0,
    hasReportedEnd: false,
    depth,
    stack: [],
    roots: [],
    problems: [],
    comments: [],
  }
}

/** Notes a problem, unless the line has one already: the next ones mostly follow from it. */
function report(reader: Reader, start: number, end: number, message: string, line: number = reader.line): void {
  if (reader.problemLine === line || reader.problems.length >= mostProblems) return
  reader.problemLine = line
  reader.problems.push({ message, range: { start, end } })
}

function advance(reader: Reader): number {
  const { scanner, text } = reader
  for (;;) {
    const kind: number = scanner.scan()
    if (kind === blanks) continue
    if (kind === lineBreak) {
      reader.line++
      continue
    }
    const start = scanner.getTokenOffset()
    const end = Math.min(text.length, start + scanner.getTokenLength())
    if (kind === lineComment || kind === blockComment) {
      report(reader, start, end, 'JSON has no comments, and Consul refuses them. Remove it, or write the entry in HCL.')
      const isClosed = kind === blockComment && text.endsWith('*/', end) && end - start >= 4
      reader.comments.push({ range: { start, end }, text: text.slice(start + 2, isClosed ? end - 2 : end).trim() })
      continue
    }
    reader.kind = kind
    reader.start = start
    reader.end = end
    if (scanner.getTokenError() !== 0) reportToken(reader)
    return kind
  }
}

function reportToken(reader: Reader): void {
  const { text, kind, start, end } = reader
  if (kind === number) {
    report(reader, start, end, `\`${text.slice(start, end)}\` is no number of JSON: digits are missing.`)
  } else {
    const { range, message } = describeString(text, start, end)
    report(reader, range.start, range.end, message)
  }
}

/** Leaves out what stands invisibly before the value, such as a byte order mark. */
function skipInvisible(reader: Reader): void {
  while (reader.kind === unknown && /^[\p{Z}\p{C}]+$/u.test(written(reader))) {
    report(reader, reader.start, reader.end, describeUnknown(written(reader)))
    advance(reader)
  }
}

function readMember(reader: Reader, frame: Frame): void {
  switch (reader.kind) {
    case closeBrace:
      close(reader, frame)
      return
    case comma:
      readComma(reader, frame)
      return
    case endOfText:
      closeUnclosed(reader, frame)
      return
    case closeBracket:
      readCloserOfOther(reader, frame)
      return
    case openBrace:
    case openBracket:
      report(reader, reader.start, reader.end, `A key is missing before this \`${written(reader)}\`.`)
      readValue(reader, reader.start)
      return
    case colon:
      readKeylessColon(reader, frame)
      readValue(reader, reader.start)
      return
  }
  if (frame.needsComma) report(reader, reader.start, reader.start + 1, 'A comma is missing before this key.')
  frame.comma = undefined
  readKey(reader, frame)
}

function readKey(reader: Reader, frame: Frame): void {
  const range = { start: reader.start, end: reader.end }
  const { line } = reader
  const isString = reader.kind === string
  const text = isString ? stringValue(reader) : written(reader)
  if (!isString) report(reader, range.start, range.end, `\`${text}\` needs double quotes: a key of JSON is a string.`)
  frame.key = { text, range }
  advance(reader)
  if (reader.kind === colon) {
    const signEnd = reader.end
    advance(reader)
    readValue(reader, signEnd)
    return
  }
  if (reader.kind === unknown && reader.line === line && /^[=:]/.test(written(reader))) {
    const signEnd = reader.start + 1
    report(reader, reader.start, signEnd, 'JSON has `:` between a key and its value.')
    reader.scanner.setPosition(signEnd)
    advance(reader)
    readValue(reader, signEnd)
    return
  }
  if (reader.line === line && (isScalar(reader.kind) || reader.kind === openBrace || reader.kind === openBracket)) {
    report(reader, range.start, reader.end, `\`:\` is missing between \`${text}\` and its value.`)
    readValue(reader, range.end)
    return
  }
  report(reader, range.start, range.end, `\`${text}\` has no value. Write \`"${text}": …\`.`, line)
  add(reader, { type: 'missing', range: { start: range.end, end: range.end } })
}

/** A `:` without a key: the string before it was one if it stands on a line after the key whose value it was taken for. */
function readKeylessColon(reader: Reader, frame: Frame): void {
  const before = frame.members.at(-1)
  report(reader, reader.start, reader.end, 'A key is missing before this `:`.')
  advance(reader)
  if (before?.value.type !== 'string') return
  const { keyRange, value } = before
  if (!reader.text.slice(keyRange.end, value.range.start).includes('\n') || reader.text.charAt(value.range.start) !== '"') return
  frame.members.pop()
  frame.key = { text: before.key, range: keyRange }
  add(reader, { type: 'missing', range: { start: keyRange.end, end: keyRange.end } })
  frame.key = { text: value.value, range: value.range }
}

function readElement(reader: Reader, frame: Frame): void {
  switch (reader.kind) {
    case closeBracket:
      close(reader, frame)
      return
    case comma:
      readComma(reader, frame)
      return
    case endOfText:
      closeUnclosed(reader, frame)
      return
    case closeBrace:
      readCloserOfOther(reader, frame)
      return
    case colon:
      report(reader, reader.start, reader.end, 'A list has no keys. Put `{` and `}` around the keys of one element.')
      advance(reader)
      return
  }
  if (frame.needsComma) report(reader, reader.start, reader.end, 'A comma is missing before this element of the list.')
  frame.comma = undefined
  readValue(reader, reader.start)
}

function readComma(reader: Reader, frame: Frame): void {
  if (!frame.needsComma) report(reader, reader.start, reader.end, 'This comma follows no value. Remove it.')
  frame.needsComma = false
  frame.comma = { start: reader.start, end: reader.end }
  advance(reader)
}

/** Reads a value up to its end or, for an object or a list, up to its beginning. `signEnd`: where the `:` before it ends. */
function readValue(reader: Reader, signEnd: number): void {
  const { kind, start, end } = reader
  const range = { start, end }
  if (kind === openBrace || kind === openBracket) {
    open(reader, kind === openBracket)
    return
  }
  if (kind === unknown) {
    report(reader, start, end, describeUnknown(written(reader)))
    add(reader, { type: 'string', range, value: written(reader), heredoc: false })
  } else if (!isScalar(kind)) {
    const key = reader.stack.at(-1)?.key
    if (key !== undefined) report(reader, key.range.start, signEnd, `\`${key.text}\` has no value. Write one after the \`:\`.`)
    else report(reader, start, end, `No value begins with \`${written(reader)}\`.`)
    add(reader, { type: 'missing', range: { start: signEnd, end: signEnd } })
    return
  } else add(reader, readScalar(reader, range))
  advance(reader)
}

function readScalar(reader: Reader, range: Range): Value {
  if (reader.kind === string) return { type: 'string', range, value: stringValue(reader), heredoc: false }
  if (reader.kind === nullWord) return { type: 'null', range }
  if (reader.kind !== number) return { type: 'boolean', range, value: reader.kind === trueWord }
  const raw = written(reader)
  if (!Number.isFinite(Number(raw))) {
    const { start, end } = range
    report(reader, start, end, `\`${raw}\` is too large for a number of JSON, so Consul refuses it.`)
  }
  return { type: 'number', range, raw, integer: false }
}

function isScalar(kind: number): boolean {
  return kind === string || kind === number || kind === nullWord || kind === trueWord || kind === falseWord
}

/** Go makes U+FFFD of half a surrogate pair. */
function stringValue(reader: Reader): string {
  const value = reader.scanner.getTokenValue()
  const hasEscapes = value.length !== reader.end - reader.start - 2
  return hasEscapes ? value.replaceAll(/\p{Cs}/gu, '\ufffd') : value
}

function written(reader: Reader): string {
  return reader.text.slice(reader.start, reader.end)
}

function open(reader: Reader, isList: boolean): void {
  const { start, line, stack, depth } = reader
  if (depth + stack.length === deepestLevel)
    report(reader, start, start + 1, `Consul refuses objects and lists within more than ${deepestLevel} others.`)
  stack.push({ isList, start, line, members: [], elements: [], key: undefined, needsComma: false, comma: undefined })
  if (isList) reader.openLists++
  advance(reader)
}

function close(reader: Reader, frame: Frame): void {
  const end = reader.end
  const { comma: last } = frame
  if (last !== undefined) report(reader, last.start, last.end, `JSON has no comma before a closing \`${written(reader)}\`. Remove it.`)
  advance(reader)
  leave(reader, frame, end)
}

/** Takes a `]` within an object or a `}` within a list. */
function readCloserOfOther(reader: Reader, frame: Frame): void {
  const [closer, other] = frame.isList ? ['}', ']'] : [']', '}']
  const hasOpener = frame.isList ? reader.stack.length > reader.openLists : reader.openLists > 0
  if (hasOpener) {
    report(reader, reader.start, reader.end, `A \`${other}\` is missing before this \`${closer}\`.`)
    leave(reader, frame, reader.start)
    return
  }
  report(reader, reader.start, reader.end, `This \`${closer}\` closes nothing. Remove it.`)
  advance(reader)
}

/** Closes a frame at the end of the text. One problem stands for all that are open. */
function closeUnclosed(reader: Reader, frame: Frame): void {
  const [opener, closer] = frame.isList ? ['[', ']'] : ['{', '}']
  const message = `This \`${opener}\` is never closed. Add the \`${closer}\` that belongs to it.`
  // After a problem within the frame its end may be lost for that reason alone.
  const isConsequence = reader.hasReportedEnd || (reader.problems.at(-1)?.range.start ?? -1) > frame.start
  if (!isConsequence) report(reader, frame.start, frame.start + 1, message, frame.line)
  reader.hasReportedEnd = true
  leave(reader, frame, reader.start)
}

function leave(reader: Reader, { isList, start, members, elements }: Frame, end: number): void {
  const range = { start, end }
  reader.stack.pop()
  if (isList) reader.openLists--
  add(reader, isList ? { type: 'list', range, elements } : { type: 'object', range, members })
}

/** Gives a value to the waiting key, to the list or to the file. */
function add(reader: Reader, value: Value): void {
  const frame = reader.stack.at(-1)
  if (frame === undefined) {
    reader.roots.push(value)
    return
  }
  frame.needsComma = true
  frame.comma = undefined
  if (reader.depth + reader.stack.length >= deepestInTree) return
  if (frame.isList) frame.elements.push(value)
  else if (frame.key !== undefined) {
    const { text, range } = frame.key
    frame.members.push({ key: text, keyRange: range, value, range: { start: range.start, end: value.range.end }, form: 'attribute' })
  }
  frame.key = undefined
}
