// C8: keys of a peer.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const peer =
  '#- exports.hcl\nKind = "exported-services"\nName = "default"\nServices = [{ Name = "a", Consumers = [{ peer_name = "east" }] }]\n'
const label =
  'preview kv-across-peers C8: `east` is a peer, not a datacenter of this federation, and a peering does not share keys. Ask a service of `east` for it, or keep the key in this cluster, too.'

describe('kv-across-peers', () => {
  it('knows peers by entries, and variables by the script', () =>
    checkFindings(`${peer}#- setup.sh
OTHER=east
consul kv get -datacenter=east app/color
              ^^^^^^^^^^^^^^^^ ${label}
consul kv put -datacenter "$OTHER" app/color red
              ^^^^^^^^^^^^^^^^^^^^ ${label}
consul kv get -datacenter=dc2 app/color
docker exec server consul kv get -datacenter east app/color | jq .
                                 ^^^^^^^^^^^^^^^^ ${label}
curl "localhost:8500/v1/kv/app?recurse&dc=east"
                                       ^^^^^^^ ${label}
curl localhost:8500/v1/health/service/web?peer=east
`))

  it('holds in every release', () =>
    checkFindings(
      `
#- setup.sh
consul kv get -peer=east x
              ^^^^^^^^^^ preview kv-across-peers C8: \`consul kv\` has no flag \`-peer\`, since a peering does not share keys. Ask a service of \`east\` for it, or keep the key in this cluster, too.
`,
      { target: '1.22' },
    ))

  it('reads templates, also in the fences of Markdown', () =>
    checkFindings(`#- app.ctmpl
color = {{ key "app/color@east" }}
                          ^^^^ ${label}
here  = {{ key "app/color" }}
dc2   = {{ keyOrDefault "app/color@dc2" "red" }}
${peer}#- guide.md
\`\`\`hcl
color = "{{ with $x := key "app/color@east" }}"
                                      ^^^^ ${label}
\`\`\`
`))

  it('is suppressed by a comment of the script, and a comment too many goes', () => {
    const ignore = '# consul-peering-ignore kv-across-peers: known'
    checkFindings(`#- setup.sh\n${ignore}\nconsul kv get -peer=east x\n`)
    checkFix(
      `#- setup.sh\nset -e\n${ignore}\nconsul kv get x\n`,
      'Remove the suppression of `kv-across-peers`',
      '#- setup.sh\nset -e\nconsul kv get x\n',
    )
  })
})
