// The strict decode by which Consul's built-in Envoy extensions read their arguments: nothing is converted.
// Source: mitchellh/mapstructure v1.5.0 Decode without WeaklyTypedInput.
import type { PlainDecoded } from '../../decode/decoded.ts'
import { foldCase } from '../../decode/fold.ts'

/** What an argument must be. Keys that no field names are left alone. */
export type Shape = 'text' | 'number' | 'boolean' | ListShape | MapShape | ObjectShape

export interface ListShape {
  readonly list: Shape
}

export interface MapShape {
  readonly map: Shape
}

export interface ObjectShape {
  readonly fields: Readonly<Record<string, Shape>>
}

export type PlainObject = Readonly<Record<string, PlainDecoded>>

/** Says what does not fit, by its path; `undefined` when all fits. A `null` is unset and fits everywhere. */
export function misfitOf(value: PlainDecoded | undefined, shape: Shape, path = ''): string | undefined {
  if (value === undefined || value === null) return undefined
  switch (shape) {
    case 'text':
      return typeof value === 'string' ? undefined : `\`${path}\` must be a text`
    case 'number':
      return typeof value === 'number' ? undefined : `\`${path}\` must be a number`
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `\`${path}\` must be \`true\` or \`false\``
    default:
      return misfitWithin(value, shape, path)
  }
}

function misfitWithin(value: PlainDecoded, shape: ListShape | MapShape | ObjectShape, path: string): string | undefined {
  if ('list' in shape) {
    if (!Array.isArray(value)) return `\`${path}\` must be a list`
    return firstOf(value.map((element, i) => () => misfitOf(element, shape.list, `${path}[${i}]`)))
  }
  const object = objectOf(value)
  if (!object) return `\`${path}\` must be an object`
  const prefix = path === '' ? '' : `${path}.`
  if ('map' in shape)
    return firstOf(
      Object.entries(object).map(
        ([key, own]) =>
          () =>
            misfitOf(own, shape.map, prefix + key),
      ),
    )
  return firstOf(
    Object.entries(shape.fields).map(
      ([name, own]) =>
        () =>
          misfitOf(valueAt(object, name), own, prefix + name),
    ),
  )
}

function firstOf(attempts: readonly (() => string | undefined)[]): string | undefined {
  for (const attempt of attempts) {
    const found = attempt()
    if (found !== undefined) return found
  }
  return undefined
}

/** The object that a value is. */
export function objectOf(value: PlainDecoded | undefined): PlainObject | undefined {
  return typeof value === 'object' && value !== null && !isListOf(value) ? value : undefined
}

function isListOf(value: PlainDecoded): value is readonly PlainDecoded[] {
  return Array.isArray(value)
}

/** The value below some keys, which match without regard to case. */
export function valueAt(value: PlainDecoded | undefined, ...keys: readonly string[]): PlainDecoded | undefined {
  return keys.reduce<PlainDecoded | undefined>((held, key) => {
    const object = objectOf(held)
    if (!object) return undefined
    if (Object.hasOwn(object, key)) return object[key]
    const spelt = Object.keys(object).find((candidate) => foldCase(candidate) === foldCase(key))
    return spelt === undefined ? undefined : object[spelt]
  }, value)
}

/** The text below some keys; empty when there is none. */
export function textAt(value: PlainDecoded | undefined, ...keys: readonly string[]): string {
  const held = valueAt(value, ...keys)
  return typeof held === 'string' ? held : ''
}

/** The elements below some keys; none when there is no list. */
export function elementsAt(value: PlainDecoded | undefined, ...keys: readonly string[]): readonly PlainDecoded[] {
  const held = valueAt(value, ...keys)
  return held !== undefined && isListOf(held) ? held : []
}

/** What is wrong with a field that must hold one of a few words, as a sentence without an end. */
export function oneOf(owner: PlainDecoded | undefined, field: string, words: readonly string[]): readonly string[] {
  const text = textAt(owner, field)
  if (words.includes(text)) return []
  const choice = words.map((word) => `\`${word}\``).join(' or ')
  return [text === '' ? `\`${field}\` is missing; it is ${choice}` : `\`${field}\` cannot be \`${text}\`, only ${choice}`]
}
