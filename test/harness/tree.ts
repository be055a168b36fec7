// Shows trees, problems and raw values as short text, so that tests of the syntax compare text with text.
import assert from 'node:assert/strict'
import { lower } from '../../server/src/core/decode/lower.ts'
import type { Raw } from '../../server/src/core/decode/raw.ts'
import type { Document, Format, ParsedText } from '../../server/src/core/document.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import type { Member, ObjectValue, Value } from '../../server/src/core/value.ts'

/** A text under a name, read. */
export function documentOf(text: string, format: Format = 'hcl'): Document {
  return { uri: `test.${format}`, format, text, ...parse(text, format) }
}

/** Checks what the tree of a text is: `key=value` for attributes, `key value` for blocks, `?` for what is missing. */
export function checkTree(text: string, tree: string, format: Format = 'hcl'): void {
  assert.equal(describeTree(parse(text, format)), tree)
}

/** Checks that Consul's reader takes a text, and what its tree is. */
export function checkTaken(text: string, tree: string, format: Format = 'hcl'): void {
  const parsed = parse(text, format)
  assert.deepEqual(parsed.problems, [])
  assert.equal(describeTree(parsed), tree)
}

/** Checks the problems of a text: `line:column 'marked text' message` each. */
export function checkProblems(text: string, expected: readonly string[], format: Format = 'hcl'): void {
  const { problems } = parse(text, format)
  const found = problems.map(({ message, range }) => {
    const lines = text.slice(0, range.start).split('\n')
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1} '${text.slice(range.start, range.end)}' ${message}`
  })
  assert.deepEqual(found, expected)
}

function describeTree({ roots }: ParsedText): string {
  return roots.map(describeValue).join(' | ')
}

function describeValue(value: Value): string {
  switch (value.type) {
    case 'string':
      return JSON.stringify(value.value)
    case 'number':
      return value.raw
    case 'boolean':
      return String(value.value)
    case 'null':
      return 'null'
    case 'list':
      return `[${value.elements.map(describeValue).join(', ')}]`
    case 'object':
      return `{${value.members.map((one) => one.key + (one.form === 'block' ? ' ' : '=') + describeValue(one.value)).join(' ')}}`
    case 'missing':
      return '?'
  }
}

/** Checks what Consul's reader hands on for a text, with the Go types. */
export function checkRaw(text: string, expected: string, format: Format = 'hcl'): void {
  const [root] = parse(text, format).roots
  assert.ok(root)
  const { raw, problems } = lower(root, format)
  assert.deepEqual(problems, [])
  assert.equal(raw === undefined ? 'nothing' : describeRaw(raw), expected)
}

/** Checks what Consul's reader refuses of a tree: `'marked text' message` each. */
export function checkRefused(text: string, expected: readonly string[]): void {
  const { roots, problems } = parse(text, 'hcl')
  assert.deepEqual(problems, [])
  const found = roots.flatMap((root) => lower(root, 'hcl').problems)
  assert.deepEqual(
    found.map(({ message, range }) => `'${text.slice(range.start, range.end)}' ${message}`),
    expected,
  )
}

/** A raw value as text; `maps` is Go's `[]map[string]interface{}`. */
export function describeRaw(raw: Raw): string {
  switch (raw.type) {
    case 'string':
      return JSON.stringify(raw.value)
    case 'int':
      return String(raw.value)
    case 'float':
      return `float ${raw.value}`
    case 'boolean':
      return String(raw.value)
    case 'null':
      return 'null'
    case 'list':
      return `[${raw.elements.map(describeRaw).join(', ')}]`
    case 'maps':
      return `maps[${raw.elements.map(describeRaw).join(', ')}]`
    case 'map':
      return `{${[...raw.entries.values()].map(({ key, value }) => `${key}: ${describeRaw(value)}`).join(', ')}}`
  }
}

/** The object that a path of keys and indexes leads to, and the member at its end. */
export function findMember(document: Document, path: string): { readonly object: ObjectValue; readonly member: Member } {
  let value: Value | undefined = document.roots[0]
  let found: { readonly object: ObjectValue; readonly member: Member } | undefined
  for (const step of path.split('.')) {
    if (value?.type === 'list') value = value.elements[Number(step)]
    else if (value?.type === 'object') {
      const member: Member | undefined = value.members.find(({ key }) => key === step)
      if (member !== undefined) found = { object: value, member }
      value = member?.value
    }
  }
  if (found === undefined || value === undefined) throw new Error(`There is no ${path}.`)
  return found
}
