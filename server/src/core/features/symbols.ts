// The outline of a file: its entries, and what each of them lists.
import type { Entry } from '../model/entry.ts'
import type { Range } from '../range.ts'
import type { Member, Value } from '../value.ts'

/** One line of the outline. */
export interface DocumentSymbolText {
  readonly name: string
  readonly detail: string
  readonly sort: 'entry' | 'key' | 'element'
  readonly range: Range
  /** What is selected when a person goes there. */
  readonly nameRange: Range
  readonly children: readonly DocumentSymbolText[]
}

/** The entries of a file, with their keys below them. */
export function symbolsOf(entries: readonly Entry[]): readonly DocumentSymbolText[] {
  return entries.map(({ root, name, kindName, resource, nameMember, kindMember }) => ({
    name: name || (kindName ?? resource?.kind ?? 'entry'),
    detail: resource?.kind ?? kindName ?? '',
    sort: 'entry' as const,
    range: root.range,
    nameRange: (nameMember ?? kindMember)?.value.range ?? root.range,
    children: root.type === 'object' ? root.members.filter(({ value }) => holdsMore(value)).map(memberSymbol) : [],
  }))
}

function holdsMore({ type }: Value): boolean {
  return type === 'object' || type === 'list'
}

function memberSymbol({ key, value, range, keyRange }: Member): DocumentSymbolText {
  return { name: key, detail: '', sort: 'key', range, nameRange: keyRange, children: childrenOf(value) }
}

function childrenOf(value: Value): readonly DocumentSymbolText[] {
  if (value.type === 'object') return value.members.filter((member) => holdsMore(member.value)).map(memberSymbol)
  if (value.type !== 'list') return []
  return value.elements.flatMap((element): readonly DocumentSymbolText[] => {
    if (element.type !== 'object') return []
    const label = element.members.find(({ key, value: text }) => /^(name|peer(_?name)?|service)$/i.test(key) && text.type === 'string')
    const name = label?.value.type === 'string' && label.value.value !== '' ? label.value.value : 'element'
    const nameRange = label?.value.range ?? element.range
    return [{ name, detail: '', sort: 'element', range: element.range, nameRange, children: childrenOf(element) }]
  })
}
