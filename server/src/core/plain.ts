// Copies a value of a file for another place, as far as that can be done faithfully.
import type { PlainValue } from './edit.ts'
import type { Value } from './value.ts'

/** What a value says, without its layout; `undefined` where a key is repeated or something is missing in it. */
export function plainOf(value: Value): PlainValue | undefined {
  switch (value.type) {
    case 'string':
    case 'boolean':
      return value.value
    case 'number':
      return Number(value.raw)
    case 'null':
      return null
    case 'missing':
      return undefined
    case 'list':
      return complete(value.elements.map(plainOf))
    case 'object': {
      if (new Set(value.members.map(({ key }) => key)).size < value.members.length) return undefined
      const values = complete(value.members.map((member) => plainOf(member.value)))
      return values && Object.fromEntries(value.members.map(({ key }, i) => [key, values[i] ?? null]))
    }
  }
}

function complete(values: readonly (PlainValue | undefined)[]): readonly PlainValue[] | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === values.length ? known : undefined
}
