// The form of a rule: what it says as data, and one function that looks at one entry, agent file, command or suppression.
import type { Document } from '../document.ts'
import type { Edit, PlainValue } from '../edit.ts'
import type { ClusterFacts } from '../facts.ts'
import type { Agent } from '../model/agent.ts'
import type { Command } from '../model/command.ts'
import type { Entry } from '../model/entry.ts'
import type { Scope, Severity } from '../model/project.ts'
import type { Suppression } from '../model/suppression.ts'
import type { Range } from '../range.ts'
import type { Edition, Target } from '../schema/target.ts'
import type { ConstraintId } from '../schema/types.ts'

/**
 * `rejected`: the target refuses the entry. `preview`: it breaks one of C1 to C10, and the target takes it in silence.
 * `advice`: accepted, but surely not meant.
 */
export type Category = 'rejected' | 'preview' | 'advice'

/** `about` says what a rule looks at; without it, at entries. */
export type Rule = EntryRule | AgentRule | CommandRule | SuppressionRule

export interface EntryRule extends RuleFacts {
  /**
   * `element`: what it finds in an element of a list at the top of an entry rests on that element and on what stands outside of
   * such lists, and what it finds elsewhere on no element. It looks up other entries only for a fix. So elements that stay as they
   * are need no second look while somebody types: it is asked about an entry without them, of which `whole` has all.
   */
  readonly about?: 'entry' | 'element'
  /** It is asked only about entries of these kinds, as far as the target knows them; about all entries when absent. */
  readonly kinds?: readonly string[]
  /** `crd`: it looks at Kubernetes resources only, and what it finds, Kubernetes itself refuses. */
  readonly form?: 'crd'
  /** What is wrong in the entry; called for every entry of a scope, of whatever kind. */
  check(entry: Entry, context: RuleContext): readonly RuleFinding[]
}

export interface AgentRule extends RuleFacts {
  readonly about: 'agent'
  /** What is wrong in the settings of an agent; called for every file of settings in a scope. */
  check(agent: Agent, context: RuleContext): readonly RuleFinding[]
}

export interface CommandRule extends RuleFacts {
  readonly about: 'command'
  /** What is wrong in a command line; called for every command that scripts, pages and tasks of a scope hold. */
  check(command: Command, context: RuleContext): readonly RuleFinding[]
}

export interface SuppressionRule extends RuleFacts {
  readonly about: 'suppression'
  /** What is wrong with a comment that suppresses findings; called after all other rules. */
  check(judged: JudgedSuppression, context: RuleContext): readonly RuleFinding[]
}

/** A suppression, and what became of it. */
export interface JudgedSuppression {
  readonly suppression: Suppression
  /** `unknown`: it names no rule. `idle`: the rule is off, or not one for this target and edition. */
  readonly state: 'used' | 'unused' | 'unknown' | 'idle'
  /** The codes of all rules. */
  readonly codes: readonly string[]
}

/** What every rule says of itself. */
export interface RuleFacts {
  /** In kebab case: what is wrong. */
  readonly code: string
  /** One line for lists. */
  readonly title: string
  readonly category: Category
  readonly severity: Severity
  /** Why it matters, for a person; a sentence or two of Markdown. */
  readonly why: string
  /** What proves it: a file of Consul at a tag, or a section of the facts. */
  readonly source: string
  readonly constraint?: ConstraintId
  /** The first target for which the rule holds. */
  readonly since?: Target
  /** The first target for which it no longer holds. */
  readonly until?: Target
  readonly edition?: Edition
  /** Why no fix is offered; a rule with fixes has none. */
  readonly noFix?: string
  readonly examples: RuleExamples
}

/** Fixtures, one or more files each (`#- path` starts a file, HCL when none does); a test runs them, the documentation shows them. */
export interface RuleExamples {
  readonly bad: string
  readonly good: string
  /** The target for which the examples are meant; `preview` when absent. */
  readonly target?: Target
  /** What the live cluster has told, for rules that ask. */
  readonly facts?: Omit<ClusterFacts, 'cluster' | 'readAt'>
  /** The files are all that the cluster has. */
  readonly complete?: true
  /** The fault is one of the syntax, so that the other formats cannot show it. */
  readonly onlyIn?: 'hcl'
}

export interface RuleContext {
  readonly target: Target
  readonly edition: Edition
  /** What no file says is not there: only then a missing entry is certain. */
  readonly complete: boolean
  /** The other entries of the cluster. What a rule looks up here decides when it must look again. */
  readonly scope: Scope
}

export interface RuleFinding {
  /** What is wrong, why it matters, what to do: at most two sentences. */
  readonly message: string
  readonly range: Range
  /** Where it is not the rule's own. */
  readonly constraint?: ConstraintId
  readonly related?: readonly RelatedPlace[]
  readonly fixes?: readonly Fix[]
}

export interface RelatedPlace {
  readonly document: Document
  readonly range: Range
  readonly message: string
}

export type Fix = EditFix | TargetFix

export interface EditFix {
  readonly type: 'edit'
  /** What it does, in the imperative. */
  readonly title: string
  readonly edits: readonly DocumentEdit[]
  /** Files that it writes anew; a client that cannot do that is not offered the fix, nor is anybody where one of them is there. */
  readonly creates?: readonly NewFile[]
  /** Part of fix-all: it takes nothing away that Consul would use, and never makes an accepted entry a refused one. */
  readonly safe: boolean
  /** The one that a person most likely wants. */
  readonly preferred?: boolean
}

/** A file with one entry, in HCL. */
export interface NewFile {
  /** The document in whose folder it comes to lie; beside tasks, in the folder in which they run. */
  readonly beside: Document
  readonly name: string
  readonly entry: { readonly [key: string]: PlainValue }
}

/** Judges the scope by another release instead of changing the file. */
export interface TargetFix {
  readonly type: 'target'
  readonly title: string
  readonly target: Target
}

export interface DocumentEdit {
  readonly document: Document
  readonly edit: Edit
}

/** A finding with all that its rule says of it. */
export interface Finding extends RuleFinding {
  /** Kubernetes itself refuses the resource for it. */
  readonly form?: 'crd'
  readonly code: string
  readonly category: Category
  readonly severity: Severity
  readonly document: Document
}

/** A fix by one edit in the subject's own file. */
export function editFix(
  subject: { readonly document: Document },
  title: string,
  edit: Edit,
  options: { readonly safe: boolean; readonly preferred?: boolean },
): EditFix {
  return { type: 'edit', title, edits: [{ document: subject.document, edit }], ...options }
}
