// Tells cheaply whether a document asks for the language server, before anything that costs is loaded for it.

/** Languages whose documents the server reads: entries and agent settings in the first three, commands in the others. */
export const servedLanguages: readonly string[] = ['hcl', 'json', 'yaml', 'shellscript', 'markdown', 'jsonc']

const kindKey = /(?:^|[\s{,;"])kind"?\s*[=:]\s*"([^"\n]{1,60})"/gi
/** Words of Consul's kinds, so that a misspelt kind counts too. */
const kindWord = /service|export|proxy|default|intention|gateway|mesh|same|rout|split|resolv|provider|rate|polic|certificate/i
/** Keys of agent settings that rules look at and that other tools do not use. */
const agentKey =
  /(?:^|[\s{,;"])(?:peering|acl|config_entries|(?:primary|acl)_datacenter|primary_gateways|(?:retry|start)_join_wan|acl_default_policy)"?\s*[=:{]/i
const command =
  /\bconsul["']?,?\s+["']?(?:intentions?|peerings?|kv|config)\b|\/v1\/(?:kv|connect|config|peering|query)|\{\{[^{}\n]{0,80}"[^"\n]{1,80}@/

/** `false` says that the text is nothing for the server; `true` only that it is worth a closer look. */
export function asksForServer(languageId: string, text: string): boolean {
  switch (languageId) {
    case 'hcl':
    case 'json':
      return hasKind(text) || agentKey.test(text)
    case 'yaml':
      return text.includes('consul.hashicorp.com/')
    case 'shellscript':
    case 'markdown':
      return command.test(text)
    case 'jsonc':
      // A task has its command and arguments in members of their own.
      return command.test(text) || (text.includes('"consul"') && /"(?:intentions?|peerings?|kv|config)"/.test(text))
    default:
      return false
  }
}

function hasKind(text: string): boolean {
  for (const [, kind = ''] of text.matchAll(kindKey)) if (kindWord.test(kind)) return true
  return false
}
