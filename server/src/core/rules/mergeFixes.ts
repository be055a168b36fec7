// What can be done about an entry that another one of the same kind and name overwrites.
import type { DecodedField } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { plainOf } from '../plain.ts'
import type { DocumentEdit, EditFix } from './rule.ts'

/** What the list of this entry holds goes into the entry that counts, and this one goes away. */
export function moveFixes(entry: Entry, last: Entry, field: 'Services' | 'Sources'): readonly EditFix[] {
  const own = listIn(entry, field)?.value
  const into = listIn(last, field)?.member.value
  if (own?.type !== 'list' || (into?.type !== 'list' && into?.type !== 'object')) return []
  const values = own.elements.map(({ source }) => plainOf(source))
  const known = values.filter((value) => value !== undefined)
  if (known.length === 0 || known.length < values.length) return []
  const isSameFile = entry.document === last.document
  const to = isSameFile ? 'the entry that counts' : fileOf(last)
  const away = isAlone(entry) ? 'empty this file' : `remove this ${isSameFile ? 'one' : 'entry'}`
  const addition: DocumentEdit = { document: last.document, edit: { type: 'insertElements', into, values: known } }
  const title = `Move its ${field.toLowerCase()} to ${to} and ${away}`
  return [{ type: 'edit', title, edits: [addition, removalOf(entry)], safe: false }]
}

/** This entry goes away. */
export function removalFix(entry: Entry, last: Entry): EditFix {
  const by = entry.document === last.document ? 'a later one' : fileOf(last)
  const title = `${isAlone(entry) ? 'Empty this file' : 'Remove this entry'}: ${by} counts`
  return { type: 'edit', title, edits: [removalOf(entry)], safe: false }
}

/** An entry of an agent's settings is one value among others. */
function removalOf({ document, root }: Entry): DocumentEdit {
  const isWhole = document.roots.includes(root)
  return { document, edit: isWhole ? { type: 'removeRoot', root } : { type: 'removeElement', element: root } }
}

function isAlone({ document, root }: Entry): boolean {
  return document.roots.length === 1 && document.roots[0] === root
}

function fileOf({ document }: Entry): string {
  return decodeURIComponent(document.uri.split('/').at(-1) ?? '')
}

function listIn({ decoded }: Entry, field: string): DecodedField | undefined {
  return decoded?.root.fields.get(field)
}
