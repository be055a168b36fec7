// Names at a place: where they are defined, where they are used, and what a rename changes.
import type { Document } from '../document.ts'
import type { TextEdit } from '../edit.ts'
import type { Entry } from '../model/entry.ts'
import { isSameName, type Mention, mentionAt, mentionsIn, mentionsOf, renameEdit } from '../model/names.ts'
import type { Scope } from '../model/project.ts'
import type { Range } from '../range.ts'
import type { NameOf } from '../schema/types.ts'
import { writeEdit } from '../syntax/write.ts'

/** A place in a file. */
export interface NamePlace {
  readonly document: Document
  readonly range: Range
}

/** The name at an offset; `undefined` where there is none. */
export function nameAt(entries: readonly Entry[], offset: number): Mention | undefined {
  const around = entries.filter(({ root }) => root.range.start <= offset && offset <= root.range.end)
  for (const entry of around) {
    const mention = mentionAt(entry, offset)
    if (mention) return mention
  }
  return undefined
}

/** Where a name is defined: the entries that are about it, else where it is said first. */
export function definitionsOf(scope: Scope, mention: Mention): readonly NamePlace[] {
  const all = mentionsOf(scope, mention)
  const own = all.filter(({ isDefinition }) => isDefinition)
  return (own.length > 0 ? own : all.slice(0, 1)).map(placeOf)
}

/** Everywhere that a name is said. */
export function referencesOf(scope: Scope, mention: Mention): readonly NamePlace[] {
  return mentionsOf(scope, mention).map(placeOf)
}

/** Where a name is said by entries that are not about it. */
export function usesOf(scope: Scope, mention: Mention): readonly NamePlace[] {
  return mentionsOf(scope, mention)
    .filter(({ isDefinition }) => !isDefinition)
    .map(placeOf)
}

/** The other places in the same file. */
export function highlightsOf(entries: readonly Entry[], mention: Mention): readonly Range[] {
  return entries.flatMap(mentionsIn).flatMap((other) => (isSameName(other, mention) ? [other.range] : []))
}

/** A change of text in a file. */
export interface FileEdits {
  readonly document: Document
  readonly edits: readonly TextEdit[]
}

/** What a rename changes, or a sentence that says why it cannot be done. */
export type Rename =
  /** `live`: what of the live cluster keeps the old name, in a sentence. */
  | { readonly ok: true; readonly files: readonly FileEdits[]; readonly live?: string | undefined }
  | { readonly ok: false; readonly why: string }

/** What a name is called in a sentence. */
export const subjects: Readonly<Record<NameOf, string>> = {
  service: 'service',
  peer: 'peer',
  partition: 'admin partition',
  namespace: 'namespace',
  samenessGroup: 'sameness group',
  subset: 'subset',
}

/** Why a name cannot be renamed; `undefined` when it can. */
export function renameProblem({ of, name }: Mention): string | undefined {
  if (of === 'partition' || of === 'namespace')
    return `The ${subjects[of]} \`${name}\` belongs to the cluster, so its name is not changed by files.`
  return undefined
}

/** Renames in all files of the cluster, in the syntax of each. A name that is taken would make two things one. */
export function renameIn(scope: Scope, mention: Mention, newName: string): Rename {
  const problem = renameProblem(mention) ?? nameProblem(mention, newName)
  if (problem !== undefined) return { ok: false, why: problem }
  if (newName === mention.name) return { ok: true, files: [] }
  if (mentionsOf(scope, { ...mention, name: newName }).length > 0) {
    return {
      ok: false,
      why: `There is a ${subjects[mention.of]} \`${newName}\` already, and the two would become one. Choose another name.`,
    }
  }
  const files = new Map<string, { document: Document; edits: TextEdit[] }>()
  for (const place of mentionsOf(scope, mention)) {
    const { document } = place.entry
    const file = files.get(document.uri) ?? { document, edits: [] }
    file.edits.push(...writeEdit(document, renameEdit(place, newName)))
    files.set(document.uri, file)
  }
  return { ok: true, files: [...files.values()], live: liveNote(scope, mention) }
}

/** What a change of files does not reach. */
function liveNote({ facts }: Scope, { of, name, peer }: Mention): string | undefined {
  if (of === 'peer' && facts?.peers?.some((live) => live.name === name))
    return `The peering in \`${facts.cluster}\` keeps the name \`${name}\`: to rename it there, peer again under the new name.`
  if (of === 'service' && peer === undefined && facts?.services?.some((live) => live.name === name))
    return `The instances in \`${facts.cluster}\` stay registered as \`${name}\` until they are registered anew.`
  return undefined
}

function nameProblem({ of }: Mention, name: string): string | undefined {
  if (!/^[\w.-]+$/.test(name)) return `\`${name}\` cannot be a name: use letters, digits, \`-\`, \`_\` and \`.\`.`
  if (of === 'peer' && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name))
    return `Consul refuses \`${name}\` as the name of a peer. Use 1 to 63 lower-case letters, digits and \`-\`.`
  return undefined
}

function placeOf({ entry, range }: Mention): NamePlace {
  return { document: entry.document, range }
}
