// A consumer named twice.
import { describe, it } from 'node:test'
import { checkFindings, checkFixAll } from '../harness/rules.ts'

const entry = (consumers: string) => `Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", ${consumers} }]
`

describe('duplicate-consumer', () => {
  it('removes the second one, also where one is a block', () => {
    checkFixAll(entry('Consumers = [{ peer_name = "p" }, { PeerName = "p" }]'), entry('Consumers = [{ peer_name = "p" }]'))
    checkFixAll(
      'Kind = "exported-services"\nName = "default"\nServices {\n  Name = "web"\n  Consumers {\n    peer_name = "p"\n  }\n  Consumers {\n    peer_name = "p"\n  }\n}\n',
      'Kind = "exported-services"\nName = "default"\nServices {\n  Name = "web"\n  Consumers {\n    peer_name = "p"\n  }\n}\n',
    )
  })

  it('compares names exactly, as Consul does', () => checkFindings(entry('Consumers = [{ peer_name = "p" }, { peer_name = "P" }]')))
})
