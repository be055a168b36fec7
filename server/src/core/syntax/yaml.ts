// Reads YAML as kubectl does, document by document, and makes a tree of what it refuses as well.
// The grammar is the one of the package `yaml`; which scalar is what, merges and limits are those of yaml.v2.
import {
  Composer,
  isAlias,
  isMap,
  isNode,
  isScalar,
  Lexer,
  type Node,
  type Pair,
  type ParsedNode,
  Parser,
  type Scalar as ScalarNode,
  type YAMLMap,
  type YAMLParseError,
  type YAMLSeq,
  type Document as YamlDocument,
} from 'yaml'
import type { Comment, ParsedText, SyntaxProblem } from '../document.ts'
import type { Range } from '../range.ts'
import type { Member, Value } from '../value.ts'
import { parseJson } from './json.ts'
import { type Part, splitDocuments } from './yamlDocuments.ts'
import { describeYamlError } from './yamlErrors.ts'
import { resolveScalar } from './yamlScalars.ts'

const mostProblems = 10

interface Growing {
  readonly roots: Value[]
  readonly problems: SyntaxProblem[]
  readonly comments: Comment[]
}

/** The documents of a text, each a root; empty ones and Helm templates are left out. */
export function parseYaml(text: string): ParsedText {
  const result: Growing = { roots: [], problems: [], comments: [] }
  for (const part of splitDocuments(text)) {
    result.problems.push(...part.problems)
    if (part.syntax !== 'template') readPart(text, part, result)
  }
  return result
}

function readPart(text: string, part: Part, result: Growing): void {
  // YAML 1.1 knows more line breaks than YAML 1.2; each takes one place.
  const source = text.slice(part.range.start, part.range.end).replace(/\r(?!\n)|[\u0085\u2028\u2029]/g, '\n')
  const unprintable = part.syntax === 'json' ? [] : unprintableIn(source, part.range.start)
  const composed = compose({ source, range: part.range }, result.comments)
  const reader: Reader = { text, anchors: new Map(), problems: [], read: 0, aliased: 0, depth: 0 }
  const root = composed.contents === undefined ? undefined : valueAt(composed.contents, part.range.start, reader)
  const own = part.syntax === 'json' ? jsonProblems(source, part.range.start) : [...unprintable, ...composed.problems]
  const isTooLarge = expandsTooFar(reader)
  if (isTooLarge)
    own.push({ message: 'Its aliases make the document many times larger than it is, so Kubernetes refuses it.', range: part.range })
  // What the package stops at is not told again of the value that it leaves.
  const more = reader.problems.filter(({ range }) => !own.some((told) => told.range.start === range.start && told.range.end === range.end))
  result.problems.push(...own, ...more)
  // An empty document is passed over, but a broken one is no empty one.
  if (root !== undefined && root.type !== 'null' && !isTooLarge) result.roots.push(root)
}

/** A document that kubectl reads as JSON has to be JSON in every detail. */
function jsonProblems(source: string, start: number): SyntaxProblem[] {
  return parseJson(source).problems.map(({ message, range }) => ({
    message,
    range: { start: range.start + start, end: range.end + start },
  }))
}

function unprintableIn(source: string, start: number): readonly SyntaxProblem[] {
  const found = /[^\t\n\r -~\u0085\u00a0-\ufffd\u{10000}-\u{10ffff}]/u.exec(source)
  if (found === null) return []
  const at = start + found.index
  return [
    { message: 'YAML takes no control characters. Remove it, or write it as an escape between `"`.', range: { start: at, end: at + 1 } },
  ]
}

interface Source {
  readonly source: string
  /** Where it stands in the text. */
  readonly range: Range
}

const tooDeep = 'The document is nested too deeply to be read.'

interface Composed {
  /** `undefined` where the document cannot be told from an empty one. */
  readonly contents: Node | null | undefined
  readonly problems: readonly SyntaxProblem[]
}

function compose({ source, range }: Source, comments: Comment[]): Composed {
  const problems: SyntaxProblem[] = []
  try {
    const [document] = [...documentsOf({ source, range }, { comments, problems })]
    if (document === undefined) return { contents: undefined, problems }
    const early = /^(?:[ \t]*(?:#.*)?\r?\n)*\.\.\.(?=\s|$)/.exec(source)
    if (early) {
      const end = range.start + early[0].length
      return {
        contents: undefined,
        problems: [{ message: 'The document ends before anything is said. Remove `...`.', range: { start: end - 3, end } }],
      }
    }
    return { contents: document.contents, problems: [...problems, ...problemsOf(document, { source, range })] }
  } catch (error) {
    // The package recurses.
    if (!(error instanceof RangeError)) throw error
    return { contents: undefined, problems: [{ message: tooDeep, range }] }
  }
}

/** What the package refuses and Kubernetes refuses too. */
function problemsOf({ contents, errors }: YamlDocument.Parsed, { source, range }: Source): readonly SyntaxProblem[] {
  const [first] = errors
  if (first === undefined || isBehind(first, contents, source, range.start)) return []
  return errors.slice(0, mostProblems).map(({ code, message, pos: [start, end] }) => {
    // A bracket that stands too far to the left is there.
    const isClosed = /[\]}]/.test(source.charAt(start - range.start))
    return { message: describeYamlError(code, isClosed ? '' : message), range: { start, end: Math.max(start, Math.min(end, range.end)) } }
  })
}

