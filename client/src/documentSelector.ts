// Which documents the language server is asked about: by their language, and by where the folders of the workspace lie.
import { servedLanguages } from './sniff.ts'

/** One filter of a selector, as VS Code knows them. */
export interface DocumentFilter {
  readonly scheme: string
  readonly language: string
  readonly pattern?: string
}

/**
 * The documents of the workspace. `folderSchemes`: of the URIs of its folders; one that lies on no disk (`vscode-vfs`) is served by
 * what is open. Documents of other schemes are versions and copies of files, for which nobody wants findings.
 */
export function documentSelectorFor(folderSchemes: readonly string[]): readonly DocumentFilter[] {
  const schemes = [...new Set(['file', ...folderSchemes])]
  return servedLanguages.flatMap((language) => {
    // JSON with comments is of interest as the tasks of the workspace only.
    if (language === 'jsonc') return schemes.map((scheme) => ({ scheme, language, pattern: '**/tasks.json' }))
    return [
      ...schemes.map((scheme) => ({ scheme, language })),
      { scheme: 'untitled', language },
      // Entries of clusters, which are read only.
      ...(language === 'hcl' ? [{ scheme: 'consul-cluster', language }] : []),
    ]
  })
}
