// What the parser makes of text that Consul refuses: one problem at the place that caused it, and a tree of what was meant.
import { listOfEntries } from '../messages.ts'
import { addValue, closeFrame, type Key, leaveFrame, noLabels, openFrame, type Parser } from './frames.ts'
import { advance, characterAfter } from './lexer.ts'
import { readKey } from './literal.ts'
import {
  ASSIGN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  END,
  HEREDOC,
  IDENTIFIER,
  ILLEGAL,
  isLiteral,
  OPEN_BRACE,
  OPEN_BRACKET,
  report,
  SIGN,
  STRING,
} from './tokens.ts'

const colon = 58
const doubleQuote = 34
const equalsSign = 61
const openBrace = 123

/**
 * Takes keys after which neither `{` nor a rightful `=` stands. True where the last of them waits for a value that follows
 * the lexer's token.
 */
export function resolveKeys(parser: Parser): boolean {
  const { lexer, frame } = parser
  const first = frame.key
  if (first === undefined) return false
  const keys = [first, ...frame.labels]
  const last = keys.at(-1)
  const isAssigned = lexer.kind === ASSIGN || isColon(parser)
  frame.labels = noLabels
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    const next = keys[i + 1]
    if (key === undefined) break
    frame.key = key
    const followsOnLine = next !== undefined && next.line === key.line
    if (followsOnLine && isQuoted(parser, next) && !(isAssigned && next === last)) {
      report(lexer, key.start, next.end, `\`=\` is missing between \`${key.text}\` and its value.`, key.line)
      addValue(parser, { type: 'string', range: { start: next.start, end: next.end }, value: next.text, heredoc: false })
      i++
    } else if (followsOnLine && isAssigned) {
      report(lexer, lexer.start, lexer.end, 'Only one key may stand before `=`. After several keys, open a block with `{`.')
      addMissing(parser, key.end)
    } else if (next === undefined) return resolveLastKey(parser, key, isAssigned)
    else addKeyWithoutValue(parser, key)
  }
  endKeys(parser)
  return false
}

function isColon({ lexer }: Parser): boolean {
  return lexer.kind === ILLEGAL && lexer.text.charCodeAt(lexer.start) === colon
}

/** Leaves out characters between a key and its sign that HCL does not know. The lexer has reported them. */
export function skipIllegal(parser: Parser): number {
  const { lexer } = parser
  while (lexer.kind === ILLEGAL && !lexer.first && !isColon(parser)) advance(lexer)
  return lexer.kind
}

function resolveLastKey(parser: Parser, key: Key, isAssigned: boolean): boolean {
  const { lexer } = parser
  if (isAssigned) return true
  const isValue = isLiteral(lexer.kind) || lexer.kind === OPEN_BRACKET
  if (!isValue || (lexer.line !== key.line && lexer.kind !== HEREDOC)) {
    addKeyWithoutValue(parser, key)
    endKeys(parser)
    return false
  }
  report(lexer, key.start, lexer.end, `\`=\` is missing between \`${key.text}\` and its value.`)
  // The caller moves on from the sign; there is none, so it has to find the value again.
  lexer.position = lexer.start
  return true
}

function isQuoted(parser: Parser, key: Key): boolean {
  return parser.lexer.text.charCodeAt(key.start) === doubleQuote
}

function addKeyWithoutValue(parser: Parser, key: Key): void {
  report(parser.lexer, key.start, key.end, `\`${key.text}\` has no value. Write \`${key.text} = …\` or \`${key.text} { … }\`.`, key.line)
  addMissing(parser, key.end)
}

function endKeys(parser: Parser): void {
  if (parser.lexer.kind === COMMA) advance(parser.lexer)
}

/** Gives the waiting key a missing value, which reaches from `start` over the blanks that follow. */
function addMissing(parser: Parser, start: number): void {
  addValue(parser, { type: 'missing', range: { start, end: afterBlanks(parser.lexer.text, start) } })
}

function afterBlanks(text: string, start: number): number {
  let i = start
  while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9) i++
  return i
}

