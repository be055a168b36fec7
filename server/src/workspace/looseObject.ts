// Reads objects that people write: what fits is kept, what does not is told and left out, and nothing is thrown.
import type * as z from 'zod/mini'

/** Makes something when it is first asked for: to build schemas takes a start milliseconds, and most need few of them. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

export interface LooseProblem {
  readonly path: readonly PropertyKey[]
  /** What is wrong at the path: the key itself or what it is set to. */
  readonly at: 'key' | 'value'
  readonly message: string
}

export interface LooseResult<T> {
  readonly value: T
  readonly problems: readonly LooseProblem[]
}

/** Reads `given` by a schema all of whose fields may be absent; a field with a problem counts as absent. */
export function readLoosely<T>(schema: z.ZodMiniType<T>, given: Readonly<Record<string, unknown>>): LooseResult<T> {
  const first = schema.safeParse(given)
  if (first.success) return { value: first.data, problems: [] }
  const problems = first.error.issues.flatMap(problemsOf)
  const wrong = new Set(problems.map(({ path }) => path[0]))
  const rest = Object.fromEntries(Object.entries(given).filter(([key]) => !wrong.has(key)))
  return { value: schema.parse(rest), problems }
}

function problemsOf(issue: z.core.$ZodIssue): readonly LooseProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, at: 'value', message: issue.message }]
  return issue.keys.map((key) => ({ path: [...issue.path, key], at: 'key', message: `\`${key}\` is not a key here; nothing reads it.` }))
}

/** Says whether something is an object with keys. */
export function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}
