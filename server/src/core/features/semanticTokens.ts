// The words of an entry as an editor colours them by meaning.
import type { Document } from '../document.ts'
import type { Entry } from '../model/entry.ts'
import { type Word, wordsOf } from '../model/words.ts'
import type { Range } from '../range.ts'

/** The types of LSP that are used; all themes know them. */
export const tokenTypes = ['type', 'property', 'enumMember', 'class', 'interface', 'namespace', 'struct', 'typeParameter'] as const

/** The modifiers of LSP that are used. */
export const tokenModifiers = ['declaration'] as const

export interface SemanticToken {
  readonly range: Range
  readonly type: (typeof tokenTypes)[number]
  readonly isDeclaration: boolean
}

const types: Readonly<Record<Word['sort'], SemanticToken['type']>> = {
  kind: 'type',
  key: 'property',
  value: 'enumMember',
  service: 'class',
  peer: 'interface',
  partition: 'namespace',
  namespace: 'namespace',
  samenessGroup: 'struct',
  subset: 'typeParameter',
}

/** The tokens of entries in the order of the text; none spans lines, none overlaps another. */
export function semanticTokensOf({ text }: Document, entries: readonly Entry[]): readonly SemanticToken[] {
  const tokens: SemanticToken[] = []
  let end = 0
  const words = entries.flatMap(wordsOf).sort((a, b) => a.range.start - b.range.start)
  for (const { sort, range, isDefinition } of words) {
    if (range.start < end || range.end <= range.start || text.slice(range.start, range.end).includes('\n')) continue
    tokens.push({ range, type: types[sort], isDeclaration: isDefinition })
    end = range.end
  }
  return tokens
}
