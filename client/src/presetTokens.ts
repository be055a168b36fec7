// Takes ACL tokens out of the setting `consulPeering.clusters`, where they are plain text.
import { Secret } from '../../consul/src/secret.ts'
import { isRecord } from './profiles.ts'

/** The setting without tokens, and the tokens by the id of their cluster. */
export interface CleanedPresets {
  readonly rows: readonly unknown[]
  readonly tokens: readonly { readonly id: string; readonly token: Secret }[]
}

/** Cleans the value of the setting, whatever it is; rows without a token stay as they are. */
export function withoutTokens(value: unknown): CleanedPresets {
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  const tokens: { readonly id: string; readonly token: Secret }[] = []
  const cleaned = rows.map((row) => {
    if (!isRecord(row)) return row
    const name = row['id'] ?? row['name']
    const kept = Object.entries(row).filter(([key, text]) => {
      if (!/token$/i.test(key)) return true
      if (typeof text === 'string' && text.trim() !== '') tokens.push({ id: `settings:${String(name)}`, token: new Secret(text.trim()) })
      return false
    })
    return Object.fromEntries(kept)
  })
  return { rows: cleaned, tokens }
}
