// Spells plain values as text of YAML, so that Kubernetes reads back exactly what was meant.
import type { PlainValue } from '../edit.ts'
import { isPlainObject } from './spell.ts'
import { resolveScalar } from './yamlScalars.ts'

export interface YamlSpelling {
  /** The blanks before each line but the first. */
  readonly indentation: string
  /** One more level of it. */
  readonly unit: string
  readonly lineBreak: string
  readonly quote: 'as needed' | "'" | '"'
}

/** A text, in quotes where it needs them or its neighbours have them. */
export function spellYamlString(value: string, quote: YamlSpelling['quote'] = 'as needed'): string {
  if (quote === "'" && /^[ -~]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`
  const isBare = /^[A-Za-z_/][\w./-]*$/.test(value) && resolveScalar({ text: value, isPlain: true, tag: undefined }).type === 'string'
  return isBare && quote === 'as needed' ? value : JSON.stringify(value)
}

/** A value between braces and brackets, on one line. */
export function spellFlow(value: PlainValue, quote: YamlSpelling['quote'] = 'as needed'): string {
  if (typeof value === 'string') return spellYamlString(value, quote)
  if (isPlainObject(value)) {
    const members = Object.entries(value).map(([key, inner]) => `${spellYamlString(key, quote)}: ${spellFlow(inner, quote)}`)
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
  }
  if (isList(value)) return `[${value.map((element) => spellFlow(element, quote)).join(', ')}]`
  return String(value)
}

function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value)
}

/** `key: value`, over as many lines as it takes. */
export function spellYamlMember(key: string, value: PlainValue, spelling: YamlSpelling): string {
  const { indentation, unit, lineBreak, quote } = spelling
  const start = `${spellYamlString(key, quote)}:`
  if (!holdsMore(value)) return `${start} ${spellFlow(value, quote)}`
  const deeper = { ...spelling, indentation: indentation + unit }
  return start + lineBreak + deeper.indentation + spellBlock(value, deeper)
}

/** An object or a list over several lines; anything else on one. */
export function spellBlock(value: PlainValue, spelling: YamlSpelling): string {
  const { indentation, lineBreak, quote } = spelling
  if (!holdsMore(value)) return spellFlow(value, quote)
  const inner = { ...spelling, indentation: `${indentation}  ` }
  const lines = isList(value)
    ? value.map((element) => `- ${spellBlock(element, inner)}`)
    : isPlainObject(value)
      ? Object.entries(value).map(([key, member]) => spellYamlMember(key, member, spelling))
      : []
  return lines.join(lineBreak + indentation)
}

function holdsMore(value: PlainValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
