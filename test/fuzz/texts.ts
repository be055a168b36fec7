// The texts of a run: made-up entries and accepted ones that were changed, spelt freely, now and then damaged.
import { kinds } from '../../server/src/core/schema/index.ts'
import type { Target } from '../../server/src/core/schema/target.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import { change } from './changes.ts'
import { createEntry } from './entries.ts'
import { formatOf } from './judge.ts'
import { type ObjectPlan, planOf } from './plan.ts'
import { createRandom, happens, pick, type Random } from './random.ts'
import { spellHcl, spellJson } from './spell.ts'

export interface TextSource {
  next(): string
  /** Takes an accepted text as one that others are made from. */
  learn(text: string): void
}

export interface TextOptions {
  readonly seed: number
  readonly target: Target
  /** Only of this kind. */
  readonly kind?: string | undefined
}

const mostLearnt = 3_000

/** Makes a source of texts; the same seed, examples and lessons give the same texts. */
export function createTextSource({ seed, target, kind }: TextOptions, examples: readonly string[]): TextSource {
  const random = createRandom(seed)
  const known = kinds.filter(({ kind: name }) => kind === undefined || name === kind)
  if (known.length === 0) throw new Error(`There is no table of the kind \`${kind}\`.`)
  const learnt: ObjectPlan[] = []
  const learn = (text: string) => {
    const plan = planOfText(text)
    if (plan === undefined || !isOf(plan, kind)) return
    if (learnt.length < mostLearnt) learnt.push(plan)
    else learnt[random(mostLearnt)] = plan
  }
  for (const example of examples) learn(example)
  const place = { depth: 0, target, random }
  return {
    learn,
    next() {
      const isMadeUp = learnt.length === 0 || happens(45, random)
      const plan = isMadeUp ? createEntry(pick(known, random), place) : pick(learnt, random)
      const changed = change(plan, isMadeUp ? pick([0, 0, 0, 1, 2], random) : pick([1, 1, 1, 2, 2, 3], random), place)
      const text = happens(60, random) ? spellHcl(changed, random) : spellJson(changed, random)
      return happens(4, random) ? damage(text, random) : text
    },
  }
}

function planOfText(text: string): ObjectPlan | undefined {
  const [root] = parse(text, formatOf(text)).roots
  const plan = root && planOf(root)
  return plan?.is === 'object' ? plan : undefined
}

function isOf({ members }: ObjectPlan, kind: string | undefined): boolean {
  const own = members.find(({ key }) => key === 'Kind' || key === 'kind')?.value
  if (own?.is !== 'text') return false
  return kind === undefined ? kinds.some(({ kind: name }) => name === own.text) : own.text === kind
}

/** A byte or a few changed: what typing and copying do. */
function damage(text: string, random: Random): string {
  const at = random(text.length + 1)
  const strange = [
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    '=',
    ':',
    '\\',
    '\0',
    '\ufeff',
    '\r',
    '${',
    '#',
    "'",
    ';',
    '\u00a0',
    '\u2028',
    '<<A\n',
    '0',
    'e',
    '-',
  ]
  const by = happens(50, random) ? pick(strange, random) : ''
  const end = happens(70, random) ? Math.min(text.length, at + random(3)) : at
  return (text.slice(0, at) + by + text.slice(end)).replaceAll(/\p{Cs}/gu, '\ufffd')
}
