// `consul-peering explain CODE`: what a rule is about, with examples.
import * as path from 'node:path'
import { otherCodes } from '../core/features/otherCodes.ts'
import { describeCategory, versionsOf } from '../core/features/ruleText.ts'
import { nearest } from '../core/model/nearest.ts'
import { rules } from '../core/rules/index.ts'
import type { RuleFacts } from '../core/rules/rule.ts'
import { describeTarget } from '../core/schema/target.ts'
import type { Arguments } from './arguments.ts'
import type { Command } from './command.ts'
import { misuse } from './misuse.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export const explain: Command = {
  usage: ['CODE'],
  about: 'Says what a rule finds, why it matters, for which releases it holds, what is wrong and what is right.',
  options: [],
  examples: [['explain unknown-field', 'Say what the rule `unknown-field` is about']],
  run: explainRule,
}

async function explainRule({ positionals }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [code, ...more] = positionals
  if (code === undefined || more.length > 0) return misuse(terminal, '`explain` takes the code of one rule.', 'explain')
  const known: readonly RuleFacts[] = [...rules, ...otherCodes]
  const rule = known.find((candidate) => candidate.code === code)
  if (rule) {
    await terminal.write(explanation(rule, path.join(terminal.packageFolder, 'docs', 'rules', `${code}.md`)))
    return 0
  }
  const meant = nearest(
    code,
    known.map((candidate) => candidate.code),
  )
  const hint = meant === undefined ? '`consul-peering rules` lists them all' : `\`${meant}\` is near`
  return misuse(terminal, `there is no rule \`${code}\`; ${hint}.`, 'explain')
}

function explanation(rule: RuleFacts, page: string): string {
  const { code, title, severity, constraint, edition, why, examples, noFix, source } = rule
  const facts = [
    describeCategory(rule),
    `severity: ${severity}`,
    ...(constraint === undefined ? [] : [`constraint of the technical preview: ${constraint}`]),
    `releases: ${versionsOf(rule)}`,
    ...(edition === undefined ? [] : [`edition: ${edition}`]),
  ]
  const parts = [
    `${code}\n${title}.`,
    indented(facts.join('\n')),
    why,
    `Wrong, judged by ${describeTarget(examples.target ?? 'preview')}${examples.complete ? ' with --empty-cluster' : ''}:`,
    indented(examples.bad.trim()),
    'Right:',
    indented(examples.good.trim()),
    `Fix: ${noFix ?? 'offered in the editor; `check --fix` applies the safe ones.'}`,
    `Source: ${source}`,
    `Page: ${page}`,
  ]
  return `${parts.join('\n\n')}\n`
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ')
}
