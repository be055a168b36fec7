// Finds what a person most likely meant by a misspelt word.

/**
 * The candidate that is nearest to `word`, without regard to case and to `_`: at most a third of its letters may
 * differ, and never more than three. `undefined` when none is near or `word` is very long.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length === 0 || word.length > 64) return undefined
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  const wanted = simplify(word)
  for (const candidate of candidates) {
    const limit = Math.min(3, Math.floor(candidate.length / 3))
    const distance = editDistance(wanted, simplify(candidate), Math.min(limit, bestDistance - 1))
    if (distance === undefined) continue
    best = candidate
    bestDistance = distance
  }
  return best
}

function simplify(word: string): string {
  return word.toLowerCase().replaceAll('_', '')
}

/** The number of letters to insert, remove, replace or swap with a neighbour; `undefined` when it exceeds `limit`. */
function editDistance(a: string, b: string, limit: number): number | undefined {
  if (limit < 0 || Math.abs(a.length - b.length) > limit) return undefined
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = above
    above = row
  }
  const distance = above[b.length] ?? Number.POSITIVE_INFINITY
  return distance <= limit ? distance : undefined
}