/** Looks for the value after a `=` where the lexer's token is none. True where it stands at one now, else the key has none. */
export function findValue(parser: Parser, signEnd: number): boolean {
  const { lexer, frame } = parser
  while (lexer.kind === ASSIGN || lexer.kind === ILLEGAL || lexer.kind === SIGN) {
    const sign = lexer.text.slice(lexer.start, lexer.end)
    report(lexer, lexer.start, lexer.end, lexer.kind === ASSIGN ? 'One `=` is enough.' : `A value cannot begin with \`${sign}\`.`)
    advance(lexer)
    if (lexer.first) break
  }
  if (isLiteral(lexer.kind) || lexer.kind === OPEN_BRACE || lexer.kind === OPEN_BRACKET) {
    if (!lexer.first) return true
  } else if (lexer.kind === IDENTIFIER && !lexer.first) {
    addValue(parser, readBareWord(parser))
    advance(lexer)
    skipRest(parser)
    return false
  } else if (lexer.kind === CLOSE_BRACE && lexer.mode === 'exact' && parser.stack.length > 0) {
    dropMember(parser)
    return false
  }
  const key = frame.key
  // Consul takes a text that ends after `key =` and forgets the key.
  const isForgotten = lexer.kind === END && parser.stack.length === 0
  if (isForgotten) parser.crashes.length = frame.crashes
  else if (key !== undefined) {
    report(lexer, key.start, signEnd, `\`${key.text}\` has no value. Write one after the \`=\`, or remove the key.`, key.line)
  }
  addMissing(parser, signEnd)
  return false
}

/** A word without quotes, taken for what was meant. */
function readBareWord(parser: Parser): Parameters<typeof addValue>[1] {
  const { lexer } = parser
  const range = { start: lexer.start, end: lexer.end }
  const word = lexer.text.slice(lexer.start, lexer.end)
  if (word === 'null') {
    report(lexer, range.start, range.end, 'HCL 1 has no `null`. Leave the key out instead.')
    return { type: 'null', range }
  }
  if (/^(true|false)$/i.test(word)) {
    report(lexer, range.start, range.end, `\`${word}\` is no boolean: HCL knows only \`true\` and \`false\`.`)
    return { type: 'boolean', range, value: word.toLowerCase() === 'true' }
  }
  report(lexer, range.start, range.end, `\`${word}\` needs quotes: HCL 1 has no names for values.`)
  return { type: 'string', range, value: word, heredoc: false }
}

/** Leaves out what follows a bare word on its line, such as the arguments of a function call. */
function skipRest(parser: Parser): void {
  const { lexer } = parser
  if (lexer.kind !== ILLEGAL && lexer.kind !== SIGN) return
  for (let kind: number = lexer.kind; !endsRest(kind) && !lexer.first; ) kind = advance(lexer)
}

function endsRest(kind: number): boolean {
  return kind === END || kind === COMMA || kind === CLOSE_BRACE || kind === CLOSE_BRACKET
}

/**
 * Where a value fails at a `}`, Consul's parser forgets the error together with the member, and goes on if a second `}`
 * follows (objectType in hcl/parser/parser.go).
 */
function dropMember(parser: Parser): void {
  const { lexer } = parser
  while (parser.frame.isList && leaveFrame(parser));
  if (parser.stack.length > 0) {
    parser.crashes.length = parser.frame.crashes
    addMissing(parser, parser.frame.key?.end ?? lexer.start)
    advance(lexer)
  }
  if (parser.stack.length === 0 || lexer.kind !== CLOSE_BRACE) report(lexer, lexer.start, lexer.end, 'A value is missing before this `}`.')
}

function beginsWithList({ lexer, stack }: Parser): boolean {
  return stack.length === 0 && lexer.kind === OPEN_BRACKET && lexer.text.slice(0, lexer.start).trim() === ''
}

/** Takes a token that no member begins with. True where a value follows that has lost its key. */
export function readKeyless(parser: Parser): boolean {
  const { lexer } = parser
  const written = lexer.text.slice(lexer.start, lexer.end)
  switch (lexer.kind) {
    case ASSIGN:
      return readKeylessSign(parser)
    case CLOSE_BRACKET:
      readCloserOfOther(parser)
      return false
    case OPEN_BRACE:
    case OPEN_BRACKET:
      if (lexer.first && closeByLayout(parser)) return false
      report(lexer, lexer.start, lexer.end, beginsWithList(parser) ? listOfEntries : `A key is missing before this \`${written}\`.`)
      return true
    case COMMA:
      report(lexer, lexer.start, lexer.end, 'This comma follows no value. Remove it.')
      break
    case ILLEGAL:
      break
    default:
      report(lexer, lexer.start, lexer.end, 'A key is expected here, a name or a string.')
  }
  advance(lexer)
  return false
}

/** A `=` without a key: the string before it was one if it stands on a line after the key whose value it was taken for. */
function readKeylessSign(parser: Parser): boolean {
  const { lexer, frame } = parser
  const { text } = lexer
  const before = frame.members.at(-1)
  const isKey = before?.value.type === 'string' && before.form === 'attribute' && text.charCodeAt(before.value.range.start) === doubleQuote
  if (isKey && text.slice(before.keyRange.end, before.value.range.start).includes('\n')) {
    const { range, value } = before.value
    const signEnd = afterSign(text, before.keyRange.end)
    report(lexer, before.keyRange.start, signEnd, `\`${before.key}\` has no value. Write one after the \`=\`, or remove the key.`)
    frame.members.pop()
    frame.isBlock = false
    frame.key = { text: before.key, ...before.keyRange, line: lexer.line }
    addMissing(parser, signEnd)
    frame.key = { text: value, ...range, line: lexer.line }
  } else report(lexer, lexer.start, lexer.end, 'A key is missing before this `=`.')
  advance(lexer)
  return true
}

