// Makes a text as small as it can be while it stays interesting: members and elements go first, then characters.
import { parse } from '../../server/src/core/syntax/index.ts'
import type { Value } from '../../server/src/core/value.ts'
import { formatOf } from './judge.ts'

/** Says of each text whether it still shows what is looked for. */
export type Interest = (texts: readonly string[]) => readonly boolean[]

const mostRounds = 400

/** The smallest text that can be reached by taking things away one after the other. */
export function shrink(text: string, isInteresting: Interest): string {
  let smallest = text
  let rounds = 0
  const reduce = (candidates: readonly string[]): boolean => {
    const shorter = [...new Set(candidates)].filter((candidate) => candidate.length < smallest.length)
    const found = isInteresting(shorter).indexOf(true)
    const next = shorter[found]
    if (next !== undefined) smallest = next
    return next !== undefined && ++rounds < mostRounds
  }
  while (reduce(withoutParts(smallest).sort((a, b) => a.length - b.length)));
  for (let size = Math.ceil(smallest.length / 4); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    while (reduce(withoutChunks(smallest, size)));
  }
  return smallest
}

function withoutChunks(text: string, size: number): readonly string[] {
  const step = Math.max(1, Math.floor(size / 2))
  return Array.from({ length: Math.ceil(text.length / step) }, (_, i) => text.slice(0, i * step) + text.slice(i * step + size))
}

/** The text without one member or element each, and with one put in the place of what holds it. */
function withoutParts(text: string): string[] {
  const found: string[] = []
  const visit = (value: Value): void => {
    const parts = value.type === 'object' ? value.members : value.type === 'list' ? value.elements : []
    for (const { range } of parts) {
      const after = /^\s*,?\s*/.exec(text.slice(range.end))?.[0].length ?? 0
      const before = /,?\s*$/.exec(text.slice(0, range.start))?.[0].length ?? 0
      found.push(text.slice(0, range.start) + text.slice(range.end + after))
      found.push(text.slice(0, range.start - before) + text.slice(range.end))
    }
    if (value.type === 'object') for (const member of value.members) visit(member.value)
    if (value.type === 'list') for (const element of value.elements) visit(element)
  }
  for (const root of parse(text, formatOf(text)).roots) visit(root)
  return found
}
