// Judges a file by all rules, and judges it again only when something has changed that it depends on.

import { type Document, holdsCommands } from '../document.ts'
import { commandsOf } from '../model/command.ts'
import { type Entry, readEntry } from '../model/entry.ts'
import { defaultSettings, type Judgement, type Project, type ProjectFile, type Scope, type Severity } from '../model/project.ts'
import { givenResourcesOf } from '../model/resource.ts'
import { divide, type Elements, type JudgedElements, type Judging } from '../model/unchangedElements.ts'
import type { Range } from '../range.ts'
import type { Finding, Rule, RuleContext, RuleFinding } from '../rules/rule.ts'
import { type AppliedRules, appliedRules, checksFor, type Severities, type Subjects } from './appliedRules.ts'
import { tellOfResource, withoutRepeats } from './resourceFindings.ts'
import { suppress } from './suppress.ts'

export interface Judge {
  /** The findings of a file, in the order of its text; none for a file that holds nothing to judge. */
  findings(uri: string): readonly Finding[]
  /** How many files have been judged so far: what a change costs. */
  readonly judged: number
}

interface Judged {
  readonly file: ProjectFile
  readonly findings: readonly Finding[]
  /** What the rules looked up, each with the revision that they saw. */
  readonly seen: ReadonlyMap<string, number>
  /** For a file with one entry that somebody is writing. */
  readonly elements: JudgedElements | undefined
}

/** Makes a judge over a project. It keeps each file's findings until the file or something they rest on changes. */
export function createJudge(project: Project, rules: readonly Rule[], severitiesNow: () => Severities): Judge {
  const cache = new Map<string, Judged>()
  let judged = 0
  return {
    findings(uri) {
      const file = project.file(uri)
      if (!file) {
        cache.delete(uri)
        return []
      }
      const known = cache.get(uri)
      if (known?.file === file && isFresh(known, project)) return known.findings
      judged++
      const seen = new Map<string, number>([['', project.revision(file.scope, '')]])
      const scope = recordingScope(project.scopeOf(file), (key) => seen.set(key, project.revision(file.scope, key)))
      const context = { ...file.judgement, scope }
      const applying = appliedRules(rules, context, severitiesNow())
      const divided = elementsOf(file, known, { ...file.judgement, facts: scope.facts, rules: applying.rules })
      const { findings, elements = known?.elements } = judgeSubjects({ ...file, elements: divided }, rules, applying, context)
      cache.set(uri, { file, findings, seen, elements })
      return findings
    },
    get judged() {
      return judged
    },
  }
}

/**
 * The entry of a file that somebody is writing; other files are judged once, and are not to pay for it. A resource is told in words
 * of its own, for which it is taken as a whole.
 */
function elementsOf({ entries, document }: ProjectFile, known: Judged | undefined, by: Judging): Elements | undefined {
  if (!known || known.file.document === document || document.format === 'yaml') return undefined
  const [entry] = entries
  return entry && entries.length === 1 ? divide(entry, by, known.elements) : undefined
}

function isFresh(judged: Judged, project: Project): boolean {
  for (const [key, revision] of judged.seen) if (project.revision(judged.file.scope, key) !== revision) return false
  return true
}

function recordingScope(scope: Scope, record: (key: string) => void): Scope {
  return {
    entry(kind, name) {
      record(`${kind}/${name.toLowerCase()}`)
      return scope.entry(kind, name)
    },
    entries(kind) {
      record(`${kind}/*`)
      return scope.entries(kind)
    },
    agents() {
      record('agents')
      return scope.agents()
    },
    commands() {
      record('commands')
      return scope.commands()
    },
    facts: scope.facts,
    unrecorded: scope,
  }
}

/** By what a text is judged. */
export interface TextJudgement extends Pick<Judgement, 'target' | 'edition'> {
  /** The cluster that the text is written to is empty; else nothing is known of it. */
  readonly complete?: boolean
  /** Without them each rule has its own. */
  readonly severities?: Severities
}

/** The entries of a text that `consul config write` (YAML: `kubectl apply`) is given: any text counts as one. */
export function entriesOfText(document: Document, options: Pick<Judgement, 'target' | 'edition'>): readonly Entry[] {
  if (document.format === 'yaml') return givenResourcesOf(document, options)
  const [root] = document.roots
  return [readEntry(document, root ?? { type: 'missing', range: { start: 0, end: document.text.length } }, options)]
}

/**
 * Judges one text as it would be given, with nothing beside it: each document of a YAML file alone, and a script, a page or
 * tasks by their commands.
 */
