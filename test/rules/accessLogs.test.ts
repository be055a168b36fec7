// Access log settings.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('access-logs', () => {
  it('tells of a format that is not JSON', () => {
    checkFindings(
      `
Kind = "proxy-defaults"
AccessLogs { JSONFormat = "{" }
             ^^^^^^^^^^ rejected access-logs: \`JSONFormat\` is not JSON, and Consul refuses the entry.
`,
      { target: '1.16' },
    )
  })
})
