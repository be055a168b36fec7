// The keys of an entry in the other case, with everything else left as it is: `PeerName` or `peer_name`.
import { fieldIndexOf } from '../decode/fields.ts'
import { foldCase } from '../decode/fold.ts'
import type { TextEdit } from '../edit.ts'
import type { Target } from '../schema/target.ts'
import type { Field } from '../schema/types.ts'
import { writeEdit } from '../syntax/write.ts'
import type { Member } from '../value.ts'
import type { Entry } from './entry.ts'
import { walk } from './walk.ts'

/** `capital`: `PeerName`. `small`: `peer_name`. */
export type KeyCase = 'capital' | 'small'

/** The edits that put all keys of fields into a case; keys of maps and values without a type stay. Kubernetes knows one case only. */
export function keyCaseEdits(entry: Entry, target: Target, wanted: KeyCase): readonly TextEdit[] {
  const { decoded, document, form } = entry
  // An agent's own file takes no aliases everywhere.
  if (!decoded || document.format === 'yaml' || form === 'agent') return []
  const edits: TextEdit[] = []
  walk(decoded.root, {
    object({ object, source }) {
      if (source.type !== 'object') return
      const { known, aliases } = fieldIndexOf(object, { target, form })
      for (const member of source.members) {
        const field = known.get(aliases.get(member.key.toLowerCase()) ?? foldCase(member.key))
        if (field) edits.push(...renamed(member, spelt(field, wanted), entry))
      }
    },
  })
  return edits
}

/** The key of a field in a case. */
export function spelt({ name, alias }: Field, wanted: KeyCase): string {
  return wanted === 'capital' ? name : (alias ?? name.toLowerCase())
}

function renamed(member: Member, key: string, { document }: Entry): readonly TextEdit[] {
  return member.key === key ? [] : writeEdit(document, { type: 'renameMember', member, key })
}
