// Addresses for a peering token that lack their port: the token is made, and only the other side refuses it.
import { type Command, flagTexts, isPlain, memberNamed, membersOf } from '../model/command.ts'
import { isWithin } from '../schema/target.ts'
import type { StringValue } from '../value.ts'
import { type CommandRule, editFix, type RuleContext, type RuleFinding } from './rule.ts'

export const externalAddressWithoutPort: CommandRule = {
  about: 'command',
  code: 'external-address-without-port',
  title: 'An address for a peering token has no port',
  category: 'advice',
  severity: 'warning',
  since: '1.13',
  why: 'Consul takes addresses without a port when it makes a token. Whoever uses the token gets `is not a valid peering server address`.',
  source: 'run on 1.13.9 and 1.16.1; the pages of `consul peering generate-token` show an address without a port',
  examples: {
    target: '1.16',
    bad: `
#- setup.sh
consul peering generate-token -name=cluster-02 -server-external-addresses=lb.example.com
                                                                          ^^^^^^^^^^^^^^ advice external-address-without-port: \`lb.example.com\` has no port, so the other side will refuse the token. Add the gRPC port, usually \`:8503\`.
`,
    good: `
#- setup.sh
consul peering generate-token -name=cluster-02 -server-external-addresses=lb.example.com:8503
`,
  },
  check: (command, context) => addressesOf(command).flatMap((value) => findingOf(command, value, context)),
}

function addressesOf(command: Command): readonly StringValue[] {
  if (command.tool === 'consul') {
    return command.subcommand[0]?.value === 'peering' ? flagTexts(command, 'server-external-addresses') : []
  }
  if (command.tool !== 'curl' || command.path.value !== '/v1/peering/token') return []
  const list = memberNamed(membersOf(command.body), 'ServerExternalAddresses')?.value
  return list?.type === 'list' ? list.elements.filter((element) => element.type === 'string') : []
}

function findingOf(command: Command, value: StringValue, { target }: RuleContext): readonly RuleFinding[] {
  if (!isPlain(value)) return []
  const port = isWithin(target, { since: '1.14' }) ? 8503 : 8502
  const addresses = value.value.split(',')
  const wrong = addresses.filter((address) => address.trim() !== '' && !hasPort(address.trim()))
  if (wrong.length === 0) return []
  const which = wrong.map((address) => `\`${address.trim()}\``).join(' and ')
  const message = `${which} ${wrong.length === 1 ? 'has' : 'have'} no port, so the other side will refuse the token. Add the gRPC port, usually \`:${port}\`.`
  const by = addresses.map((address) => (wrong.includes(address) ? `${address.trimEnd()}:${port}` : address)).join(',')
  return [
    {
      message,
      range: value.range,
      fixes: [editFix(command, `Add the port ${port}`, { type: 'replaceValue', value, by }, { safe: false, preferred: true })],
    },
  ]
}

function hasPort(address: string): boolean {
  return /^(\[[^\]]*\]|[^:]*):\d+$/.test(address)
}
