// Says whether Consul can read a filter such as `Service.Meta.version == "v2"` (the grammar of hashicorp/go-bexpr v0.1.2).

/** An offset into the text where a part of the grammar ends; `undefined` where the part does not stand there. */
type End = number | undefined

interface Reader {
  readonly text: string
  /** How many parentheses and negations are open. Beyond `deepest` nobody writes one, and the stack has an end. */
  depth: number
}

const deepest = 500

/** Consul reads the fields of a filter only when it is used, so any name will do here. */
export function isFilterExpression(text: string): boolean {
  const reader: Reader = { text, depth: 0 }
  const end = or(reader, skipBlanks(reader, 0))
  if (reader.depth > deepest) return true
  return end !== undefined && skipBlanks(reader, end) === text.length
}

function or(reader: Reader, at: number): End {
  return chain(reader, at, 'or', and)
}

function and(reader: Reader, at: number): End {
  return chain(reader, at, 'and', not)
}

function chain(reader: Reader, at: number, word: string, operand: (reader: Reader, at: number) => End): End {
  let end = operand(reader, at)
  while (end !== undefined) {
    const next = words(reader, end, [word])
    const after = next === undefined ? undefined : operand(reader, next)
    if (after === undefined) return end
    end = after
  }
  return undefined
}

function not(reader: Reader, at: number): End {
  if (++reader.depth > deepest) return undefined
  const start = matchAt(reader, /not[ \t\r\n]+/y, at)
  const end = (start === undefined ? undefined : not(reader, start)) ?? group(reader, at)
  if (reader.depth <= deepest) reader.depth--
  return end
}

function group(reader: Reader, at: number): End {
  if (reader.text[at] !== '(') return comparison(reader, at)
  const end = or(reader, skipBlanks(reader, at + 1))
  if (end === undefined) return undefined
  const close = skipBlanks(reader, end)
  return reader.text[close] === ')' ? close + 1 : undefined
}

function comparison(reader: Reader, at: number): End {
  const left = selector(reader, at)
  return (left === undefined ? undefined : (withValue(reader, left) ?? withoutValue(reader, left))) ?? membership(reader, at)
}

function withValue(reader: Reader, at: number): End {
  const sign = matchAt(reader, /[ \t\r\n]*[=!]=[ \t\r\n]*/y, at)
  const start =
    sign ??
    words(reader, at, ['contains']) ??
    words(reader, at, ['not', 'contains']) ??
    words(reader, at, ['matches']) ??
    words(reader, at, ['not', 'matches'])
  return start === undefined ? undefined : value(reader, start)
}

function withoutValue(reader: Reader, at: number): End {
  return matchAt(reader, /[ \t\r\n]+is[ \t\r\n]+(?:not[ \t\r\n]+)?empty/y, at)
}

function membership(reader: Reader, at: number): End {
  const left = value(reader, at)
  if (left === undefined) return undefined
  const start = words(reader, left, ['in']) ?? words(reader, left, ['not', 'in'])
  return start === undefined ? undefined : selector(reader, start)
}

function value(reader: Reader, at: number): End {
  return selector(reader, at) ?? number(reader, at) ?? string(reader, at)
}

function number(reader: Reader, at: number): End {
  return matchAt(reader, /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?=[ \t\r\n)]|$)/y, at)
}

/** A name and what follows it: `.name` or `["name"]`. */
function selector(reader: Reader, at: number): End {
  let end = matchAt(reader, /[a-zA-Z][a-zA-Z0-9_]*/y, at)
  while (end !== undefined) {
    const next = matchAt(reader, /\.[a-zA-Z][a-zA-Z0-9_]*/y, end) ?? index(reader, end)
    if (next === undefined) return end
    end = next
  }
  return undefined
}

function index(reader: Reader, at: number): End {
  if (reader.text[at] !== '[') return undefined
  const end = string(reader, skipBlanks(reader, at + 1))
  if (end === undefined) return undefined
  const close = skipBlanks(reader, end)
  return reader.text[close] === ']' ? close + 1 : undefined
}

/** Go's string literals: raw between backquotes, else with Go's escapes and without line breaks. */
function string(reader: Reader, at: number): End {
  const raw = matchAt(reader, /`[^`]*`/y, at)
  if (raw !== undefined) return raw
  const end = matchAt(reader, /"[^"]*"/y, at)
  return end !== undefined && isQuoted(reader.text.slice(at + 1, end - 1)) ? end : undefined
}

function isQuoted(text: string): boolean {
  return /^(?:[^\\\n]|\\(?:[abfnrtv\\]|[0-3][0-7]{2}|x[\da-fA-F]{2}|u(?![dD][89a-fA-F])[\da-fA-F]{4}|U(?!0000[dD][89a-fA-F])00(?:0[\da-fA-F]|10)[\da-fA-F]{4}))*$/.test(
    text,
  )
}

/** Words with blanks before, between and after them. */
function words(reader: Reader, at: number, names: readonly string[]): End {
  return matchAt(reader, new RegExp(`[ \\t\\r\\n]+${names.join('[ \\t\\r\\n]+')}[ \\t\\r\\n]+`, 'y'), at)
}

function skipBlanks(reader: Reader, at: number): number {
  return matchAt(reader, /[ \t\r\n]+/y, at) ?? at
}

function matchAt({ text }: Reader, pattern: RegExp, at: number): End {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}
