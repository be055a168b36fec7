// Which rules are asked about what: by the target, the edition and the severities, and about an entry by its kind.
import type { Entry } from '../model/entry.ts'
import type { ProjectFile, ProjectSettings } from '../model/project.ts'
import type { EntryRule, Rule, RuleContext, RuleFinding } from '../rules/rule.ts'
import { isWithin } from '../schema/target.ts'
import type { AppliedRule } from './suppress.ts'

export type Severities = ProjectSettings['severities']

/** What a file holds for rules to look at. */
export type Subjects = Pick<ProjectFile, 'document' | 'entries' | 'agents' | 'commands'>

/** Rules differ in what they say of themselves, so what is asked for each text is taken out of them once. */
export interface AppliedCheck extends AppliedRule {
  readonly check: (subjects: Subjects, context: RuleContext) => readonly RuleFinding[]
}

/** The rules that hold for a target and an edition; the same object as long as the severities are. */
export interface AppliedRules {
  readonly severities: Severities
  readonly rules: readonly AppliedCheck[]
  /** Those that are asked about an entry, by its kind, filled as kinds come by. */
  readonly byKind: Map<string, readonly AppliedCheck[]>
}

/** By list of rules, then by target and edition: most files of a workspace are judged by the same rules. */
const applied = new WeakMap<readonly Rule[], Map<string, AppliedRules>>()

/** The rules that are not off and hold for a target and an edition. */
export function appliedRules(rules: readonly Rule[], context: RuleContext, severities: Severities): AppliedRules {
  const byJudgement = applied.get(rules) ?? new Map<string, AppliedRules>()
  applied.set(rules, byJudgement)
  const key = `${context.target} ${context.edition}`
  const known = byJudgement.get(key)
  if (known?.severities === severities) return known
  const found = rules.flatMap((rule) => {
    const severity = severities[rule.code] ?? rule.severity
    return severity !== 'off' && appliesTo(rule, context) ? [{ rule, severity, check: checkOf(rule) }] : []
  })
  const result = { severities, rules: found, byKind: new Map<string, readonly AppliedCheck[]>() }
  byJudgement.set(key, result)
  return result
}

function appliesTo(rule: Rule, { target, edition }: RuleContext): boolean {
  return isWithin(target, rule) && (rule.edition === undefined || rule.edition === edition)
}

/** Those of the rules that may find something. Most texts hold one entry and nothing else, and half of the rules are not about its kind. */
export function checksFor({ rules, byKind }: AppliedRules, { entries, agents, commands }: Subjects): readonly AppliedCheck[] {
  const [entry] = entries
  if (!entry || entries.length > 1 || agents.length > 0 || commands.length > 0) return rules
  const key = `${entry.kind?.kind ?? ''}${entry.resource ? ' resource' : ''}`
  const known = byKind.get(key)
  if (known) return known
  const found = rules.filter(({ rule }) => isOfEntries(rule) && concerns(rule, entry))
  byKind.set(key, found)
  return found
}

function isOfEntries(rule: Rule): rule is EntryRule {
  return rule.about === undefined || rule.about === 'entry' || rule.about === 'element'
}

/** Says whether a rule is asked about an entry. */
export function concerns({ kinds, form }: EntryRule, { kind, resource }: Pick<Entry, 'kind' | 'resource'>): boolean {
  if (form === 'crd' && !resource) return false
  return kinds === undefined || (kind !== undefined && kinds.includes(kind.kind))
}

const nothing: readonly RuleFinding[] = []

function checkOf(rule: Rule): AppliedCheck['check'] {
  switch (rule.about) {
    case 'agent':
      return ({ agents }, context) => (agents.length === 0 ? nothing : agents.flatMap((agent) => rule.check(agent, context)))
    case 'command':
      return ({ commands }, context) => (commands.length === 0 ? nothing : commands.flatMap((command) => rule.check(command, context)))
    // These look at what the others have found.
    case 'suppression':
      return () => nothing
    default: {
      const check = (entry: Entry, context: RuleContext) => (concerns(rule, entry) ? rule.check(entry, context) : nothing)
      return ({ entries }, context) =>
        entries.length === 1 && entries[0] ? check(entries[0], context) : entries.flatMap((entry) => check(entry, context))
    }
  }
}
