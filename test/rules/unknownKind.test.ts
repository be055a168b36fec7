// Kinds that are absent, misspelt or of another release.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, fixTitles } from '../harness/rules.ts'

describe('unknown-kind', () => {
  it('repairs a misspelt kind', () => {
    checkFix(
      `
Kind = "service-intention"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
      'Change the kind to `service-intentions`',
      `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow" }]
`,
    )
  })

  it('names the release of a newer kind and offers to judge by it', () => {
    checkFindings(`
Kind = "sameness-group"
       ^^^^^^^^^^^^^^^^ rejected unknown-kind: The kind \`sameness-group\` exists since Consul 1.16; the technical preview (1.13.0-alpha2) refuses it.
Name = "all"
`)
    assert.deepEqual(fixTitles('Kind = "sameness-group"\nName = "all"\n'), ['Judge this cluster as Consul 1.16'])
  })

  it('leaves files alone whose kind is nothing like one of Consul', () => {
    checkFindings(`
kind = "Deployment"
name = "web"
`)
  })

  it('leaves Nomad and Terraform alone', () => {
    checkFindings(`
job "web" {
  group "web" {
    task "web" { driver = "docker" }
  }
}
resource "consul_config_entry" "web" {
  kind = "exported-services"
}
`)
  })

  it('knows the kinds that only Consul, or only Enterprise, writes', () => {
    checkFindings(
      `
Kind = "bound-api-gateway"
       ^^^^^^^^^^^^^^^^^^^ rejected unknown-kind: The kind \`bound-api-gateway\` is written by Consul itself, which refuses it from anyone else. Write the entries that it follows from.
Name = "public"
`,
      { target: '1.16' },
    )
    checkFindings(
      `
Kind = "control-plane-request-limit"
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rejected unknown-kind: The kind \`control-plane-request-limit\` belongs to Consul Enterprise, and a community server refuses it. Remove the entry.
Name = "limit"
`,
      { target: '1.16' },
    )
  })
})
