// Destinations outside the mesh.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const destination = (text: string) => `\nKind = "service-defaults"\nName = "bank"\nDestination { ${text} }\n`

describe('destination', () => {
  it('takes host names and both kinds of IP address', () => {
    checkFindings(destination('Addresses = ["api.bank.example", "10.0.0.1", "2001:db8::1"], Port = "443"'), { target: '1.16' })
  })

  it('needs an address and a port', () => {
    checkFindings(
      `
Kind = "service-defaults"
Name = "bank"
Destination { Addresses = [], Port = 70000 }
^^^^^^^^^^^ rejected destination: A destination needs at least one address, and Consul refuses the entry without it.
                                     ^^^^^ rejected destination: 70000 is no port, and Consul refuses the entry. Use 1 to 65535.
`,
      { target: '1.16' },
    )
  })
})
