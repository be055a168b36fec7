// Which names a peer may have, by the version of the cluster that stores the record.
import type { Explanation } from './errors.ts'
import { compareVersions } from './identity.ts'

/** Why a cluster of this version would refuse a peer name; `undefined` when it would not. Version `undefined`: the strictest rule. */
export function peerNameProblem(name: string, version: string | undefined): Explanation | undefined {
  const next = 'Use 1 to 63 lower-case letters, digits and `-`, with a letter or digit at both ends.'
  if (name === '') return { message: 'A peer needs a name, by which exports and intentions refer to it.', next }
  // A text that long may be a token in the wrong field.
  if (name.length > 63) return { message: `\`${name.slice(0, 16)}…\` has ${name.length} characters, and a peer name has 63 at most.`, next }
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(name)) return { message: `Consul refuses \`${name}\` as the name of a peer.`, next }
  // GH-15697: 1.14.4, 1.15.0.
  const isStrict = version === undefined || compareVersions(version, '1.14.4') >= 0
  if (isStrict && name !== name.toLowerCase()) {
    return { message: `Consul refuses \`${name}\` because of its capital letters.`, next: `Use \`${name.toLowerCase()}\`.` }
  }
  return undefined
}

/** Two names that look-ups take for the same: they ignore case, although config entries do not. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
