// Where two lists of the same length differ: while somebody types, long lists differ in one place.

/** The places at which the lists hold other values; `undefined` where one is longer. */
export function changedPlaces(now: readonly unknown[], before: readonly unknown[]): readonly number[] | undefined {
  const { length } = now
  if (length !== before.length) return undefined
  const places: number[] = []
  // As plain as can be: it runs over each long list at each key press.
  for (let i = 0; i < length; i++) if (now[i] !== before[i]) places.push(i)
  return places
}
