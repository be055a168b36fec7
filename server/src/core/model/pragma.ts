// The comment by which a file says which release of Consul it is written for.
import type { Document } from '../document.ts'
import { parseTarget, type Target } from '../schema/target.ts'

/** The target that a comment such as `# consul-peering: target=1.16` names; the first one counts. */
export function commentedTarget(document: Document): Target | undefined {
  // To search the text is faster than to look at each comment, and hardly any text has one.
  if (!document.text.includes('consul-peering:')) return undefined
  for (const { text } of document.comments) {
    const match = /^consul-peering:\s*target\s*=\s*["']?([^\s"']+)["']?$/.exec(text)
    const target = match?.[1] === undefined ? undefined : parseTarget(match[1])
    if (target) return target
  }
  return undefined
}
