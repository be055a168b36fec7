// Puts things that lead to each other into an order in which each comes after what it leads to; circles stay together.

/** Groups of keys in that order; a group of several is a circle, in which all lead to all. Tarjan's algorithm, without recursion. */
export function componentsOf(start: string, leadsTo: (key: string) => readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = []
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const calls: { readonly key: string; readonly next: readonly string[]; at: number }[] = []

  const enter = (key: string): void => {
    index.set(key, index.size)
    low.set(key, index.get(key) ?? 0)
    open.push(key)
    isOpen.add(key)
    calls.push({ key, next: leadsTo(key), at: 0 })
  }
  const lower = (key: string, by: number): void => {
    low.set(key, Math.min(low.get(key) ?? by, by))
  }

  enter(start)
  for (let call = calls.at(-1); call !== undefined; call = calls.at(-1)) {
    const next = call.next[call.at++]
    if (next !== undefined) {
      const seen = index.get(next)
      if (seen === undefined) enter(next)
      else if (isOpen.has(next)) lower(call.key, seen)
      continue
    }
    calls.pop()
    const { key } = call
    const caller = calls.at(-1)
    if (caller) lower(caller.key, low.get(key) ?? 0)
    if (low.get(key) === index.get(key)) found.push(close(key, open, isOpen))
  }
  return found
}

function close(key: string, open: string[], isOpen: Set<string>): string[] {
  const members = open.splice(open.lastIndexOf(key))
  for (const member of members) isOpen.delete(member)
  return members
}
