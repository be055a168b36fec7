// Where in an entry a refusal of the server belongs, as far as its text tells.
import type { Decoded, DecodedObject } from '../../../server/src/core/decode/decoded.ts'
import type { Entry } from '../../../server/src/core/model/entry.ts'
import type { Range } from '../../../server/src/core/range.ts'

/** The range that a message of Consul is about: the path that it names, a value that it quotes, else the name of the entry. */
export function refusalPlace(entry: Entry, detail: string): Range {
  const root = entry.decoded?.root
  const path = /[A-Z]\w*(?:\[\d+\])?(?:\.[A-Z]\w*(?:\[\d+\])?)*/g
  const named = root && longest([...detail.matchAll(path)].flatMap(([text]) => placeOfPath(root, text) ?? []))
  if (named) return named
  const quoted = [...detail.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text)
  const value = root && quoted.map((text) => placeOfText(root, text)).find((range) => range !== undefined)
  return value ?? entry.nameMember?.value.range ?? entry.kindMember?.value.range ?? entry.root.range
}

/** A path with more steps says more. */
function longest(places: readonly { readonly steps: number; readonly range: Range }[]): Range | undefined {
  return [...places].sort((a, b) => b.steps - a.steps)[0]?.range
}

function placeOfPath(root: DecodedObject, path: string): { readonly steps: number; readonly range: Range } | undefined {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '')
  let at: Decoded = root
  let range: Range | undefined
  for (const step of steps) {
    const next: Decoded | undefined = stepInto(at, step)
    if (!next) return undefined
    range = next.source.range
    at = next
  }
  return range && { steps: steps.length, range }
}

function stepInto(at: Decoded, step: string): Decoded | undefined {
  if (at.type === 'list') return at.elements[Number(step)]
  return at.type === 'object' ? at.fields.get(step)?.value : undefined
}

/** The first value with this text. */
function placeOfText(value: Decoded, text: string): Range | undefined {
  switch (value.type) {
    case 'string':
      return value.value === text ? value.source.range : undefined
    case 'object':
      return first([...value.fields.values()].map((field) => placeOfText(field.value, text)))
    case 'list':
      return first(value.elements.map((element) => placeOfText(element, text)))
    case 'map':
      return first([...value.entries.values()].map((entry) => placeOfText(entry.value, text)))
    default:
      return undefined
  }
}

function first(ranges: readonly (Range | undefined)[]): Range | undefined {
  return ranges.find((range) => range !== undefined)
}
