// Where something stands in a text: the one notion of place that the whole core shares.

/** A stretch of a text in UTF-16 code units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Says whether `inner` lies within `outer`, edges included. */
export function containsRange(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** Says whether the two ranges share a position; ranges that only touch do. */
export function touches(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end
}
