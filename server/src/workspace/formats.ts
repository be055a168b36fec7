// Which files and which languages of an editor may hold config entries: the one table to widen for a new syntax.
import type { Format } from '../core/document.ts'

interface FormatNames {
  readonly format: Format
  readonly extensions: readonly string[]
  readonly languageIds: readonly string[]
}

const formats: readonly FormatNames[] = [
  { format: 'hcl', extensions: ['.hcl'], languageIds: ['hcl'] },
  { format: 'json', extensions: ['.json'], languageIds: ['json'] },
]

/** The extensions of all files that may hold an entry, without their dot. */
export const extensions: readonly string[] = formats.flatMap((names) => names.extensions.map((extension) => extension.slice(1)))

/** The format of a closed file, by the end of its name or URI. */
export function formatOfName(name: string): Format | undefined {
  const lower = name.toLowerCase()
  return formats.find((names) => names.extensions.some((extension) => lower.endsWith(extension)))?.format
}

/** The format of an open document, by the language that the editor gives it. */
export function formatOfLanguage(languageId: string): Format | undefined {
  return formats.find((names) => names.languageIds.includes(languageId))?.format
}
