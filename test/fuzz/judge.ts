// Our own verdict on one text, as `consul config write` would be given it and with nothing else in the cluster.
import type { Document, Format } from '../../server/src/core/document.ts'
import { judgeText } from '../../server/src/core/features/diagnostics.ts'
import { readEntry } from '../../server/src/core/model/entry.ts'
import { emptyState, write } from '../../server/src/core/model/graph/state.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import type { Finding } from '../../server/src/core/rules/rule.ts'
import type { Target } from '../../server/src/core/schema/target.ts'
import { parse, readsAsJson } from '../../server/src/core/syntax/index.ts'
import type { ConsulVersion } from '../harness/consulBinary.ts'

/** The target by which the entries of a version are judged. */
export const targetOf: Readonly<Record<ConsulVersion, Target>> = { '1.13.9': '1.13', '1.16.1': '1.16' }

/** Consul looks at the text alone to tell JSON from HCL. */
export function formatOf(text: string): Format {
  return readsAsJson(text) ? 'json' : 'hcl'
}

export function documentOf(text: string): Document {
  const format = formatOf(text)
  return { uri: `entry.${format}`, format, text, ...parse(text, format) }
}

/** Everything that is found in a text. */
export function findingsOf(document: Document, version: ConsulVersion): readonly Finding[] {
  return judgeText(document, { target: targetOf[version], edition: 'community', complete: true }, rules)
}

/** Why we say that Consul refuses a text. */
export interface OwnRefusal {
  readonly code: string
  readonly message: string
}

/** By the rules of the entry alone, else by what an empty cluster makes of it; `undefined` where we say that Consul takes it. */
export function refusalOf(text: string, version: ConsulVersion): OwnRefusal | undefined {
  const document = documentOf(text)
  const finding = findingsOf(document, version).find(({ category }) => category === 'rejected')
  return finding ?? graphRefusalOf(document, version)
}

function graphRefusalOf(document: Document, version: ConsulVersion): OwnRefusal | undefined {
  const [root] = document.roots
  if (root === undefined) return undefined
  const options = { target: targetOf[version], edition: 'community' } as const
  const outcome = write(emptyState(options), readEntry(document, root, options))
  return outcome.ok ? undefined : { code: `graph ${outcome.refusal.reason}`, message: outcome.refusal.message }
}
