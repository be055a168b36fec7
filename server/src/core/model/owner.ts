// Finds the object that holds a member, which edits need and the decoded tree does not keep.
import { containsRange } from '../range.ts'
import type { Member, ObjectValue, Value } from '../value.ts'

/** The object below `root` whose own member `member` is; a member written in two blocks belongs to its own block. */
export function ownerOf(root: Value, member: Member): ObjectValue | undefined {
  if (root.type === 'list') return firstOwner(root.elements, member)
  if (root.type !== 'object') return undefined
  if (root.members.includes(member)) return root
  return firstOwner(
    root.members.map(({ value }) => value),
    member,
  )
}

function firstOwner(values: readonly Value[], member: Member): ObjectValue | undefined {
  for (const value of values) {
    if (!containsRange(value.range, member.range)) continue
    const owner = ownerOf(value, member)
    if (owner) return owner
  }
  return undefined
}
