// Splits a shell script into its commands, as POSIX shells do: quotes, escapes, line continuations, pipes and here-documents.
import { readWord } from './readWord.ts'
import { plainWord, type Word } from './word.ts'

/** One command with its words; operators and redirections are not among them. */
export interface SimpleCommand {
  readonly words: readonly Word[]
  /** What stands behind `<<` and `<<<`. */
  readonly input: Word | undefined
  /** The command whose output is piped into this one. */
  readonly source: SimpleCommand | undefined
  /** Nothing of its line but the end of the line, `;` or `&` follows, so that lines may be put behind it. */
  readonly standsAlone: boolean
}

interface GrowingCommand extends SimpleCommand {
  input: Word | undefined
}

interface HereDocument {
  readonly delimiter: string
  readonly stripsTabs: boolean
  readonly command: { input: Word | undefined }
}

/** What one scan holds. */
export interface Scan {
  readonly text: string
  readonly end: number
  readonly depth: number
  /** What the script sets by itself, shared with all that is nested in it. */
  readonly variables: Map<string, string>
  readonly commands: SimpleCommand[]
  i: number
  /** How many characters may still be looked through for what is never closed. */
  budget: number
}

interface Line {
  words: Word[]
  input: Word | undefined
  source: SimpleCommand | undefined
  /** What the next word is: an argument, or what a redirection names. */
  next: 'word' | 'file' | 'input' | 'delimiter' | 'indented-delimiter'
  waiting: { readonly delimiter: string; readonly stripsTabs: boolean }[]
  readonly documents: HereDocument[]
}

/** More nested substitutions than anybody writes. */
export const deepest = 10

/** The commands of a stretch of text, those within `$(…)` before the one around them. */
export function scanCommands(
  text: string,
  start: number,
  end: number,
  inherited: Partial<Pick<Scan, 'depth' | 'variables'>> = {},
): readonly SimpleCommand[] {
  const scan: Scan = {
    text,
    end,
    depth: inherited.depth ?? 0,
    variables: inherited.variables ?? new Map(),
    commands: [],
    i: start,
    budget: end - start,
  }
  const line: Line = { words: [], input: undefined, source: undefined, next: 'word', waiting: [], documents: [] }
  while (scan.i < end) step(scan, line)
  finish(scan, line, '\n')
  return scan.commands
}

function step(scan: Scan, line: Line): void {
  const { text, i } = scan
  const c = text.charAt(i)
  if (c === ' ' || c === '\t' || c === '\r') scan.i++
  else if (c === '\\' && /^\\\r?\n/.test(text.slice(i, i + 3))) scan.i += text.charAt(i + 1) === '\r' ? 3 : 2
  else if (c === '\n') {
    finish(scan, line, c)
    scan.i++
    readHereDocuments(scan, line)
  } else if (c === '#') scan.i = lineEnd(scan)
  else if (';&|()'.includes(c)) readOperator(scan, line, c)
  else if (c === '<' || c === '>') readRedirection(scan, line, c)
  else takeWord(scan, line)
}

function readOperator(scan: Scan, line: Line, c: string): void {
  const next = scan.text.charAt(scan.i + 1)
  if (c === '&' && next === '>') {
    scan.i += scan.text.charAt(scan.i + 2) === '>' ? 3 : 2
    line.next = 'file'
    return
  }
  const isDouble = next === c && '|&;'.includes(c)
  finish(scan, line, isDouble ? c + c : c)
  scan.i += isDouble || (c === '|' && next === '&') ? 2 : 1
}

function readRedirection(scan: Scan, line: Line, c: string): void {
  const { text, i } = scan
  const three = text.slice(i, i + 3)
  if (c === '<' && text.charAt(i + 1) === '(') {
    scan.i++
    return
  }
  if (three === '<<<') line.next = 'input'
  else if (three === '<<-') line.next = 'indented-delimiter'
  else if (three.startsWith('<<')) line.next = 'delimiter'
  else line.next = 'file'
  const length = three === '<<<' || three === '<<-' ? 3 : /^(<<|>>|>&|<&|>\||<>)/.test(three) ? 2 : 1
  scan.i += length
}

function takeWord(scan: Scan, line: Line): void {
  const word = readWord(scan)
  const follower = scan.text.charAt(scan.i)
  // The number of a file descriptor, as in `2>&1`.
  if (/^\d+$/.test(word.value) && (follower === '<' || follower === '>') && word.range.end === scan.i) return
  const { next } = line
  line.next = 'word'
  switch (next) {
    case 'word':
      line.words.push(word)
      break
    case 'input':
      line.input = word
      break
    case 'delimiter':
    case 'indented-delimiter':
      line.waiting.push({ delimiter: word.value, stripsTabs: next === 'indented-delimiter' })
      break
    case 'file':
      break
  }
}

function finish(scan: Scan, line: Line, terminator: string): void {
  const { words, waiting, source, input } = line
  line.words = []
  line.waiting = []
  line.input = undefined
  line.next = 'word'
  line.source = undefined
  if (words.length === 0) return
  setVariables(words, scan.variables)
  const endsLine = ['\n', ';', ';;', '&', '&&', '||'].includes(terminator)
  const standsAlone = endsLine && scan.depth === 0 && waiting.length === 0 && input === undefined && source === undefined
  const command: GrowingCommand = { words, input, source, standsAlone }
  scan.commands.push(command)
  for (const one of waiting) line.documents.push({ ...one, command })
  if (terminator === '|') line.source = command
}

const assignment = /^([A-Za-z_]\w*)=/

/** `NAME=value` on its own, or behind a word that declares it. */
function setVariables(words: readonly Word[], variables: Map<string, string>): void {
  const declares = ['export', 'local', 'readonly', 'declare', 'typeset'].includes(words[0]?.value ?? '')
  const rest = declares ? words.slice(1) : words
  if (!rest.every(({ value }) => assignment.test(value) || (declares && value.startsWith('-')))) return
  for (const { value } of rest) {
    const [sign, name] = assignment.exec(value) ?? []
    if (sign === undefined || name === undefined) continue
    const held = value.slice(sign.length)
    if (held.includes('$(') || held.includes('`')) variables.delete(name)
    else variables.set(name, held)
  }
}

function readHereDocuments(scan: Scan, line: Line): void {
  for (const { delimiter, stripsTabs, command } of line.documents.splice(0)) {
    const start = scan.i
    let end = scan.end
    while (scan.i < scan.end) {
      const stop = lineEnd(scan)
      const text = scan.text.slice(scan.i, stop).replace(/\r$/, '')
      const isEnd = (stripsTabs ? text.replace(/^\t+/, '') : text.trimStart()) === delimiter
      if (isEnd) end = scan.i
      scan.i = Math.min(stop + 1, scan.end)
      if (isEnd) break
    }
    command.input = plainWord(scan.text, { start, end })
  }
}

function lineEnd({ text, i, end }: Scan): number {
  const lineFeed = text.indexOf('\n', i)
  return lineFeed < 0 || lineFeed > end ? end : lineFeed
}
