// What a rule says of itself, in words: shared by the pages of the documentation and by what explains rules in a terminal.
import type { RuleFacts } from '../rules/rule.ts'

/** The category of a rule, and what it means. */
export function describeCategory({ category }: Pick<RuleFacts, 'category'>): string {
  switch (category) {
    case 'rejected':
      return 'rejected: Consul refuses the entry'
    case 'preview':
      return 'preview: breaks a constraint of the technical preview, and Consul does not say so'
    case 'advice':
      return 'advice: Consul takes it, but it is surely not meant'
  }
}

/** The releases for which a rule holds. */
export function versionsOf({ since, until }: Pick<RuleFacts, 'since' | 'until'>): string {
  if (since !== undefined) return until === undefined ? `since ${since}` : `from ${since} to before ${until}`
  return until === undefined ? 'all' : `before ${until}`
}
