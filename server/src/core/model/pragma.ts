// The comment by which a file says which release of Consul it is written for.
import type { Document } from '../document.ts'
import { parseTarget, type Target } from '../schema/target.ts'

/** A file is asked twice, by its target and by its findings, and to search its text is faster than to look at each comment. */
let last = { text: '', speaks: false }

/** Says whether a comment of the document may speak to this tool. */
export function maySpeakToUs({ text }: Pick<Document, 'text'>): boolean {
  if (last.text !== text) last = { text, speaks: text.includes('consul-peering') }
  return last.speaks
}

/** The target that a comment such as `# consul-peering: target=1.16` names; the first one counts. */
export function commentedTarget(document: Document): Target | undefined {
  if (!maySpeakToUs(document)) return undefined
  for (const { text } of document.comments) {
    const match = /^consul-peering:\s*target\s*=\s*["']?([^\s"']+)["']?$/.exec(text)
    const target = match?.[1] === undefined ? undefined : parseTarget(match[1])
    if (target) return target
  }
  return undefined
}
