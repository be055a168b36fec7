// Commands about peering that the tool `consul` does not have: misspelt ones, and those of later releases.
import type { ConsulCommand } from '../model/command.ts'
import { nearest } from '../model/nearest.ts'
import { peeringSubcommands } from '../schema/requests.ts'
import { describeTarget, isWithin, type Target } from '../schema/target.ts'
import type { StringValue } from '../value.ts'
import { type CommandRule, editFix, type RuleFinding } from './rule.ts'

export const unknownConsulCommand: CommandRule = {
  about: 'command',
  code: 'unknown-consul-command',
  title: 'A command about peering that `consul` does not have',
  category: 'rejected',
  severity: 'error',
  why: 'The tool answers an unknown command with its help text and does nothing. `consul peering` came with 1.13.2; a page of the documentation says `consul peerings`.',
  source: 'command/registry.go @ v1.13.9 and v1.16.1; CHANGELOG.md of 1.13.2 and 1.17.1',
  examples: {
    target: '1.13',
    bad: `
#- setup.sh
consul peerings list
       ^^^^^^^^ rejected unknown-consul-command: \`consul\` has no command \`peerings\`. Did you mean \`peering\`?
`,
    good: `
#- setup.sh
consul peering list
`,
  },
  check(command, { target }) {
    if (command.tool !== 'consul') return []
    const found = findingOf(command, target)
    return found ? [found] : []
  },
}

const plurals: Readonly<Record<string, string>> = { peerings: 'peering', intentions: 'intention' }

function findingOf(command: ConsulCommand, target: Target): RuleFinding | undefined {
  const [group, subcommand] = command.subcommand
  if (!group) return undefined
  const singular = plurals[group.value]
  if (singular !== undefined) return misspelt({ command, word: group, meant: singular, fact: '`consul` has no command' })
  if (group.value !== 'peering') return undefined
  if (target === 'preview') {
    const message = `${describeTarget('preview').replace(/^t/, 'T')} has no \`consul peering\`: it came with 1.13.2. Ask its HTTP API, \`/v1/peering/…\`.`
    return { message, range: group.range }
  }
  return subcommand && ofPeering(command, subcommand, target)
}

function ofPeering(command: ConsulCommand, subcommand: StringValue, target: Target): RuleFinding | undefined {
  const known = peeringSubcommands.find(({ name }) => name === subcommand.value)
  if (known && isWithin(target, known)) return undefined
  if (known) {
    const message = `\`consul peering ${subcommand.value}\` exists since Consul ${known.since}; ${describeTarget(target)} does not have it. Run it by a newer \`consul\`.`
    return { message, range: subcommand.range }
  }
  const names = peeringSubcommands.map(({ name }) => name)
  const meant = nearest(subcommand.value, names) ?? names.find((name) => name.startsWith(subcommand.value))
  return misspelt({ command, word: subcommand, meant, fact: '`consul peering` has no command' })
}

interface Misspelt {
  readonly command: ConsulCommand
  readonly word: StringValue
  readonly meant: string | undefined
  readonly fact: string
}

function misspelt({ command, word, meant, fact }: Misspelt): RuleFinding {
  const message = `${fact} \`${word.value}\`. ${meant === undefined ? 'Look it up by `consul peering -h`.' : `Did you mean \`${meant}\`?`}`
  if (meant === undefined) return { message, range: word.range }
  const edit = { type: 'replaceValue', value: word, by: meant } as const
  return { message, range: word.range, fixes: [editFix(command, `Write \`${meant}\``, edit, { safe: true, preferred: true })] }
}
