// C5: `consul intention` for a caller of a peer.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseFixture } from '../harness/fixture.ts'
import { checkFindings, checkFix, fixTitles, type JudgeOptions, judgeFiles } from '../harness/rules.ts'

const entries = `
#- billing-intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [
  { Name = "web", Peer = "cluster-02", Action = "allow" },
  { Name = "api", Action = "allow" },
]
`
const messages = (fixture: string) => judgeFiles(parseFixture(fixture).files).map(({ message }) => message)
const create = 'Create `billing-intentions.hcl` with `web` of `cluster-02` as its source, and write that'
const inPlace = 'Replace by `consul config write` with the entry for `web` of `cluster-02` (the whole intention of `billing`)'

describe('intention-command', () => {
  it('writes the intention into a file of its own', () =>
    checkFix(
      '#- setup.sh\nconsul intention create -deny -meta owner=me -token=x peer:cluster-02/web billing\n',
      create,
      `#- setup.sh
consul config write -token=x billing-intentions.hcl

#- billing-intentions.hcl
Kind = "service-intentions"
Name = "billing"
Meta = {
  owner = "me"
}
Sources = [
  {
    Name = "web"
    Peer = "cluster-02"
    Action = "deny"
  },
]
`,
    ))

  it('writes the intention in place', () =>
    checkFix(
      '#- setup.sh\nif ready; then\n  consul intention create -allow -replace \\\n    peer:cluster-02/web billing && echo done\nfi\n',
      inPlace,
      `#- setup.sh
if ready; then
  consul config write - <<'EOF' && echo done
Kind = "service-intentions"
Name = "billing"
Sources = [
  {
    Name = "web"
    Peer = "cluster-02"
    Action = "allow"
  },
]
EOF
fi
`,
    ))

  it('writes it in place within a fence of Markdown, at its indentation', () =>
    checkFix(
      '#- setup.md\n1. Allow it:\n   ```sh\n   consul intention create -allow peer:cluster-02/web billing\n   ```\n',
      inPlace,
      `#- setup.md
1. Allow it:
   \`\`\`sh
   consul config write - <<'EOF'
   Kind = "service-intentions"
   Name = "billing"
   Sources = [
     {
       Name = "web"
       Peer = "cluster-02"
       Action = "allow"
     },
   ]
   EOF
   \`\`\`
`,
    ))

  it('offers a file only where no lines can follow', () => {
    assert.deepEqual(fixTitles('#- setup.sh\nX=$(consul intention create -allow peer:cluster-02/web billing)\n'), [create])
    const task = '{ "tasks": [{ "command": "consul intention create -allow peer:cluster-02/web billing" }] }'
    assert.deepEqual(fixTitles(`#- .vscode/tasks.json\n${task}\n`), [create])
  })

  it('takes a plain name for the service of a peer where entries say so', () =>
    checkFindings(`${entries.trim()}
#- scripts/setup.sh
consul intention create -allow web billing
                               ^^^ preview intention-command C5: \`web\` seems to be a service of \`cluster-02\`, and \`consul intention\` cannot name a peer: it means a service of this cluster. Write a \`service-intentions\` entry for \`billing\` with a source that has \`Peer = "cluster-02"\`.
consul intention create -allow api billing
`))

  it('writes the file that has the source already', () =>
    checkFix(
      `${entries.trim()}\n#- scripts/setup.sh\nconsul intention create -allow web billing\n`,
      'Write `../billing-intentions.hcl` instead, which has that source',
      `${entries.trim()}\n#- scripts/setup.sh\nconsul config write ../billing-intentions.hcl\n`,
    ))

  it('adds the source to the file of the intention', () =>
    checkFix(
      `${entries.trim()}\n#- setup.sh\nconsul intention create -allow peer:cluster-03/db billing\n`,
      'Add `db` of `cluster-03` to `billing-intentions.hcl`, and write that',
      `${entries.trim().replace('  { Name = "api", Action = "allow" },\n', '  { Name = "api", Action = "allow" },\n  { Name = "db", Peer = "cluster-03", Action = "allow" },\n')}\n#- setup.sh\nconsul config write billing-intentions.hcl\n`,
    ))

  it('takes a plain name for the service of a peer where the cluster imports it, and has none of that name', () => {
    const factsOf = (services: readonly string[]): JudgeOptions => {
      const peers = [{ name: 'cluster-02', state: 'ACTIVE', imported: ['web'] }]
      const cluster = { cluster: 'cluster-01', readAt: 0, peers, services: services.map((name) => ({ name })) }
      return { target: '1.16', settings: { scopes: [{ folder: '', cluster: 'cluster-01' }], facts: { clusters: [cluster] } } }
    }
    const script = '#- setup.sh\nconsul intention create web billing\n'
    const findings = (services: readonly string[]) => judgeFiles(parseFixture(script).files, factsOf(services))
    assert.deepEqual(
      findings(['billing']).map(({ code }) => code),
      ['intention-command'],
    )
    assert.deepEqual(findings(['billing', 'web']), [])
  })

  it('takes a plain name for a service of this cluster where nothing says otherwise, and `*` always', () => {
    const others = `#- exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "east" }] }]
#- db-intentions.hcl
Kind = "service-intentions"
Name = "db"
Sources = [
  { Name = "api", Peer = "east", Action = "allow" },
  { Name = "*", Peer = "east", Action = "allow" },
]
#- setup.sh
consul intention create -allow api web
consul intention create -allow api.east web
consul intention create -deny "*" web
consul intention create -deny "*" db
consul intention delete "*" db
`
    const codes = judgeFiles(parseFixture(others).files).map(({ code }) => code)
    assert.equal(codes.includes('intention-command'), false)
  })

  it('takes the source out of the entry in place of a deletion', () =>
    checkFix(
      `${entries.trim()}\n#- setup.sh\nconsul intention delete web billing\n`,
      'Take the source of `cluster-02` out of `billing-intentions.hcl`, and write that',
      `${entries.trim().replace('  { Name = "web", Peer = "cluster-02", Action = "allow" },\n', '')}\n#- setup.sh\nconsul config write billing-intentions.hcl\n`,
    ))

  it('deletes an intention that no file has', () =>
    checkFix(
      '#- setup.sh\nconsul intention delete peer:cluster-02/web billing\n',
      'Delete the intention of `billing` with all its sources by `consul config delete`',
      '#- setup.sh\nconsul config delete -kind=service-intentions -name=billing\n',
    ))

  it('knows a peer before the slash by the command that makes it', () =>
    assert.equal(
      messages('#- setup.sh\nconsul peering generate-token -name east\nconsul intention check east/web billing\n').filter((text) =>
        text.startsWith('`consul intention`'),
      ).length,
      1,
    ))

  it('leaves the variables of the shell to the shell', () =>
    checkFix(
      '#- setup.sh\nconsul intention delete -token=$TOKEN peer:cluster-02/web billing\n',
      'Delete the intention of `billing` with all its sources by `consul config delete`',
      '#- setup.sh\nconsul config delete -token="$TOKEN" -kind=service-intentions -name=billing\n',
    ))

  it('offers nothing that it would have to guess', () =>
    assert.deepEqual(fixTitles('#- setup.sh\nconsul intention create -allow "peer:$PEER/web" billing\n'), []))
})
