// What language models may ask: each tool only reads, says what it knows in sentences, and never holds a secret.
import type { ClusterSnapshot } from '../../consul/src/snapshot.ts'
import type { CheckTextAnswer, CheckTextParams } from '../../server/src/lsp/protocol.ts'
import type { ClusterProfile } from './profiles.ts'
import { isRecord } from './profiles.ts'

/** What tools may use. */
export interface ToolDependencies {
  checkText(params: CheckTextParams): Promise<CheckTextAnswer | undefined>
  /** The codes of all rules that have a page. */
  listRules(): Promise<readonly string[]>
  /** The page of a rule, in Markdown. */
  readRule(code: string): Promise<string>
  clusters(): readonly ClusterProfile[]
  /** The last reading of a cluster; nothing is asked for a tool. */
  snapshotOf(id: string): ClusterSnapshot | undefined
  /** Milliseconds since 1970. */
  now(): number
}

/** One tool: the name is the one in package.json. */
export interface Tool {
  readonly name: `consul_peering_${string}`
  /** Answers in Markdown, whatever the input is. */
  run(deps: ToolDependencies, input: unknown): Promise<string>
}

const checkEntry: Tool = {
  name: 'consul_peering_check_entry',
  async run({ checkText }, input) {
    const { text, format, target } = isRecord(input) ? input : {}
    if (typeof text !== 'string') return 'There is no text to check.'
    if (format !== 'hcl' && format !== 'json' && format !== 'yaml') return 'The format must be `hcl`, `json` or `yaml`.'
    const answer = await checkText({ text, format, ...(typeof target === 'string' ? { target } : {}) })
    if (!answer) return 'The language server does not run, so nothing was checked.'
    if (!answer.ok) return answer.problem
    const by = `Consul ${answer.target}, ${answer.edition} edition, and nothing beside this text`
    if (answer.findings.length === 0) return `Nothing is wrong, judged by ${by}.`
    const lines = answer.findings.map(({ line, character, severity, code, constraint, message }) => {
      const what = constraint === undefined ? code : `${code}, constraint ${constraint}`
      return `- line ${line}, column ${character}: ${severity} (${what}): ${message}`
    })
    return [`Judged by ${by}:`, ...lines].join('\n')
  },
}

const explainRule: Tool = {
  name: 'consul_peering_explain_rule',
  async run({ listRules, readRule }, input) {
    const code = isRecord(input) ? input['code'] : undefined
    const codes = await listRules()
    // Whatever is given becomes part of a path, so it has to be one of the codes.
    const known = codes.find((one) => one === code)
    return known === undefined ? `There is no such rule. There are: ${codes.join(', ')}.` : readRule(known)
  },
}

const listPeerings: Tool = {
  name: 'consul_peering_list_peerings',
  async run({ clusters, snapshotOf, now }) {
    const all = clusters()
    if (all.length === 0) return 'No cluster is known. Clusters are added in the Clusters view.'
    return all.map(({ id, name }) => describeCluster(name, snapshotOf(id), now())).join('\n')
  },
}

function describeCluster(name: string, snapshot: ClusterSnapshot | undefined, now: number): string {
  if (!snapshot) return `- ${name}: not read yet; it is when the Clusters view is open.`
  const { identity, peerings, readAt } = snapshot
  if (!identity.ok) return `- ${name}: it could not be read.`
  const age = Math.max(0, Math.round((now - readAt) / 1000))
  const head = `- ${name}: Consul ${identity.value.version}, read ${age} s ago`
  if (!peerings.ok) return `${head}; its peerings could not be read.`
  if (peerings.value.length === 0) return `${head}; it has no peering.`
  const rows = peerings.value.map(({ peering, health }) => {
    const counts = [described('imports', peering.imported?.names), described('exports', peering.exported?.names)].filter(
      (text) => text !== '',
    )
    return `  - peer ${peering.name}: ${peering.state}. ${health.sentence}${counts.length > 0 ? ` It ${counts.join(' and ')}.` : ''}`
  })
  return [`${head}:`, ...rows].join('\n')
}

function described(verb: string, names: readonly string[] | undefined): string {
  if (names === undefined) return ''
  return names.length === 0 ? `${verb} nothing` : `${verb} ${names.join(', ')}`
}

/** All tools. */
export const tools: readonly Tool[] = [checkEntry, explainRule, listPeerings]
