// Writes entries in another syntax: what they say stays the same, and what the other syntax cannot say is told.
import type { Document } from '../../document.ts'
import { kindOf } from '../../schema/index.ts'
import { type Edition, editions, type Target, targets } from '../../schema/target.ts'
import { parse } from '../../syntax/index.ts'
import { writeEntry, writeResource } from '../../syntax/write.ts'
import { type Entry, readEntry } from '../entry.ts'
import { normalForm, readableBody } from '../entryBody.ts'
import { givenResourcesOf } from '../resource.ts'
import { resourceBody } from '../resourceBody.ts'
import { carryComments } from './comments.ts'
import { missingPaths } from './missingPaths.ts'

/** The syntaxes of entries: HCL, JSON and Kubernetes resources. */
export const conversionFormats = ['hcl', 'json', 'crd'] as const

export type ConversionFormat = (typeof conversionFormats)[number]

export interface ConversionOptions {
  readonly to: ConversionFormat
  /** The release whose keys are read first; an entry of another one is converted as well. */
  readonly target: Target
  readonly edition: Edition
}

/** The text and what it cannot say, such as `Meta` or `comments`; or why there is none. */
export type Conversion =
  | { readonly ok: true; readonly text: string; readonly lost: readonly string[] }
  | { readonly ok: false; readonly why: string }

/** Converts all entries of a document of `hcl`, `json` or `yaml`. */
export function convert(document: Document, options: ConversionOptions): Conversion {
  if (options.to === (document.format === 'yaml' ? 'crd' : document.format)) return { ok: true, text: document.text, lost: [] }
  const [problem] = document.problems
  if (problem) return { ok: false, why: problem.message }
  const all = readEntries(document, options)
  const [first] = all
  if (!first) return { ok: false, why: 'The text holds no config entry.' }
  const given = all.filter(({ entry }) => !isPeering(entry))
  if (given.length === 0) return { ok: false, why: `A \`${first.entry.kindName}\` becomes a peering and no config entry.` }
  const entries = given.map(({ entry }) => entry)
  const written = given.map(({ entry, reading }) => convertEntry(entry, { ...reading, to: options.to }))
  const refused = written.find(({ ok }) => !ok)
  if (refused) return refused
  const [only] = written
  const peerings = all.filter(({ entry }) => isPeering(entry)).map(({ entry }) => titleOf(entry))
  const text = only && written.length === 1 ? only : joined(entries, written, options.to)
  return text.ok ? { ...text, lost: [...text.lost, ...peerings] } : text
}

/** Several entries, which only YAML can hold. */
function joined(entries: readonly Entry[], written: readonly Conversion[], to: ConversionFormat): Conversion {
  const parts = written.flatMap((one, i) => (one.ok ? [{ ...one, title: titleOf(entries[i]) }] : []))
  const lost = parts.flatMap((part) => part.lost.map((path) => `${part.title}: ${path}`))
  const text =
    to === 'json'
      ? `[\n${parts.map((part) => part.text.trimEnd().replaceAll(/^(?=.)/gm, '  ')).join(',\n')}\n]\n`
      : parts.map((part) => `# ${part.title}\n${part.text}`).join('\n')
  return { ok: true, text, lost }
}

function titleOf(entry: Entry | undefined): string {
  return `${entry?.kindName}/${entry?.name}`
}

type Reading = Pick<ConversionOptions, 'target' | 'edition'>

/** The release and edition that are asked for, then all others from the newest on. */
function readings({ target, edition }: ConversionOptions): readonly Reading[] {
  const others = targets.toReversed().flatMap((one) => editions.map((each) => ({ target: one, edition: each })))
  return [{ target, edition }, ...others]
}

/** An entry, and by which release it was read. */
interface ReadEntry {
  readonly entry: Entry
  readonly reading: Reading
}

function readEntries(document: Document, options: ConversionOptions): readonly ReadEntry[] {
  if (document.format === 'yaml') {
    return givenResourcesOf(document, options)
      .map((_, i) => readBy(options, (reading) => givenResourcesOf(document, reading)[i]))
      .filter((read) => read !== undefined)
  }
  const [root] = document.roots
  const read = root && readBy(options, (reading) => readEntry(document, root, reading))
  return read ? [read] : []
}