/** A line that is indented less than the whole document ends it, and what follows is never looked at. */
function isBehind({ code, pos: [at] }: YAMLParseError, contents: ParsedNode | null, source: string, start: number): boolean {
  if (code !== 'UNEXPECTED_TOKEN' || contents === null || at < contents.range[1]) return false
  if (!/[\w./'"-]/.test(source.charAt(at - start))) return false
  return isScalar(contents) || columnOf(source, at - start) < columnOf(source, contents.range[0] - start)
}

function columnOf(source: string, offset: number): number {
  return offset - (source.lastIndexOf('\n', offset - 1) + 1)
}

function* documentsOf({ source, range }: Source, found: Pick<Growing, 'comments' | 'problems'>): Generator<YamlDocument.Parsed> {
  const parser = new Parser()
  parser.offset = range.start
  const composer = new Composer(composing)
  let brackets = 0
  let before = ''
  let isPlain = false
  for (const lexeme of new Lexer().lex(source)) {
    // A control character announces a scalar, which may begin with `#`.
    const isScalarText = before === '\u001f'
    if (!isScalarText && lexeme.startsWith('#')) found.comments.push(commentAt(lexeme, parser.offset))
    else if (/^[ \t]+$/.test(lexeme)) {
      if (brackets === 0) found.problems.push(...tabsIn(lexeme, { source, range }, parser.offset, isPlain))
    } else if (!/^[\r\n]/.test(lexeme)) isPlain = isScalarText
    if (lexeme === '{' || lexeme === '[') brackets++
    if (lexeme === '}' || lexeme === ']') brackets--
    for (const token of parser.next(lexeme)) yield* composer.next(token)
    before = lexeme
  }
  for (const token of parser.end()) yield* composer.next(token)
  yield* composer.end(true, range.end)
}

const composing = {
  schema: 'failsafe',
  version: '1.1',
  uniqueKeys: false,
  resolveKnownTags: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** A tab at the beginning of a line, which libyaml refuses before comments and on empty lines, too. */
function tabsIn(blanks: string, { source, range }: Source, start: number, isAfterPlain: boolean): readonly SyntaxProblem[] {
  const tab = blanks.indexOf('\t')
  if (tab < 0) return []
  const column = columnOf(source, start + tab - range.start)
  const isIndentation = source.slice(start + tab - range.start - column, start + tab - range.start).trim() === ''
  if (!isIndentation || (column > 0 && isAfterPlain)) return []
  return [{ message: describeYamlError('TAB_AS_INDENT'), range: { start: start + tab, end: start + tab + 1 } }]
}

function commentAt(lexeme: string, start: number): Comment {
  return { range: { start, end: start + lexeme.trimEnd().length }, text: lexeme.replace(/^#+/, '').trim() }
}

interface Reader {
  readonly text: string
  /** By anchor: its value and how much it holds; `undefined` as long as it is being read. */
  readonly anchors: Map<string, Anchored | undefined>
  readonly problems: SyntaxProblem[]
  /** How many values were read, those behind aliases each time. */
  read: number
  aliased: number
  /** How many lists and maps stand around the value that is being read. */
  depth: number
}

/** yaml.v2 stops at 10,000 levels; whoever reads the tree recurses, and no resource is nested as deeply as this. */
const deepest = 1000

interface Anchored {
  readonly value: Value
  readonly size: number
}

/** yaml.v2's measure against aliases of aliases of aliases (allowedAliasRatio in decode.go @ v2.4.0). */
function expandsTooFar({ read, aliased }: Reader): boolean {
  if (aliased <= 100 || read <= 1000) return false
  const share = Math.min(1, Math.max(0, (read - 400_000) / 3_600_000))
  return aliased / read > 0.99 - 0.89 * share
}

/** The tree of a node; `at` is where an absent one would stand. */
function valueAt(node: Node | null, at: number, reader: Reader): Value {
  reader.read++
  if (node === null) return { type: 'null', range: { start: at, end: at } }
  if (isAlias(node)) return aliasedBy(node.source, rangeOf(node), reader)
  const { anchor } = node
  if (anchor !== undefined) {
    reader.anchors.set(anchor, undefined)
    if (!/^[\w-]+$/.test(anchor))
      reader.problems.push({
        message: `\`&${anchor}\` is no name for an anchor. Use letters, digits, \`-\` and \`_\`.`,
        range: rangeOf(node),
      })
  }
  const before = reader.read
  const value = isScalar(node) ? scalarOf(node, reader) : collectionOf(node, reader)
  if (anchor !== undefined) reader.anchors.set(anchor, { value, size: reader.read - before + 1 })
  return value
}

function collectionOf(node: YAMLMap | YAMLSeq, reader: Reader): Value {
  if (reader.depth === deepest) {
    reader.problems.push({ message: tooDeep, range: rangeOf(node) })
    return { type: 'missing', range: rangeOf(node) }
  }
  reader.depth++
  const value = isMap(node) ? objectOf(node, reader) : listOf(node, reader)
  reader.depth--
  return value
}

/** An alias stands for the very value of its anchor: what is wrong with it is told, and mended, where it is written. */
function aliasedBy(name: string, range: Range, reader: Reader): Value {
  const anchored = reader.anchors.get(name)
  if (anchored !== undefined) {
    reader.read += anchored.size - 1
    reader.aliased += anchored.size
    return anchored.value
  }
  const message = reader.anchors.has(name)
    ? `\`*${name}\` stands within the value that \`&${name}\` names, so it has no end.`
    : `No anchor \`&${name}\` stands before this alias, so Kubernetes cannot read the document. A text that begins with \`*\` needs quotes.`
  reader.problems.push({ message, range })
  return { type: 'missing', range }
}

function rangeOf({ range }: Node): Range {
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 }
}

function scalarOf(node: ScalarNode, reader: Reader): Value {
  const range = rangeOf(node)
  const text = typeof node.value === 'string' ? node.value : ''
  if (
    node.type === 'QUOTE_SINGLE' &&
    reader.text
      .slice(range.start + 1, range.end - 1)
      .replaceAll("''", '')
      .includes("'")
  ) {
    reader.problems.push({ message: `${describeYamlError('MISSING_CHAR')}`, range })
  }
  const scalar = resolveScalar({ text, isPlain: node.type === 'PLAIN', tag: node.tag })
  switch (scalar.type) {
    case 'string':
      return { type: 'string', range, value: scalar.value, heredoc: node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' }
    case 'number':
      return { type: 'number', range, raw: scalar.raw, integer: false }
    case 'boolean':
      return { type: 'boolean', range, value: scalar.value }
    case 'null':
      return { type: 'null', range }
    case 'refused':
      reader.problems.push({ message: scalar.message, range })
      return { type: 'missing', range }
  }
}

function listOf(node: YAMLSeq, reader: Reader): Value {
  const own = rangeOf(node)
  const elements = node.items.map((element) => valueAt(nodeOf(element), own.start, reader))
  const last = nodeOf(node.items.at(-1))
  return { type: 'list', range: node.flow || !last ? own : { start: own.start, end: endOf(last, elements.at(-1)) }, elements }
}

/** The end in the text: of an alias itself, not of what it stands for. */
function endOf(node: Node, value: Value | undefined): number {
  return isAlias(node) || value === undefined ? rangeOf(node).end : value.range.end
}

function objectOf(node: YAMLMap, reader: Reader): Value {
  const own = rangeOf(node)
  const members: Member[] = []
  let end = own.start
  for (const pair of node.items) {
    const read = membersOf(pair, own.start, reader)
    members.push(...read.members)
    end = read.end
  }
  return { type: 'object', range: node.flow || members.length === 0 ? own : { start: own.start, end }, members }
}

function membersOf(pair: Pair, at: number, reader: Reader): { readonly members: readonly Member[]; readonly end: number } {
  const key = nodeOf(pair.key)
  const node = nodeOf(pair.value)
  const keyRange = key === null ? { start: at, end: at } : rangeOf(key)
  const value = valueAt(node, keyRange.end, reader)
  const end = node === null ? keyRange.end : Math.max(keyRange.end, endOf(node, value))
  if (isScalar(key) && key.value === '<<' && key.type === 'PLAIN') return { members: mergedFrom(value, keyRange, reader), end }
  const text = keyOf(key, keyRange, reader)
  return { members: [{ key: text, keyRange, value, range: { start: keyRange.start, end }, form: 'attribute' }], end }
}

/** `<<` brings in the members of other objects; of a list of them the first one wins. */
function mergedFrom(value: Value, range: Range, reader: Reader): readonly Member[] {
  const objects = value.type === 'list' ? [...value.elements].reverse() : [value]
  const members = new Map<string, Member>()
  for (const object of objects) {
    if (object.type === 'object') for (const member of object.members) members.set(member.key, member)
    else if (object.type !== 'missing') {
      reader.problems.push({ message: '`<<` takes an object or a list of objects, so Kubernetes cannot read the document.', range })
    }
  }
  return [...members.values()]
}

function keyOf(node: Node | null, range: Range, reader: Reader): string {
  const value = valueAt(node, range.start, reader)
  switch (value.type) {
    case 'string':
      return value.value
    case 'number':
      return value.raw
    case 'boolean':
      return String(value.value)
    case 'missing':
      return ''
    default:
      reader.problems.push({ message: 'A key has to be a text, so Kubernetes cannot read the document.', range })
      return ''
  }
}

function nodeOf(value: unknown): Node | null {
  return isNode(value) ? value : null
}
