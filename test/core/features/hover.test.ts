// What is said at the mark `|`: of kinds, keys, values and names, in all three syntaxes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Format } from '../../../server/src/core/document.ts'
import type { Facts } from '../../../server/src/core/facts.ts'
import { hoverAt } from '../../../server/src/core/features/hover.ts'
import { createProject, defaultSettings } from '../../../server/src/core/model/project.ts'

const facts: Facts = {
  clusters: [
    {
      cluster: 'cluster-01',
      readAt: 0,
      peers: [
        { name: 'west', state: 'ACTIVE', imported: ['shop'] },
        { name: 'east', state: 'TERMINATED' },
      ],
      services: [{ name: 'billing', protocol: 'http' }],
    },
  ],
}

/** The hover in a file beside others of its cluster, four seconds after the cluster was read. */
function hover(marked: string, format: Format = 'hcl', others: readonly string[] = [], isLive = true): string | undefined {
  const project = createProject()
  project.configure({ ...defaultSettings, target: '1.16', scopes: [{ folder: '', cluster: 'cluster-01' }], ...(isLive ? { facts } : {}) })
  for (const [i, text] of others.entries()) project.setFile(`file:///w/other-${i}.hcl`, text, 'hcl')
  project.setFile(`file:///w/a.${format}`, marked.replace('|', ''), format)
  const file = project.file(`file:///w/a.${format}`)
  return file && hoverAt(file, project.scopeOf(file), marked.indexOf('|'), 4_000)?.text
}

const source = 'Kind = "service-intentions"\nName = "web"\nSources = [{ '

test('a key: its type, its meaning, its releases, its constraint and where to read more', () => {
  const peer = `**Peer**: name of a peer

The peer that the source lives on, by the name that this cluster gives it. Without it the source is a local service; \`*\` never covers peers.

[Documentation](https://developer.hashicorp.com/consul/docs/connect/config-entries/service-intentions)`
  assert.equal(hover(`${source}Pe|er = "west" }]`), peer)
  assert.equal(hover('{"Kind":"service-intentions","Name":"web","Sources":[{"Pe|er":"west"}]}', 'json'), peer)
  const yaml =
    'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ServiceIntentions\nmetadata:\n  name: a\nspec:\n  sources:\n    - pe|er: west'
  assert.equal(hover(yaml, 'yaml'), peer)
  assert.match(
    hover(`${source}Permi|ssions = [] }]`) ?? '',
    /Constraint C6 of the technical preview: Intentions for peers have no L7 permissions\./,
  )
})

test('a value says what it does; a kind says what it is for, and how peering differs from WAN federation', () => {
  assert.equal(hover(`${source}Action = "al|low" }]`), '`allow`: Connections from the source are let through.')
  assert.match(hover('Kind = "me|sh"') ?? '', /^\*\*mesh\*\*\n\n.*\n\n\[Documentation\]\(https:/s)
  assert.match(hover('Kind = "exported-|services"') ?? '', /WAN federation joins datacenters of one operator/)
  assert.match(hover('apiVersion: consul.hashicorp.com/v1alpha1\nkind: Exported|Services', 'yaml') ?? '', /^\*\*exported-services\*\*/)
  assert.equal(hover('Kind = "mesh"\n|\n'), undefined)
})

const others = [
  'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ Peer = "west" }, { Peer = "east" }] }]',
  'Kind = "service-intentions"\nName = "billing"\nSources = [\n  { Name = "web", Peer = "west", Action = "allow" },\n  { Name = "*", Action = "deny" }\n]',
]

test('a service: what defines it, who gets it, who may call it, and whether it runs', () => {
  assert.equal(
    hover('Kind = "service-defaults"\nName = "bil|ling"\nProtocol = "http"', 'hcl', others),
    `**Service \`billing\`**

- Defined by [\`service-intentions\`](file:///w/other-1.hcl#L2), [\`service-defaults\`](file:///w/a.hcl#L2)
- Protocol [\`http\`](file:///w/a.hcl#L3)
- Exported to [\`west\`](file:///w/other-0.hcl#L3), [\`east\`](file:///w/other-0.hcl#L3)
- Allowed: [\`web of west\`](file:///w/other-1.hcl#L4)
- Denied: [\`*\`](file:///w/other-1.hcl#L5)
- Runs in \`cluster-01\`, read 4 s ago`,
  )
  assert.equal(
    hover('Kind = "service-defaults"\nName = "lon|ely"', 'hcl', [], false),
    `**Service \`lonely\`**

- Defined by [\`service-defaults\`](file:///w/a.hcl#L2)
- Exported to no peer`,
  )
})

test('a peer: how it is on the live cluster, what it gets, calls and shares; a service of it: whether it is shared', () => {
  assert.equal(
    hover(`${source}Peer = "we|st", Name = "shop", Action = "allow" }]`, 'hcl', others),
    `**Peer \`west\`**

- ACTIVE on \`cluster-01\`: the clusters are connected, read 4 s ago
- Gets [\`billing\`](file:///w/other-0.hcl#L3)
- Calls [\`shop → web: allow\`](file:///w/a.hcl#L3), [\`web → billing: allow\`](file:///w/other-1.hcl#L4)
- Shares \`shop\``,
  )
  assert.match(hover(`${source}Peer = "nor|th" }]`) ?? '', /- Not a peer of `cluster-01`, read 4 s ago\n- Gets no service/)
  assert.match(
    hover(`${source}Peer = "west", Name = "sh|op" }]`) ?? '',
    /^\*\*Service `shop`\*\* of the peer `west`\n\n- Shared with `cluster-01` by the peer, read 4 s ago/,
  )
  assert.match(hover(`${source}Peer = "west", Name = "b|ad" }]`) ?? '', /- Not shared with `cluster-01`/)
})