/** An entry as the first release reads it that knows all of its keys; else as the release that is asked for does. */
function readBy(options: ConversionOptions, read: (reading: Reading) => Entry | undefined): ReadEntry | undefined {
  for (const reading of readings(options)) {
    const entry = read(reading)
    if (entry && isReadable(entry)) return { entry, reading }
  }
  const entry = read(options)
  return entry && { entry, reading: options }
}

function isReadable({ decoded, syntaxProblems }: Entry): boolean {
  return decoded?.problems.length === 0 && syntaxProblems.length === 0
}

function convertEntry(entry: Entry, options: ConversionOptions): Conversion {
  const why = refusalOf(entry)
  if (why !== undefined) return { ok: false, why }
  const written = options.to === 'crd' ? writtenAsResource(entry) : writtenAsEntry(entry, options.to)
  if (!written.ok) return written
  const { text, lostComments } = carryComments(entry, written.text, (made) => readAgain(made, entry, options))
  const again = readAgain(text, entry, options)
  const lost = [...written.lost, ...metadataOf(entry), ...lostComments, ...lostBetween(entry, again, options)]
  return { ok: true, text, lost: [...new Set(lost)] }
}

/** The resources of peerings say where a token lies. */
function isPeering({ resource, kindName }: Entry): boolean {
  return resource !== undefined && kindName !== undefined && kindOf(kindName) === undefined
}

/** A key that only kubectl minds is left out; all else that cannot be read ends the conversion. */
function refusalOf({ kindName, kind, decoded, syntaxProblems, resource }: Entry): string | undefined {
  const [syntax] = syntaxProblems
  if (syntax) return syntax.message
  const named = kindName ?? resource?.kind ?? ''
  if (named === '') return 'The text says no `Kind`, so it is no config entry.'
  if (!kind || !decoded) return `Consul knows no kind \`${named}\`, so what it says cannot be read.`
  const problem = decoded.problems.find(({ type }) => type !== 'pruned-key')
  if (!problem) return undefined
  return `Consul cannot read \`${'path' in problem ? problem.path : ''}\`. \`consul-peering check\` says why.`
}

type Written = { readonly ok: true; readonly text: string; readonly lost: readonly string[] } | (Conversion & { readonly ok: false })

function writtenAsResource(entry: Entry): Written {
  const body = resourceBody(entry)
  if (!body) return { ok: false, why: `There is no Kubernetes resource for \`${entry.kindName}\`.` }
  return { ok: true, text: writeResource(body.resource), lost: body.lost }
}

function writtenAsEntry(entry: Entry, format: 'hcl' | 'json'): Written {
  const pruned = (entry.decoded?.problems ?? []).flatMap((problem) => (problem.type === 'pruned-key' ? [problem.path] : []))
  return { ok: true, text: writeEntry(readableBody(entry) ?? {}, format), lost: pruned }
}

/** What Kubernetes keeps beside the entry. */
function metadataOf({ resource }: Entry): readonly string[] {
  const fields = [...(resource?.metadata?.fields.keys() ?? [])]
  return fields.filter((name) => name !== 'name').map((name) => `metadata.${name}`)
}

function readAgain(text: string, { document }: Entry, options: ConversionOptions): Entry | undefined {
  const format = options.to === 'crd' ? 'yaml' : options.to
  const made: Document = { uri: document.uri, format, text, ...parse(text, format) }
  const [root] = made.roots
  return format === 'yaml' ? givenResourcesOf(made, options)[0] : root && readEntry(made, root, options)
}

/** What is not the same when the new text is read; told by its path. */
function lostBetween(entry: Entry, again: Entry | undefined, { edition }: ConversionOptions): readonly string[] {
  const before = normalForm(entry, edition)
  const after = again && normalForm(again, edition)
  if (!before || !after) return ['all of it: the text cannot be read again']
  return missingPaths(before, after)
}
