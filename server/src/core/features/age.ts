// How old what is known of a live cluster is, in words.
import type { ClusterFacts } from '../facts.ts'

/** `, read 4 s ago`; empty without facts. `nowMs`: milliseconds since 1970. */
export function ageOf(facts: ClusterFacts | undefined, nowMs: number): string {
  if (!facts) return ''
  const seconds = Math.max(0, Math.round((nowMs - facts.readAt) / 1000))
  return seconds < 60 ? `, read ${seconds} s ago` : `, read ${Math.round(seconds / 60)} min ago`
}
