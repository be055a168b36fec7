// Makes Values of what a command says.
import type { Range } from '../../range.ts'
import type { Member, ObjectValue, StringValue, Value } from '../../value.ts'
import { parseJson } from '../json.ts'
import { rangeWithin, type Word } from './word.ts'

/** A text that a word, or a part of one, stands for. */
export function textValue({ value, range }: Pick<Word, 'value' | 'range'>): StringValue {
  return { type: 'string', range, value, heredoc: false }
}

/** A member; one whose key does not stand in the text has its value's place. */
export function member(key: string, value: Value, keyRange: Range = value.range): Member {
  const range = { start: Math.min(keyRange.start, value.range.start), end: Math.max(keyRange.end, value.range.end) }
  return { key, keyRange, value, range, form: 'attribute' }
}

/** An object, over the range of all that it holds when none is given. */
export function objectValue(members: readonly Member[], range: Range): ObjectValue {
  return { type: 'object', range, members }
}

/** A list of texts. */
export function listValue(words: readonly Word[], range: Range): Value {
  return { type: 'list', range, elements: words.map(textValue) }
}

/** What a word says in JSON, in the places of the outer text; its text where it is no JSON. */
export function jsonOf(word: Word): Value {
  if (!/^\s*[{[]/.test(word.value)) return textValue(word)
  const [root] = parseJson(word.value).roots
  return root ? movedInto(word, root) : textValue(word)
}

function movedInto(word: Word, value: Value): Value {
  const range = rangeWithin(word, value.range)
  switch (value.type) {
    case 'list':
      return { ...value, range, elements: value.elements.map((element) => movedInto(word, element)) }
    case 'object': {
      const members = value.members.map((one) => ({
        ...one,
        keyRange: rangeWithin(word, one.keyRange),
        range: rangeWithin(word, one.range),
        value: movedInto(word, one.value),
      }))
      return { ...value, range, members }
    }
    default:
      return { ...value, range }
  }
}
