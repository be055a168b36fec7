// C7: prepared queries that fail over to a peer, which the technical preview refuses and two releases spell differently.
import { type ApiRequest, isWrite, memberNamed, membersOf } from '../model/command.ts'
import { describeTarget, isWithin, type Target } from '../schema/target.ts'
import type { Member, Value } from '../value.ts'
import { type CommandRule, editFix, type RuleFinding } from './rule.ts'

export const preparedQueryPeer: CommandRule = {
  about: 'command',
  code: 'prepared-query-peer',
  title: 'A prepared query names a peer in a way that this release refuses',
  category: 'rejected',
  severity: 'error',
  why: 'Failover of a prepared query to a peer came with 1.13.0, with `PeerName` in its `Targets`; since 1.14 the key is `Peer`, there and for the service itself. Consul refuses a key that it does not know: `json: unknown field`.',
  source: 'agent/structs/prepared_query.go @ v1.13.0-alpha2, v1.13.9 and v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    target: '1.13',
    bad: `
#- setup.sh
curl --request POST http://127.0.0.1:8500/v1/query --data @- <<EOF
{
  "Name": "web",
  "Service": {
    "Service": "web",
    "Failover": { "Targets": [{ "Peer": "cluster-02" }] }
                                ^^^^^^ rejected prepared-query-peer: \`Peer\` is the key of a peer since Consul 1.14; Consul 1.13 refuses it. Write \`PeerName\`.
  }
}
EOF
`,
    good: `
#- setup.sh
curl --request POST http://127.0.0.1:8500/v1/query --data @- <<EOF
{
  "Name": "web",
  "Service": {
    "Service": "web",
    "Failover": { "Targets": [{ "PeerName": "cluster-02" }] }
  }
}
EOF
`,
  },
  check(command, { target }) {
    if (command.tool !== 'curl' || !isWrite(command) || !/^\/v1\/query(\/|$)/.test(command.path.value)) return []
    const service = inner(command.body, 'Service')?.value
    const targets = inner(inner(service, 'Failover')?.value, 'Targets')
    if (targets && target === 'preview') return [...spelling(command, service, target), unknownTargets(targets)]
    return [service, ...elementsOf(targets?.value)].flatMap((holder) => spelling(command, holder, target))
  },
}

function unknownTargets({ key, keyRange }: Member): RuleFinding {
  const message = `\`${key}\` came with Consul 1.13; ${describeTarget('preview')} refuses it and has no failover to peers. Remove it.`
  return { message, range: keyRange, constraint: 'C7' }
}

function spelling(request: ApiRequest, holder: Value | undefined, release: Target): readonly RuleFinding[] {
  const isLater = isWithin(release, { since: '1.14' })
  const [wrong, right] = isLater ? ['PeerName', 'Peer'] : ['Peer', 'PeerName']
  const member = inner(holder, wrong)
  if (!member) return []
  const when = isLater ? 'only before Consul 1.14' : 'since Consul 1.14'
  const message = `\`${member.key}\` is the key of a peer ${when}; ${describeTarget(release)} refuses it. Write \`${right}\`.`
  const edit = { type: 'renameMember', member, key: right } as const
  return [{ message, range: member.keyRange, fixes: [editFix(request, `Rename to \`${right}\``, edit, { safe: true, preferred: true })] }]
}

function inner(value: Value | undefined, name: string): Member | undefined {
  return memberNamed(membersOf(value), name)
}

function elementsOf(value: Value | undefined): readonly Value[] {
  return value?.type === 'list' ? value.elements : []
}
