// What becomes of a value that Consul keeps without a type: lists of one are taken apart, in places and not in others.
import type { PlainDecoded } from './decoded.ts'
import { plainOf, type Raw } from './raw.ts'

/**
 * The value as the server holds it. Both the tool and the server pass it through the same hook
 * (lib/decode/decode.go HookWeakDecodeFromSlice, unSlice @ v1.13.9, v1.16.1).
 */
export function anyValue(raw: Raw): PlainDecoded {
  return takeApart(takeApart(plainOf(raw)))
}

/** A list of one stands for its element, and then so do lists of one in all objects below it. */
function takeApart(value: PlainDecoded): PlainDecoded {
  const only = onlyOf(value)
  return only === undefined ? value : takeApartWithin(only)
}

function takeApartWithin(value: PlainDecoded): PlainDecoded {
  if (isList(value)) return value.map(takeApartWithin)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => {
      const within = takeApartWithin(own)
      const only = onlyOf(within)
      return [key, only === undefined ? within : only]
    }),
  )
}

function onlyOf(value: PlainDecoded): PlainDecoded | undefined {
  return isList(value) && value.length === 1 ? value[0] : undefined
}

/** Says whether a value without a type is a list. */
export function isList(value: PlainDecoded | undefined): value is readonly PlainDecoded[] {
  return Array.isArray(value)
}
