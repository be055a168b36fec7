// The releases of Consul that entries are judged for, in their order.

/** `preview` is 1.13.0-alpha2, the software of the technical preview; `1.13` is judged as 1.13.9, `1.16` as 1.16.1. */
export const targets = ['preview', '1.13', '1.14', '1.15', '1.16', '1.17', '1.18', '1.19', '1.20', '1.21', '1.22'] as const

export type Target = (typeof targets)[number]

export type Edition = 'community' | 'enterprise'

export const editions: readonly Edition[] = ['community', 'enterprise']

/** The newest release that is known. */
export const newestTarget: Target = '1.22'

/**
 * Reads a target as people and clusters write it: a minor (`1.16`), a full version (`1.16.1`, `v1.16.1+ent`), `preview`, a
 * pre-release of 1.13.0, or `latest`. A version above all known ones is judged as the newest; `undefined` for the rest.
 */
export function parseTarget(text: string): Target | undefined {
  const wanted = withoutV(text)
  if (previewVersion.test(wanted)) return 'preview'
  return knownTarget(wanted) ?? (isAboveAll(wanted) ? newestTarget : undefined)
}

const previewVersion = /^1\.13\.0-?(alpha|techpreview)\d/

/** The names under which the technical preview was given out. */
const previewNames: readonly string[] = ['preview', '1.13.0-alpha1', '1.13.0-alpha2', '1.13.0-techpreview1']

/** Reads a target to the letter: without a `v` before it, and `undefined` also for a version that never was or is above all known ones. */
export function knownTarget(text: string): Target | undefined {
  if (text === 'latest') return newestTarget
  if (previewNames.includes(text)) return 'preview'
  if (previewVersion.test(text)) return undefined
  const [major, minor] = versionOf(text) ?? []
  return targets.find((target) => target === `${major}.${minor}`)
}

function isAboveAll(text: string): boolean {
  const [major = 0, minor = 0] = versionOf(text) ?? []
  return major > 1 || (major === 1 && minor > 22)
}

function withoutV(text: string): string {
  return text.trim().replace(/^v/, '')
}

function versionOf(text: string): readonly [major: number, minor: number] | undefined {
  const version = /^([1-9]\d{0,2}|0)\.([1-9]\d{0,2}|0)(?:\.\d{1,3}(?:[-+][\w.+-]{1,40})?)?$/.exec(text)
  return version ? [Number(version[1]), Number(version[2])] : undefined
}

/** The place of each target in the order; this is asked so often that a search would be felt. */
const ranks: ReadonlyMap<Target, number> = new Map(targets.map((target, rank) => [target, rank]))

function rankOf(target: Target): number {
  return ranks.get(target) ?? 0
}

/** Says whether `target` lies in the stretch from `since` (included) to `until` (excluded); an absent end is open. */
export function isWithin(target: Target, span: { readonly since?: Target; readonly until?: Target }): boolean {
  if (span.since !== undefined && rankOf(target) < rankOf(span.since)) return false
  return span.until === undefined || rankOf(target) < rankOf(span.until)
}

/** Whether a server of an edition takes what may be for one edition only. */
export function isOfEdition(edition: Edition, only: { readonly edition?: Edition }): boolean {
  return only.edition === undefined || only.edition === edition
}

/** The lower of two targets. */
export function lowerTarget(a: Target, b: Target): Target {
  return rankOf(a) <= rankOf(b) ? a : b
}

/** How a target is named in a sentence. */
export function describeTarget(target: Target): string {
  return target === 'preview' ? 'the technical preview (1.13.0-alpha2)' : `Consul ${target}`
}
