// Which files and which languages of an editor may hold what rules look at: the one table to widen for a new syntax.
import type { Format } from '../core/document.ts'
import { readsAsJson } from '../core/syntax/index.ts'

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

/** The format of an open document, by its name or the language that the editor gives it; by the end of its name where it gives none. */
export function formatOfDocument({ uri, languageId }: { readonly uri: string; readonly languageId: string }): Format | undefined {
  const byName = formatOfWholeName(uri.toLowerCase())
  if (byName) return byName
  if (languageId === '' || languageId === 'plaintext') return formatOfName(uri)
  return formats.find((names) => names.languageIds.includes(languageId))?.format
}

/**
 * The format in which Consul reads the text of a file: of HCL and JSON the text decides, whatever the name says. What begins
 * like a list or with a comment before `{` is JSON that has gone wrong, and stays so.
 */
export function formatOfText(text: string, named: Format): Format {
  if (named === 'hcl' && readsAsJson(text)) return 'json'
  if (named === 'json' && !readsAsJson(text) && beginsWithKey(text)) return 'hcl'
  return named
}

function beginsWithKey(text: string): boolean {
  const blankOrComment = /\s+|(?:#|\/\/).*|\/\*[\s\S]*?\*\//y
  let start = 0
  while (blankOrComment.test(text)) start = blankOrComment.lastIndex
  return /["A-Za-z_]/.test(text.charAt(start))
}

function formatOfWholeName(lower: string): Format | undefined {
  const name = lower.slice(Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('\\')) + 1)
  return formats.find(({ names }) => names?.includes(name))?.format
}
