// Splits a text into the documents that kubectl reads one by one, which is not quite how YAML would split it.
// Source: k8s.io/apimachinery v0.28.9 pkg/util/yaml/decoder.go (YAMLReader, YAMLOrJSONDecoder).
import type { SyntaxProblem } from '../document.ts'
import type { Range } from '../range.ts'

/** A stretch of the text that is read by itself. */
export interface Part {
  readonly range: Range
  /** `template`: a Helm template, which is not YAML yet. `json`: kubectl reads it as JSON. */
  readonly syntax: 'yaml' | 'json' | 'template'
  /** What the splitting alone refuses. */
  readonly problems: readonly SyntaxProblem[]
}

/** The parts of a text, in order. A text whose first character that is not white space is `{` is a stream of JSON. */
export function splitDocuments(text: string): readonly Part[] {
  return /^\s*\{(?!\{)/.test(text) && !text.startsWith('\ufeff') ? splitJson(text) : splitYaml(text)
}

/** `---` at the beginning of any line splits, even within a text; only a comment may follow it. */
function splitYaml(text: string): readonly Part[] {
  const parts: Part[] = []
  let problems: SyntaxProblem[] = []
  let start = 0
  let isEmpty = true
  const close = (end: number) => {
    if (!isEmpty) parts.push(partOf(text, { start, end }, problems))
    problems = []
    isEmpty = true
  }
  for (let line = 0; line < text.length; line = lineAfter(text, line)) {
    if (text.startsWith('---', line)) {
      const next = lineAfter(text, line)
      const rest = text.slice(line + 3, next).trim()
      const isClosing = !isEmpty
      if (isClosing) {
        close(line)
        start = next
      }
      if (rest !== '' && !rest.startsWith('#')) {
        problems.push(separatorProblem(line, line + text.slice(line, next).trimEnd().length))
        isEmpty = false
      }
      if (isClosing) continue
    }
    isEmpty = false
  }
  close(text.length)
  return parts
}

function lineAfter(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset)
  return lineFeed < 0 ? text.length : lineFeed + 1
}

function separatorProblem(start: number, end: number): SyntaxProblem {
  return { message: 'Nothing but a comment may follow `---` on its line. Move the rest to the next line.', range: { start, end } }
}

function partOf(text: string, range: Range, problems: readonly SyntaxProblem[]): Part {
  const isTemplate = text.slice(range.start, range.end).includes('{{')
  return { range, syntax: isTemplate ? 'template' : 'yaml', problems: isTemplate ? [] : problems }
}

function splitJson(text: string): readonly Part[] {
  const parts: Part[] = []
  for (let start = skipSpace(text, 0); start < text.length; ) {
    const end = endOfJson(text, start)
    parts.push({ range: { start, end }, syntax: 'json', problems: [] })
    start = skipSpace(text, end)
  }
  return parts
}

function skipSpace(text: string, offset: number): number {
  let i = offset
  while (i < text.length && /\s/.test(text.charAt(i))) i++
  return i
}

/** Where the object that begins at `start` ends; the end of the text where it does not. */
function endOfJson(text: string, start: number): number {
  let depth = 0
  for (const token = /"(?:[^"\\]|\\[\s\S])*"|[[\]{}]/g; ; ) {
    token.lastIndex = token.lastIndex === 0 ? start : token.lastIndex
    const match = token.exec(text)
    if (match === null) return text.length
    if (match[0] === '{' || match[0] === '[') depth++
    if ((match[0] === '}' || match[0] === ']') && --depth <= 0) return token.lastIndex
  }
}
