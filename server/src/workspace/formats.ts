// Which files and which languages of an editor may hold what rules look at: the one table to widen for a new syntax.
import type { Format } from '../core/document.ts'

interface FormatNames {
  readonly format: Format
  /** Whole names of files, which say more than an extension or a language. */
  readonly names?: readonly string[]
  readonly extensions: readonly string[]
  readonly languageIds: readonly string[]
}

const formats: readonly FormatNames[] = [
  { format: 'hcl', extensions: ['.hcl'], languageIds: ['hcl'] },
  { format: 'json', extensions: ['.json'], languageIds: ['json'] },
  // Not `helm`: a template is no YAML yet.
  { format: 'yaml', extensions: ['.yaml', '.yml'], languageIds: ['yaml'] },
  { format: 'tasks', names: ['tasks.json'], extensions: [], languageIds: [] },
  { format: 'shell', extensions: ['.sh', '.bash', '.zsh', '.ctmpl'], languageIds: ['shellscript'] },
  { format: 'markdown', extensions: ['.md', '.markdown'], languageIds: ['markdown'] },
]

/** The extensions of all files that may hold an entry or a command, without their dot. */
export const extensions: readonly string[] = formats.flatMap((names) => names.extensions.map((extension) => extension.slice(1)))

/** The format of a closed file, by the end of its name or URI. */
export function formatOfName(name: string): Format | undefined {
  const lower = name.toLowerCase()
  return formatOfWholeName(lower) ?? formats.find((names) => names.extensions.some((extension) => lower.endsWith(extension)))?.format
}

/** The format of an open document, by its name or the language that the editor gives it. */
export function formatOfDocument({ uri, languageId }: { readonly uri: string; readonly languageId: string }): Format | undefined {
  return formatOfWholeName(uri.toLowerCase()) ?? formats.find((names) => names.languageIds.includes(languageId))?.format
}

function formatOfWholeName(lower: string): Format | undefined {
  const name = lower.slice(Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('\\')) + 1)
  return formats.find(({ names }) => names?.includes(name))?.format
}
