// Commands that the tool `consul` does not have.
import { describe, it } from 'node:test'
import { checkFindings, checkFixAll } from '../harness/rules.ts'

describe('unknown-consul-command', () => {
  it('writes what was meant', () =>
    checkFixAll(
      '#- a.sh\nconsul peerings list\nconsul peering generate -name x\nconsul peering lists\n',
      '#- a.sh\nconsul peering list\nconsul peering generate-token -name x\nconsul peering list\n',
      { target: '1.16' },
    ))

  it('knows the releases', () => {
    checkFindings(`
#- a.sh
consul peering list
       ^^^^^^^ rejected unknown-consul-command: The technical preview (1.13.0-alpha2) has no \`consul peering\`: it came with 1.13.2. Ask its HTTP API, \`/v1/peering/…\`.
`)
    checkFindings(
      `
#- a.sh
consul peering exported-services -name x
               ^^^^^^^^^^^^^^^^^ rejected unknown-consul-command: \`consul peering exported-services\` exists since Consul 1.17; Consul 1.16 does not have it. Run it by a newer \`consul\`.
`,
      { target: '1.16' },
    )
  })
})
