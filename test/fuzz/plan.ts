// What a made-up entry says before it is spelt: values without form and place, which can be changed at any depth.
import type { Value } from '../../server/src/core/value.ts'

export type Plan =
  | { readonly is: 'text'; readonly text: string }
  /** `raw`: the literal, which may be one that JSON does not have. */
  | { readonly is: 'number'; readonly raw: string }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'null' }
  | ListPlan
  | ObjectPlan

export interface ListPlan {
  readonly is: 'list'
  readonly elements: readonly Plan[]
}

export interface ObjectPlan {
  readonly is: 'object'
  readonly members: readonly PlanMember[]
}

export interface PlanMember {
  readonly key: string
  readonly value: Plan
}

export const text = (value: string): Plan => ({ is: 'text', text: value })
export const number = (raw: string | number): Plan => ({ is: 'number', raw: String(raw) })
export const list = (elements: readonly Plan[]): ListPlan => ({ is: 'list', elements })
export const object = (members: readonly PlanMember[]): ObjectPlan => ({ is: 'object', members })

/** What a text says, as a plan. */
export function planOf(value: Value): Plan {
  switch (value.type) {
    case 'string':
      return text(value.value)
    case 'number':
      return number(value.raw)
    case 'boolean':
      return { is: 'boolean', value: value.value }
    case 'null':
    case 'missing':
      return { is: 'null' }
    case 'list':
      return list(value.elements.map(planOf))
    case 'object':
      return object(value.members.map(({ key, value: own }) => ({ key, value: planOf(own) })))
  }
}
