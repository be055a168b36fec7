// Chance that can be repeated: the same seed gives the same choices.

/** A whole number from 0 to below the limit. */
export type Random = (limit: number) => number

/** Numbers below a limit, the same ones for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }
}

/** One of several, each as likely as the other. */
export function pick<T>(from: readonly T[], random: Random): T {
  const picked = from[random(from.length)]
  if (picked === undefined) throw new Error('There is nothing to pick from.')
  return picked
}

/** True in so many of a hundred cases. */
export function happens(percent: number, random: Random): boolean {
  return random(100) < percent
}
