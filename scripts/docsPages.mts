// Renders the generated documentation: a page for each rule, and the tables of the README.
import * as z from 'zod'
import { describeCategory, versionsOf } from '../server/src/core/features/ruleText.ts'
import type { RuleFacts } from '../server/src/core/rules/rule.ts'
import { describeTarget } from '../server/src/core/schema/target.ts'

/** The page of a rule: what, why, for which versions, both examples, the fix and the source. */
export function pageOf(rule: RuleFacts): string {
  const target = rule.examples.target ?? 'preview'
  return `${[
    `# ${rule.code}`,
    `${rule.title}.`,
    factsOf(rule),
    '## Why',
    rule.why,
    '## Wrong',
    `Judged by ${describeTarget(target)}${liveFacts(rule)}:`,
    example(rule.examples.bad),
    '## Right',
    example(rule.examples.good),
    '## Fix',
    rule.noFix ?? 'Offered by the light bulb; safe ones are part of Fix All.',
    '## Source',
    rule.source,
  ].join('\n\n')}\n`
}

function liveFacts({ examples }: RuleFacts): string {
  if (examples.complete) return ', where the files are all that the cluster has'
  return examples.facts === undefined ? '' : `, where the live cluster has told \`${JSON.stringify(examples.facts)}\``
}

function factsOf(rule: RuleFacts): string {
  const rows = [
    ['Category', describeCategory(rule)],
    ['Severity', `${rule.severity} (setting \`consulPeering.severity\`)`],
    ['Constraint of the technical preview', rule.constraint],
    ['Versions', versionsOf(rule)],
    ['Edition', rule.edition ?? 'all'],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${value} |`]))
  return ['| | |', '|---|---|', ...rows].join('\n')
}

function example(fixture: string): string {
  const language = /^#- \S+\.sh$/m.test(fixture) ? 'sh' : 'hcl'
  return `\`\`\`\`${language}\n${fixture.trim()}\n\`\`\`\``
}

/** All rules, one line each, with links to their pages. */
export function ruleTable(rules: readonly RuleFacts[]): string {
  const rows = rules.map(
    (rule) =>
      `| [${rule.code}](docs/rules/${rule.code}.md) | ${rule.title} | ${rule.category} | ${rule.constraint ?? ''} | ${versionsOf(rule)} |`,
  )
  return ['| rule | what is wrong | category | constraint | versions |', '|---|---|---|---|---|', ...rows].join('\n')
}

const manifestSchema = z.object({
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string() })),
    configuration: z.object({
      properties: z.record(
        z.string(),
        z.object({ default: z.unknown(), markdownDescription: z.string().optional(), description: z.string().optional() }),
      ),
    }),
  }),
})

/** The tables of commands and settings, from the manifest. */
export function manifestTables(manifest: unknown): ReadonlyMap<string, string> {
  const { contributes } = manifestSchema.parse(manifest)
  const commands = contributes.commands.map(({ command, title }) => `| ${title} | \`${command}\` |`)
  const settings = Object.entries(contributes.configuration.properties).map(
    ([name, setting]) =>
      `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${setting.markdownDescription ?? setting.description ?? ''} |`,
  )
  return new Map([
    ['commands', ['| command | id |', '|---|---|', ...commands].join('\n')],
    ['settings', ['| setting | default | |', '|---|---|---|', ...settings].join('\n')],
  ])
}

/** The text with what stands between `<!-- name -->` and `<!-- /name -->` replaced. */
export function replaceTable(text: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`README.md has no place for the table \`${name}\``)
  return `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`
}
