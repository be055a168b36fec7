// In which case the keys of a file are written, so that what is offered reads like the rest.
import type { Document } from '../document.ts'
import type { Entry } from '../model/entry.ts'
import { spelt } from '../model/keyCase.ts'
import { resourceKeyOf } from '../schema/resources.ts'
import type { Field } from '../schema/types.ts'
import type { Value } from '../value.ts'

/** `capital`: `PeerName`. `small`: `peer_name`, as Consul's own documentation of HCL writes. `resource`: `peerName`, as Kubernetes does. */
export type KeyStyle = 'capital' | 'small' | 'resource'

/** The style of most keys of an entry; where there are as many of both, that of `Kind` counts. */
export function keyStyleOf({ document, root, kindMember }: Pick<Entry, 'document' | 'root' | 'kindMember'>): KeyStyle {
  if (document.format === 'yaml') return 'resource'
  const difference = smallKeys(root, 3)
  if (difference !== 0) return difference > 0 ? 'small' : 'capital'
  return kindMember?.key === 'kind' ? 'small' : 'capital'
}

const mostElements = 20

/** How many more keys begin with a small letter than with a capital one, some levels deep. */
function smallKeys(value: Value, levels: number): number {
  if (levels === 0) return 0
  // A list is written in one way, so its first elements say enough.
  if (value.type === 'list') return sum(value.elements.slice(0, mostElements).map((element) => smallKeys(element, levels)))
  if (value.type !== 'object') return 0
  return sum(value.members.map((member) => (/^[a-z]/.test(member.key) ? 1 : -1) + smallKeys(member.value, levels - 1)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** The key of a field in that style. */
export function keyOf(field: Field, style: KeyStyle): string {
  if (style === 'resource') return resourceKeyOf(field)
  return spelt(field, style)
}

/** The style of a text that has no keys yet. */
export function usualStyle(format: Document['format']): KeyStyle {
  return format === 'yaml' ? 'resource' : 'capital'
}
