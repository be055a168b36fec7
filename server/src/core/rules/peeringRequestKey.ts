// Keys in the body of a request for or with a peering token that Consul refuses; the documentation itself has one.
import { type ApiRequest, isWrite, membersOf } from '../model/command.ts'
import { nearest } from '../model/nearest.ts'
import { type RequestKey, requestKeys } from '../schema/requests.ts'
import { describeTarget, isWithin, type Target } from '../schema/target.ts'
import type { Member } from '../value.ts'
import { type CommandRule, editFix, type Fix, type RuleFinding } from './rule.ts'

export const peeringRequestKey: CommandRule = {
  about: 'command',
  code: 'peering-request-key',
  title: 'A key that the peering endpoints refuse',
  category: 'rejected',
  severity: 'error',
  why: 'The endpoints for tokens refuse a body with a key that they do not know: `Body decoding failed: json: unknown field`. The name of the peer is `PeerName` in every release; pages of the documentation say `Peer`.',
  source: 'agent/peering_endpoint.go @ v1.13.9 and v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
#- setup.sh
curl --request POST --data '{"Peer": "cluster-02"}' http://127.0.0.1:8500/v1/peering/token
                             ^^^^^^ rejected peering-request-key: \`Peer\` is not a key of this request, so Consul refuses it. Did you mean \`PeerName\`?
`,
    good: `
#- setup.sh
curl --request POST --data '{"PeerName": "cluster-02"}' http://127.0.0.1:8500/v1/peering/token
`,
  },
  check(command, { target }) {
    if (command.tool !== 'curl' || !isWrite(command)) return []
    const keys = requestKeys[command.path.value]
    if (!keys) return []
    return membersOf(command.body).flatMap((member) => findingOf({ request: command, member, keys, target }) ?? [])
  },
}

interface Asked {
  readonly request: ApiRequest
  readonly member: Member
  readonly keys: readonly RequestKey[]
  readonly target: Target
}

function findingOf({ request, member, keys, target }: Asked): RuleFinding | undefined {
  const range = member.keyRange
  const known = keys.find(({ name }) => name.toLowerCase() === member.key.toLowerCase())
  if (known && isWithin(target, known)) return undefined
  if (known) {
    const when = known.until === undefined ? `since Consul ${known.since}` : `only before Consul ${known.until}`
    return { message: `\`${member.key}\` is a key of this request ${when}; ${describeTarget(target)} refuses it. Remove it.`, range }
  }
  const names = keys.filter((key) => isWithin(target, key)).map(({ name }) => name)
  const meant = /^(peer|name|peer_?name)$/i.test(member.key) ? 'PeerName' : nearest(member.key, names)
  const advice = meant ? `Did you mean \`${meant}\`?` : `Its keys are ${names.map((name) => `\`${name}\``).join(', ')}.`
  const message = `\`${member.key}\` is not a key of this request, so Consul refuses it. ${advice}`
  return { message, range, fixes: meant ? renameFixes(request, member, meant) : [] }
}

function renameFixes(request: ApiRequest, member: Member, key: string): readonly Fix[] {
  const isTaken = membersOf(request.body).some((other) => other !== member && other.key.toLowerCase() === key.toLowerCase())
  if (isTaken) return []
  return [editFix(request, `Rename to \`${key}\``, { type: 'renameMember', member, key }, { safe: true, preferred: true })]
}
