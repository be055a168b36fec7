// A map that is never changed: adding to it gives another one, which shares all but one of its buckets.

const bucketCount = 128

type Bucket<V> = ReadonlyMap<string, V>

export interface PersistentMap<V> {
  readonly buckets: readonly (Bucket<V> | undefined)[]
}

const empty: PersistentMap<never> = { buckets: [] }

/** A map without entries. */
export function emptyMap<V>(): PersistentMap<V> {
  return empty
}

/** The value of a key. */
export function valueAt<V>({ buckets }: PersistentMap<V>, key: string): V | undefined {
  return buckets[bucketOf(key)]?.get(key)
}

/** The map with one key set. */
export function withValue<V>(map: PersistentMap<V>, key: string, value: V): PersistentMap<V> {
  return changed(map, key, (bucket) => bucket.set(key, value))
}

/** The map without one key. */
export function withoutKey<V>(map: PersistentMap<V>, key: string): PersistentMap<V> {
  return changed(map, key, (bucket) => bucket.delete(key))
}

/** All values, in no order that means anything. */
export function valuesOf<V>({ buckets }: PersistentMap<V>): readonly V[] {
  return buckets.flatMap((bucket) => (bucket ? [...bucket.values()] : []))
}

function changed<V>({ buckets }: PersistentMap<V>, key: string, change: (bucket: Map<string, V>) => void): PersistentMap<V> {
  const at = bucketOf(key)
  const bucket = new Map(buckets[at])
  change(bucket)
  const next = buckets.length === 0 ? Array.from<undefined, Bucket<V> | undefined>({ length: bucketCount }, () => undefined) : [...buckets]
  next[at] = bucket
  return { buckets: next }
}

function bucketOf(key: string): number {
  let hash = 0
  for (let i = 0; i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) | 0
  return (hash >>> 0) % bucketCount
}
