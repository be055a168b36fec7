// What happens when something that cannot be is so: loud in tests, one line in the product, and nobody's work is lost.

const reported = new Set<string>()

/** Reports an impossible state: throws under test, else writes one line to stderr, once for each message. */
export function bug(message: string): void {
  if (process.env['CONSUL_PEERING_STRICT'] === '1') throw new Error(`bug: ${message}`)
  if (reported.has(message)) return
  reported.add(message)
  console.error(`bug: ${message}`)
}
