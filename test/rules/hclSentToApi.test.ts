// HCL that is sent to the HTTP API.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('hcl-sent-to-api', () => {
  it('writes the file by the command line tool', () =>
    checkFix(
      '#- a.sh\nset -e\ncurl --request PUT \\\n  --data @peering-intentions.hcl \\\n  http://127.0.0.1:8500/v1/config # done\n',
      'Replace by `consul config write` (address and token as the environment says)',
      '#- a.sh\nset -e\nconsul config write peering-intentions.hcl # done\n',
    ))

  it('tells of a body in HCL', () =>
    checkFindings(`
#- a.sh
curl -XPUT h/v1/config -d 'Kind = "mesh"'
                          ^^^^^^^^^^^^^^^ rejected hcl-sent-to-api: \`/v1/config\` reads JSON only and refuses HCL. Write the entry by \`consul config write\`, which reads both.
`))

  it('is silent for JSON', () => checkFindings('#- a.sh\ncurl -XPUT h/v1/config -d @a.json\ncurl -XPUT h/v1/config -d "$(cat a.json)"\n'))
})
