// C6: the technical preview has no L7 permissions for callers of a peer.
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import { foldCase } from '../decode/fold.ts'
import type { Entry } from '../model/entry.ts'
import type { Scope } from '../model/project.ts'
import { exportOf } from '../model/protocol.ts'
import type { Member } from '../value.ts'
import { isRefusedFor } from './refusals.ts'
import type { DocumentEdit, EditFix, Rule, RuleFinding } from './rule.ts'

export const l7PermissionsForPeer: Rule = {
  code: 'l7-permissions-for-peer',
  kinds: ['service-intentions'],
  title: 'L7 permissions on a service that a peer may call',
  category: 'preview',
  severity: 'warning',
  constraint: 'C6',
  until: '1.13',
  why: 'The technical preview cannot judge requests from a peer by path, header or method: permissions have no effect on them, and Consul does not say so. Lifted in 1.13.0.',
  source: 'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [
  {
    Name = "web"
    Peer = "cluster-02"
    Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }]
    ^^^^^^^^^^^ preview l7-permissions-for-peer C6: \`web\` calls from the peer \`cluster-02\`, and the technical preview ignores L7 permissions for peers. Replace \`Permissions\` by \`Action\`.
  }
]
`,
    good: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Peer = "cluster-02", Action = "allow" }]
`,
  },
  check(entry, context) {
    if (!entry.decoded || isRefusedFor('C6', entry, context)) return []
    return objectsOf(entry.decoded.root, 'Sources').flatMap((source) => findingFor(entry, source, context.scope) ?? [])
  },
}

function findingFor(entry: Entry, source: DecodedObject, scope: Scope): RuleFinding | undefined {
  const permissions = source.fields.get('Permissions')
  if (!permissions || objectsOf(source, 'Permissions').length === 0) return undefined
  const peer = textOf(source, 'Peer')
  const exported = peer === '' ? exportOf(scope, entry.name) : undefined
  if (peer === '' && !exported) return undefined
  const fact = exported
    ? `\`${entry.name}\` is exported to a peer, and the technical preview supports no L7 permissions on exported services.`
    : `\`${textOf(source, 'Name')}\` calls from the peer \`${peer}\`, and the technical preview ignores L7 permissions for peers.`
  return {
    message: `${fact} Replace \`Permissions\` by \`Action\`.`,
    range: permissions.member.keyRange,
    related: exported
      ? [
          {
            document: exported.document,
            range: (exported.kindMember ?? exported.root).range,
            message: `\`${entry.name}\` is exported here.`,
          },
        ]
      : [],
    fixes: actionFixes(entry, source),
  }
}

/** Both answers, the one that most permissions give first: what is lost is for a person to weigh. */
function actionFixes(entry: Entry, source: DecodedObject): readonly EditFix[] {
  const { source: object } = source
  if (object.type !== 'object') return []
  const [first, ...others] = object.members.filter(({ key }) => foldCase(key) === 'permissions')
  if (!first) return []
  const allows = objectsOf(source, 'Permissions').some((permission) => textOf(permission, 'Action') === 'allow')
  const hasAction = object.members.some(({ key }) => foldCase(key) === 'action')
  if (hasAction) return []
  const actions = allows ? (['allow', 'deny'] as const) : (['deny', 'allow'] as const)
  return actions.map((action) => ({
    type: 'edit',
    title: `Replace \`Permissions\` by \`Action = "${action}"\` (${action === 'allow' ? 'lets everything of this source through' : 'refuses everything of this source'})`,
    edits: [
      ...replaceBy(entry, first, action),
      ...others.map((member): DocumentEdit => ({ document: entry.document, edit: { type: 'removeMember', member } })),
    ],
    safe: false,
  }))
}

function replaceBy(entry: Entry, member: Member, action: string): readonly DocumentEdit[] {
  const key = member.key.charAt(0) === 'p' ? 'action' : 'Action'
  return [
    { document: entry.document, edit: { type: 'renameMember', member, key } },
    { document: entry.document, edit: { type: 'replaceValue', value: member.value, by: action } },
  ]
}
