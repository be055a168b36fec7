// Which format a text is read in.
import type { Format } from '../core/document.ts'
import { readsAsJson } from '../core/syntax/index.ts'
import { formatOfName } from '../workspace/formats.ts'

/** The format that a file's name says, else the one of the two that `consul config write` would read. */
export function formatOf(name: string, text: string): Format {
  return formatOfName(name) ?? consulFormat(text)
}

/** HCL or JSON, as `consul config write` decides: by the text alone. */
export function consulFormat(text: string): 'hcl' | 'json' {
  return readsAsJson(text) ? 'json' : 'hcl'
}
