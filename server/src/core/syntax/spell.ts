// Spells plain values as text of HCL 1 or JSON.
import type { PlainValue } from '../edit.ts'

export interface Spelling {
  readonly format: 'hcl' | 'json'
  /** The indentation of the line on which the value begins. */
  readonly indentation: string
  /** One more level of it. */
  readonly unit: string
  readonly lineBreak: string
  /** Objects and lists stay on their line. */
  readonly oneLine: boolean
}

/** The text of a value. HCL 1 cannot say `null`: members and elements that are null are left out of it. */
export function spellValue(value: PlainValue, spelling: Spelling): string {
  if (typeof value === 'string') return spellString(value, spelling.format)
  if (isList(value)) return spellList(value, spelling)
  if (value !== null && typeof value === 'object') return spellObject(value, spelling)
  return String(value)
}

/** The text of a string, quotes included. */
export function spellString(value: string, format: Spelling['format']): string {
  return format === 'json' ? JSON.stringify(value) : spellHclString(value)
}

/** The text of a key: HCL quotes it only where it has to be. */
export function spellKey(key: string, format: Spelling['format']): string {
  return format === 'hcl' && /^[A-Za-z_][\w-]*$/.test(key) && key !== 'true' && key !== 'false' ? key : spellString(key, format)
}

/** Says whether the value is an object, not a list. */
export function isPlainObject(value: PlainValue): value is { readonly [key: string]: PlainValue } {
  return typeof value === 'object' && value !== null && !isList(value)
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value)
}

function spellList(values: readonly PlainValue[], spelling: Spelling): string {
  const elements = values.filter((value) => spelling.format === 'json' || value !== null)
  const isFlat = spelling.oneLine || !elements.some((element) => typeof element === 'object' && element !== null)
  if (isFlat) return `[${elements.map((element) => spellValue(element, { ...spelling, oneLine: true })).join(', ')}]`
  const comma = spelling.format === 'hcl' ? ',' : ''
  const inner = deeper(spelling)
  const lines = elements.map((element) => inner.indentation + spellValue(element, inner))
  return ['[', `${lines.join(`,${spelling.lineBreak}`)}${comma}`, `${spelling.indentation}]`].join(spelling.lineBreak)
}

function spellObject(object: { readonly [key: string]: PlainValue }, spelling: Spelling): string {
  const { format, lineBreak, indentation, oneLine } = spelling
  const entries = Object.entries(object).filter(([, value]) => format === 'json' || value !== null)
  if (entries.length === 0) return '{}'
  const inner = oneLine ? spelling : deeper(spelling)
  const sign = format === 'json' ? ': ' : ' = '
  const members = entries.map(([key, value]) => spellKey(key, format) + sign + spellValue(value, inner))
  if (oneLine) return `{ ${members.join(', ')} }`
  const comma = format === 'json' ? ',' : ''
  return ['{', members.map((member) => inner.indentation + member).join(comma + lineBreak), `${indentation}}`].join(lineBreak)
}

function deeper(spelling: Spelling): Spelling {
  return { ...spelling, indentation: spelling.indentation + spelling.unit }
}

const named: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function spellHclString(value: string): string {
  let spelled = ''
  for (let i = 0; i < value.length; i++) {
    const c = value.charAt(i)
    const interpolation = c === '$' && value.charAt(i + 1) === '{' ? interpolationAt(value, i) : ''
    if (interpolation !== '') {
      spelled += interpolation
      i += interpolation.length - 1
    } else if (c === '$' && value.charAt(i + 1) === '{') spelled += '\\u0024'
    else spelled += named[c] ?? (isHidden(c) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)
  }
  return `"${spelled}"`
}

/** A `${…}` that HCL 1 takes as it is; empty where it has to be written otherwise, since nothing is unescaped within it. */
function interpolationAt(value: string, start: number): string {
  let braces = 0
  for (let i = start; i < value.length; i++) {
    const c = value.charAt(i)
    if (c === '\\' || c === '\ufffd' || isHidden(c)) return ''
    if (c === '{') braces++
    if (c === '}' && --braces === 0) return value.slice(start, i + 1)
  }
  return ''
}

/** Control characters, and the one code point that Consul's scanner keeps for itself. */
function isHidden(c: string): boolean {
  return c < ' ' || c === '\u007f' || c === '\ue123'
}
