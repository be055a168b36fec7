// Texts that are longer than Consul takes.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

describe('too-long', () => {
  it('counts bytes, not letters', () => {
    const description = 'ü'.repeat(257)
    checkFindings(`
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Action = "allow", Description = "${description}" }]
                                                           ${'^'.repeat(259)} rejected too-long: The description is 514 bytes long, and Consul takes at most 512.
`)
    checkFindings(
      `\nKind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", Action = "allow", Description = "${'ü'.repeat(256)}" }]\n`,
    )
  })

  it('counts the services of a `tcp-route`', () => {
    checkFindings(
      `
Kind = "tcp-route"
Name = "db"
Services = [{ Name = "a" }, { Name = "b" }]
^^^^^^^^ rejected too-long: \`Services\` has 2 elements, and Consul takes at most 1.
`,
      { target: '1.16' },
    )
  })
})
