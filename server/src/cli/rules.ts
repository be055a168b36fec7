// `consul-peering rules`: the list of all rules.
import { otherCodes } from '../core/features/otherCodes.ts'
import { versionsOf } from '../core/features/ruleText.ts'
import { rules as allRules } from '../core/rules/index.ts'
import type { RuleFacts } from '../core/rules/rule.ts'
import type { Arguments } from './arguments.ts'
import type { Command } from './command.ts'
import { misuse } from './misuse.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export const rules: Command = {
  usage: ['[--format text|json]'],
  about: 'Lists all rules: code, category, constraint of the technical preview, severity, versions, and what is wrong.',
  options: [{ name: 'format', value: 'FORMAT', help: 'text or json. Default: text.' }],
  examples: [
    ['rules', 'List all rules'],
    ['explain unknown-field', 'Say more about one of them'],
  ],
  run: listRules,
}

async function listRules(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [extra] = args.positionals
  if (extra !== undefined) return misuse(terminal, `\`rules\` takes no \`${extra}\`; \`explain\` does.`, 'rules')
  const format = args.value('format') ?? 'text'
  if (format !== 'text' && format !== 'json') return misuse(terminal, `\`--format\` cannot be \`${format}\`. Write text, json.`, 'rules')
  const known: readonly RuleFacts[] = [...allRules, ...otherCodes]
  await terminal.write(format === 'json' ? `${JSON.stringify(known.map(recordOf), undefined, 2)}\n` : table(known.map(rowOf)))
  return 0
}

function recordOf(rule: RuleFacts): object {
  const { code, title, category, constraint, severity, since, until, edition } = rule
  return { code, title, category, constraint, severity, since, until, edition }
}

function rowOf(rule: RuleFacts): readonly string[] {
  return [rule.code, rule.category, rule.constraint ?? '', rule.severity, versionsOf(rule), rule.title]
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_cell, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? []
  const lines = rows.map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  '))
  return `${lines.join('\n')}\n`
}
