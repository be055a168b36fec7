// Rewrites of an entry as a whole: into another syntax, and with its keys in the other case.
import type { Document } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import { type ConversionFormat, convert } from '../model/conversion/convert.ts'
import type { Entry } from '../model/entry.ts'
import { keyCaseEdits } from '../model/keyCase.ts'
import type { Judgement } from '../model/project.ts'
import type { Range } from '../range.ts'
import { keyStyleOf } from './keyStyle.ts'

export type Rewrite =
  | { readonly type: 'keys'; readonly title: string; readonly edits: readonly TextEdit[] }
  /** The file gets another name and this text. */
  | { readonly type: 'conversion'; readonly title: string; readonly extension: string; readonly text: string }

/** Whether a range touches the kind of an entry: where rewrites of all of it are offered unasked. */
export function touchesKind({ kindMember, root }: Entry, { start, end }: Range): boolean {
  const kind = kindMember ?? (root.type === 'object' ? root.members.find(({ key }) => key === 'kind') : undefined)
  return kind !== undefined && kind.range.start <= end && start <= kind.range.end
}

const targets: readonly { readonly to: ConversionFormat; readonly name: string; readonly extension: string }[] = [
  { to: 'hcl', name: 'HCL', extension: '.hcl' },
  { to: 'json', name: 'JSON', extension: '.json' },
  { to: 'crd', name: 'a Kubernetes resource', extension: '.yaml' },
]

/** What an entry can be rewritten as. A file with several entries stays one of YAML. */
export function rewritesOf(document: Document, entries: readonly Entry[], judgement: Judgement): readonly Rewrite[] {
  const [entry] = entries
  if (!entry) return []
  const keys = keyRewrite(entry, judgement)
  const conversions = entries.length > 1 ? [] : targets.flatMap((target) => conversion(document, target, judgement))
  return [...keys, ...conversions]
}

function keyRewrite(entry: Entry, { target }: Judgement): readonly Rewrite[] {
  const wanted = keyStyleOf(entry) === 'small' ? 'capital' : 'small'
  const edits = keyCaseEdits(entry, target, wanted)
  if (edits.length === 0) return []
  return [{ type: 'keys', title: wanted === 'small' ? 'Write the keys in snake_case' : 'Write the keys in CamelCase', edits }]
}

function conversion(document: Document, { to, name, extension }: (typeof targets)[number], judgement: Judgement): readonly Rewrite[] {
  if (to === (document.format === 'yaml' ? 'crd' : document.format)) return []
  const converted = convert(document, { ...judgement, to })
  if (!converted.ok) return []
  const lost = converted.lost.length === 0 ? '' : ` (without ${converted.lost.join(', ')})`
  return [{ type: 'conversion', title: `Convert to ${name}${lost}`, extension, text: converted.text }]
}