/** The offset after the sign that follows a key, else after the key. */
function afterSign(text: string, keyEnd: number): number {
  const sign = afterBlanks(text, keyEnd)
  return text.charCodeAt(sign) === equalsSign || text.charCodeAt(sign) === colon ? sign + 1 : keyEnd
}

/** Takes a `]` within an object or a `}` within a list. */
export function readCloserOfOther(parser: Parser): void {
  const { lexer, stack, frame } = parser
  if (frame.isList && lexer.mode === 'exact' && stack.length > parser.openLists) {
    dropMember(parser)
    return
  }
  if (lexer.first && closeByLayout(parser)) return
  const [closer, other] = frame.isList ? ['}', ']'] : [']', '}']
  parser.isUnbalanced = true
  const hasOpener = frame.isList ? stack.length > parser.openLists : parser.openLists > 0
  if (hasOpener) {
    report(lexer, lexer.start, lexer.end, `A \`${other}\` is missing before this \`${closer}\`.`)
    closeFrame(parser, lexer.start)
    return
  }
  report(lexer, lexer.start, lexer.end, `This \`${closer}\` closes nothing. Remove it.`)
  advance(lexer)
}

/** Takes a token that is no element. False where it is one. */
export function readWrongElement(parser: Parser): boolean {
  const { lexer } = parser
  const isKey = (lexer.kind === IDENTIFIER || lexer.kind === STRING) && lexer.mode !== 'exact' && isFollowedAsKey(parser)
  if (isLiteral(lexer.kind) && !isKey) return false
  if (isKey && lexer.first) {
    report(lexer, lexer.start, lexer.end, `A \`]\` is missing before \`${readKey(parser).text}\`: the list is not closed.`)
    parser.isUnbalanced = true
    closeBeforeLine(parser)
    return true
  }
  if (isKey) {
    report(lexer, lexer.start, lexer.end, 'A list has no keys. Put `{` and `}` around the keys of one element.')
    openFrame(parser, 'object')
    return true
  }
  if (lexer.kind === IDENTIFIER) addValue(parser, readBareWord(parser))
  else if (lexer.kind !== ILLEGAL) report(lexer, lexer.start, lexer.end, 'A value is expected here, or a `]`.')
  advance(lexer)
  return true
}

function isFollowedAsKey(parser: Parser): boolean {
  const next = characterAfter(parser.lexer)
  return next === equalsSign || next === openBrace
}

/** Closes a frame that had to end before the line of the lexer's token. */
function closeBeforeLine(parser: Parser): void {
  const { lexer, frame } = parser
  const last = frame.isList ? frame.elements.at(-1) : frame.members.at(-1)
  closeFrame(parser, Math.max(lexer.lineStart, last?.range.end ?? frame.start))
}

/** Closes a frame at the end of the text. One problem stands for all that are open. */
export function closeUnclosed(parser: Parser): void {
  const { lexer } = parser
  parser.isUnbalanced = true
  if (!parser.hasReportedEnd) reportUnclosed(parser)
  parser.hasReportedEnd = true
  closeFrame(parser, lexer.start)
}

function reportUnclosed(parser: Parser): void {
  const { start, line, isList } = parser.frame
  // After a problem within the frame its end may be lost for that reason alone, such as in a comment that is not closed.
  if ((parser.lexer.problems.at(-1)?.range.start ?? -1) > start) return
  const [opener, closer] = isList ? ['[', ']'] : ['{', '}']
  report(parser.lexer, start, start + 1, `This \`${opener}\` is never closed. Add the \`${closer}\` that belongs to it.`, line)
}

/**
 * For the first token of a line: closes the frame if the layout says that it had to end before. Counts on the way which
 * files can be trusted in this.
 */
export function closeByLayout(parser: Parser): boolean {
  const { lexer, frame, stack } = parser
  if (stack.length === 0) return false
  const column = lexer.start - lexer.lineStart
  const isCloser = lexer.kind === CLOSE_BRACE || lexer.kind === CLOSE_BRACKET
  if (!isCloser && frame.column < 0 && !(lexer.mode === 'layout' && column <= frame.indent)) {
    frame.column = column
    parser.indentedFrames += column > frame.indent ? 1 : -1
  }
  if (lexer.mode !== 'layout') return false
  const isOutside = isCloser ? column < frame.indent : column <= frame.indent && (frame.column < 0 || frame.column > frame.indent)
  if (!isOutside) return false
  reportUnclosed(parser)
  closeBeforeLine(parser)
  return true
}
