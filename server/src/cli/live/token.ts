// `consul-peering token inspect`: what a peering token says, without its secret.
import { decodePeeringToken } from '../../../../consul/src/token.ts'
import { describeToken, type TokenPage } from '../../../../consul/src/tokenPage.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { readGiven } from './cluster.ts'
import { formatOption, jsonLine, readFormat } from './outputFormat.ts'

export const token: Command = {
  usage: ['inspect FILE|- [OPTION…]'],
  about: `Reads a peering token and says who made it, where it leads, which authorities it carries, and what may keep it from
working. The secret in it is not shown. A token is a credential: give it in a file or on standard input.`,
  options: [{ name: 'dialer', value: 'URL', help: 'Where the token will be used; private addresses are judged by it' }, formatOption],
  examples: [['token inspect - < token.txt', 'Read a token from standard input']],
  run: tokenCommand,
}

async function tokenCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [action, file, ...more] = args.positionals
  if (action !== 'inspect' || file === undefined || more.length > 0) {
    return misuse(terminal, '`token` takes `inspect` and a file, or `-` for standard input.', 'token')
  }
  const format = readFormat(args)
  if (!format.ok) return misuse(terminal, format.problem, 'token')
  if (looksLikeToken(file))
    return misuse(terminal, 'a token is a credential and no argument. Give it in a file or on standard input.', 'token')
  const text = await readGiven(file, terminal)
  if (!text.ok) return misuse(terminal, text.problem, 'token')
  const decoded = decodePeeringToken(text.value ?? '')
  if (!decoded.ok) {
    const { kind, message, next } = decoded.problem
    if (format.value === 'json') await terminal.write(jsonLine({ ok: false, error: { kind, message, next } }))
    else terminal.say(`consul-peering: ${message} ${next}`)
    return 1
  }
  const page = describeToken(decoded.token, { dialerAddress: args.value('dialer') })
  await terminal.write(format.value === 'json' ? jsonLine({ ok: page.warnings.length === 0, ...page }) : textOf(page))
  return page.warnings.length === 0 ? 0 : 1
}

function looksLikeToken(text: string): boolean {
  return decodePeeringToken(text).ok
}

function textOf({ lines, warnings }: TokenPage): string {
  const width = Math.max(...lines.map(({ label }) => label.length))
  return [
    ...lines.map(({ label, text }) => `${label.padEnd(width)}  ${text}\n`),
    ...warnings.map(({ message, next }) => `warning: ${message} ${next}\n`),
  ].join('')
}
