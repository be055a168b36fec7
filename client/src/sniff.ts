// Tells cheaply whether a text may hold a Consul config entry, before anything that costs is loaded for it.

/** Languages whose documents may hold an entry. */
export const entryLanguages: readonly string[] = ['hcl', 'json']

/** How much of a text is looked at, in characters: `Kind` stands at the top of nearly every entry. */
const looked = 20_000

/** A key `Kind` whose text has a word of one of Consul's kinds in it, so that a misspelt kind counts too. */
const entryKind =
  /(?:^|[\s{,;"])kind"?\s*[=:]\s*"[^"\n]{0,40}(?:service|export|proxy|default|intention|gateway|mesh|same|rout|split|resolv|provider|rate|polic|certificate)/i

/** `false` says that the text is none of ours; `true` only that it is worth a closer look. */
export function mayHoldEntry(languageId: string, text: string): boolean {
  return entryLanguages.includes(languageId) && entryKind.test(text.slice(0, looked))
}
