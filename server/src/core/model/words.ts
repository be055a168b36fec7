// What the words of an entry are: each key and value of its fields with what it stands for, in the order of the text.
import type { Decoded, DecodedField } from '../decode/decoded.ts'
import type { Range } from '../range.ts'
import type { NameOf } from '../schema/types.ts'
import type { Entry } from './entry.ts'
import { mentionsIn } from './names.ts'
import { walk } from './walk.ts'

/** A key or a value. */
export interface Word {
  readonly sort: 'kind' | 'key' | 'value' | NameOf
  readonly range: Range
  readonly isDefinition: boolean
}

/** The words of an entry that mean something to Consul; texts of people are none. */
export function wordsOf(entry: Entry): readonly Word[] {
  const { decoded, kindMember } = entry
  if (!decoded) return []
  const words: Word[] = []
  const add = (sort: Word['sort'], range: Range, isDefinition = false): void => {
    words.push({ sort, range, isDefinition })
  }
  if (kindMember) add('kind', kindMember.value.range)
  walk(decoded.root, {
    field(field) {
      add('key', field.member.keyRange)
      for (const value of enumValuesIn(field)) add('value', value.source.range)
    },
  })
  for (const { of, range, isDefinition } of mentionsIn(entry)) add(of, range, isDefinition)
  return words.sort((a, b) => a.range.start - b.range.start)
}

function enumValuesIn({ field: { type }, value }: DecodedField): readonly Decoded[] {
  if (type.is === 'enum') return value.type === 'string' ? [value] : []
  const isList = type.is === 'list' && type.of.is === 'enum' && value.type === 'list'
  return isList ? value.elements.filter((element) => element.type === 'string') : []
}