export function judgeText(document: Document, options: TextJudgement, rules: readonly Rule[]): readonly Finding[] {
  const commands = commandsOf(document)
  const entries = holdsCommands(document.format) ? [] : entriesOfText(document, options)
  const subjects = { document, entries, agents: [], commands, scopeOf: scopeOfOne }
  const context = { ...options, complete: options.complete ?? false, scope: { ...scopeOfOne(entries[0]), commands: () => commands } }
  const applying = appliedRules(rules, context, options.severities ?? defaultSettings.severities)
  return judgeSubjects(subjects, rules, applying, context).findings
}

const none: readonly Entry[] = []

/** The lists are the same ones each time they are asked for: tables that are made from them are kept by them. */
function scopeOfOne(entry: Entry | undefined): Scope {
  const own = entry ? [entry] : none
  return {
    entry: (kind, name) => (kind === entry?.kindName && name === entry.name ? entry : undefined),
    entries: (kind) => (kind === entry?.kindName ? own : none),
    agents: () => [],
    commands: () => [],
    facts: undefined,
  }
}

interface JudgedSubjects extends Subjects {
  /** What an entry stands beside, where that is not the same for all. */
  readonly scopeOf?: (entry: Entry) => Scope
  /** The one entry by its elements, where some of them need no second look. */
  readonly elements?: Elements | undefined
}

interface Told {
  readonly findings: readonly Finding[]
  readonly elements: JudgedElements | undefined
}

function judgeSubjects(subjects: JudgedSubjects, rules: readonly Rule[], applying: AppliedRules, context: RuleContext): Told {
  const { findings, elements } = tell(subjects, applying, context)
  return { findings: withoutSuppressed(findings, subjects, { rules, applying, context }), elements }
}

interface Asking {
  readonly rules: readonly Rule[]
  readonly applying: AppliedRules
  readonly context: RuleContext
}

/** What is left of findings once comments have held some back, and what is wrong with these comments. */
function withoutSuppressed(told: readonly Finding[], subjects: JudgedSubjects, { rules, applying, context }: Asking): readonly Finding[] {
  const { document } = subjects
  const { kept, suppressions } = suppress(told, subjects, { rules, applying: applying.rules })
  if (suppressions.length === 0) return kept.length < 2 ? kept : [...kept].sort(byStart)
  const onComments = applying.rules.flatMap(({ rule, severity }) =>
    rule.about === 'suppression'
      ? suppressions.flatMap((judged) => rule.check(judged, context)).map((found) => findingOf(found, rule, severity, document))
      : [],
  )
  return [...kept, ...onComments].sort(byStart)
}

function byStart(a: Finding, b: Finding): number {
  return a.range.start - b.range.start
}

function tell(subjects: JudgedSubjects, applying: AppliedRules, context: RuleContext): Told {
  const { document, elements } = subjects
  if (document.format === 'yaml') return { findings: tellResources(subjects, applying, context), elements: undefined }
  if (!elements) return { findings: tellAll(subjects, applying, context), elements: undefined }
  const shown = { ...subjects, entries: [elements.view] }
  const findings: Finding[] = []
  const inElements: Range[] = []
  for (const { rule, severity, check } of checksFor(applying, subjects)) {
    const isByElement = rule.about === 'element'
    for (const found of check(isByElement ? shown : subjects, context)) {
      findings.push(findingOf(found, rule, severity, document))
      if (isByElement) inElements.push(found.range)
    }
  }
  return { findings, elements: elements.judged(inElements) }
}

/** Dozens of rules look at each small entry, so nothing is made for those that have nothing to tell. */
function tellAll(subjects: JudgedSubjects, applying: AppliedRules, context: RuleContext): readonly Finding[] {
  const findings: Finding[] = []
  for (const { rule, severity, check } of checksFor(applying, subjects)) {
    for (const found of check(subjects, context)) findings.push(findingOf(found, rule, severity, subjects.document))
  }
  return findings
}

/** What the rules say of each resource is put into its own words. */
function tellResources(subjects: JudgedSubjects, applying: AppliedRules, context: RuleContext): readonly Finding[] {
  const findings = subjects.entries.flatMap((entry) => {
    const scope = subjects.scopeOf?.(entry) ?? context.scope
    return tellOfResource(entry, tellAll({ ...subjects, entries: [entry] }, applying, { ...context, scope }))
  })
  return withoutRepeats(findings)
}

function findingOf(found: RuleFinding, rule: Rule, severity: Severity, document: Document): Finding {
  const { code, category, constraint } = rule
  const finding = { ...found, code, category, severity, document }
  const own = 'form' in rule && rule.form ? { ...finding, form: rule.form } : finding
  return constraint && !found.constraint ? { ...own, constraint } : own
}
