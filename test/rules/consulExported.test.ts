// The service of the servers, exported.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const entry = (services: string) => `Kind = "exported-services"
Name = "default"
Services = [${services}]
`
const service = (name: string) => `{ Name = "${name}", Consumers = [{ peer_name = "p" }] }`

describe('consul-exported', () => {
  it('takes it out', () => {
    checkFix(entry(`${service('web')}, ${service('consul')}`), 'Stop exporting `consul`', entry(service('web')))
    checkFix(entry(service('consul')), 'Stop exporting `consul`', entry(''), { target: '1.16' })
  })

  it('is about that name alone', () => checkFindings(entry(service('consul-web'))))
})
