// A cheap look at a text before it is parsed, so that a workspace of ten thousand other files is read fast.
import { type Format, holdsCommands } from '../core/document.ts'
import { resourceGroup } from '../core/schema/resources.ts'

const kindKey = /\b[Kk]ind\b["']?\s*(?:[=:]|\/\*|\/\/|#)/

const agentKey =
  /\b(?:config_entries|peering|connect|ports|acl|(?:primary|acl)_datacenter|primary_gateways|(?:retry|start)_join_wan|acl_default_policy)\b["']?\s*[=:{[]/i

/** Words of which every file of agent settings that rules look at has one. */
const agentWords = ['enabled', 'bootstrap', 'policy', '_wan', 'primary_', 'grpc', 'datacenter']

/** Says whether a text may hold what rules look at: a config entry, agent settings or, by its format, commands. */
export function mayHoldSubject(text: string, format: Format): boolean {
  if (format === 'yaml') return text.includes(resourceGroup)
  return holdsCommands(format) ? mayHoldCommand(text) : mayHoldEntry(text)
}

const commandWords = ['intention', 'peering', ' kv', '"kv"', 'config']
const templateCall = /\{\{[^{}\n]*@/

function mayHoldCommand(text: string): boolean {
  if (text.includes('/v1/') || (text.includes('{{') && templateCall.test(text))) return true
  return text.includes('consul') && commandWords.some((word) => text.includes(word))
}

/** Says whether a text may hold a config entry or agent settings: false only where neither can be. */
function mayHoldEntry(text: string): boolean {
  // Plain searches are many times faster than the expressions, and answer for most files.
  if ((text.includes('Kind') || text.includes('kind')) && kindKey.test(text)) return true
  return agentWords.some((word) => text.includes(word)) && agentKey.test(text)
}
