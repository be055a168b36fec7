// Finds the calls of consul-template that read a key of another datacenter: `{{ key "path@datacenter" }}`.
import type { ObjectValue } from '../../value.ts'
import { member, objectValue, textValue } from './build.ts'

const call =
  /\{\{-?[^{}"]{0,200}?\b(key|keyOrDefault|keyExists|keyExistsGet|ls|safeLs|tree|safeTree|exportedKeys)\s+"([^"@\n]{0,500})@([^"\n]{1,200})"/g

/** The calls within a stretch of text, each as an object. */
export function templateCalls(text: string, start: number, end: number): readonly ObjectValue[] {
  const part = text.slice(start, end)
  if (!part.includes('{{')) return []
  return [...part.matchAll(call)].flatMap((match) => {
    const [whole, name, key, datacenter] = match
    if (name === undefined || key === undefined || datacenter === undefined) return []
    const at = start + match.index
    const range = { start: at, end: at + whole.length }
    const datacenterStart = range.end - 1 - datacenter.length
    const keyStart = datacenterStart - 1 - key.length
    const place = (from: number, length: number) => ({ start: from, end: from + length })
    return [
      objectValue(
        [
          member('tool', textValue({ value: 'consul-template', range: { start: at, end: at + 2 } })),
          member('function', textValue({ value: name, range: place(at + whole.indexOf(name), name.length) })),
          member('key', textValue({ value: key, range: place(keyStart, key.length) })),
          member('datacenter', textValue({ value: datacenter, range: place(datacenterStart, datacenter.length) })),
        ],
        range,
      ),
    ]
  })
}
