// What a field takes, in a few words.
import type { Field, Type } from '../schema/types.ts'

/** The type, and what matters of the field. */
export function detailOf({ type, required, default: usual }: Field): string {
  const parts = [typeName(type), required ? 'required' : undefined, usual === undefined ? undefined : `default ${usual}`]
  return parts.filter((part) => part !== undefined).join(', ')
}

function typeName(type: Type): string {
  switch (type.is) {
    case 'name':
      return `name of a ${type.of === 'samenessGroup' ? 'sameness group' : type.of}`
    case 'enum':
      return type.values.map(({ value }) => value).join(' | ')
    case 'object':
      return type.object.title
    case 'list':
      return `list of ${type.of.is === 'object' ? plural(type.of.object.title) : typeName(type.of)}`
    case 'map':
      return `map to ${typeName(type.of)}`
    case 'integer':
    case 'float':
      return 'number'
    default:
      return type.is
  }
}

/** `a header match` becomes `header matches`. */
function plural(title: string): string {
  const noun = title.replace(/^an? /, '')
  return /(?:ch|sh|s|x)$/.test(noun) ? `${noun}es` : `${noun.replace(/(?<=[^aeiou])y$/, 'ie')}s`
}
