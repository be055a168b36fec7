// Writes and deletes entries one after the other, as a user of an empty cluster would, and tells what is refused.
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { Document, Format } from '../../server/src/core/document.ts'
import { judgeText } from '../../server/src/core/features/diagnostics.ts'
import { readEntry } from '../../server/src/core/model/entry.ts'
import { emptyState, type Outcome, remove, type State, write } from '../../server/src/core/model/graph/state.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import type { Target } from '../../server/src/core/schema/target.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import { targetOf, type Version } from './vectors.ts'

export type Step = { readonly text: string; readonly format: Format } | { readonly delete: string }

export interface Scenario {
  readonly id: string
  readonly title: string
  readonly steps: readonly Step[]
  readonly verdicts: Readonly<Record<Version, readonly { readonly ok: boolean; readonly message: string }[]>>
}

/** `refusal` is empty for a step that is taken. */
export interface Told {
  readonly ok: boolean
  readonly refusal: string
}

/** Reads the lines of `scenarios.ndjson`, whose form its README describes. */
export function readScenarios(): readonly Scenario[] {
  const file = path.join(import.meta.dirname, '..', 'vectors', 'scenarios.ndjson')
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): Scenario => JSON.parse(line))
}

/** What each step is answered; a refused one changes nothing. */
export function takeSteps(steps: readonly Step[], target: Target): readonly Told[] {
  let state = emptyState({ target, edition: 'community' })
  return steps.map((step) => {
    const outcome = 'delete' in step ? removeBy(state, step.delete) : writeBy(state, step)
    if (typeof outcome === 'string') return { ok: false, refusal: outcome }
    if (!outcome.ok) return { ok: false, refusal: `${outcome.refusal.reason}: ${outcome.refusal.message}` }
    state = outcome.state
    return { ok: true, refusal: '' }
  })
}

/** The steps of a scenario for one version whose answers differ from Consul's. */
export function differences({ id, steps, verdicts }: Scenario, version: Version): readonly string[] {
  const found = takeSteps(steps, targetOf[version])
  return verdicts[version].flatMap(({ ok, message }, i) => {
    const own = found[i]
    return own?.ok === ok ? [] : [`${id} step ${i} on ${version}: ${ok ? 'taken' : message} but we say ${own?.refusal || 'taken'}`]
  })
}

function removeBy(state: State, named: string): Outcome {
  const slash = named.indexOf('/')
  return slash < 0 ? remove(state, named, '') : remove(state, named.slice(0, slash), named.slice(slash + 1))
}

/** The outcome, or why the entry is refused for itself. */
function writeBy(state: State, { text, format }: { readonly text: string; readonly format: Format }): Outcome | string {
  const { target, edition } = state
  const document: Document = { uri: 'step', format, text, ...parse(text, format) }
  const own = judgeText(document, { target, edition }, rules).find(({ category }) => category === 'rejected')
  const [root] = document.roots
  if (own || !root) return own ? `${own.code}: ${own.message}` : 'nothing to write'
  return write(state, readEntry(document, root, { target, edition }))
}
