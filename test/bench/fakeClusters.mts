// A process that answers as many large clusters do, so that the client can be measured with more of them than a machine can run.
import * as http from 'node:http'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    clusters: { type: 'string', default: '50' },
    hanging: { type: 'string', default: '10' },
    peerings: { type: 'string', default: '200' },
    services: { type: 'string', default: '2000' },
  },
})
const [count, hanging, peeringCount, serviceCount] = [values.clusters, values.hanging, values.peerings, values.services].map(Number)
let requests = 0

const now = new Date().toISOString()
const peerings = JSON.stringify(
  Array.from({ length: peeringCount ?? 0 }, (_, i) => ({
    ID: `00000000-0000-0000-0000-${String(i).padStart(12, '0')}`,
    Name: `peer-${i}`,
    State: 'ACTIVE',
    PeerID: `11111111-0000-0000-0000-${String(i).padStart(12, '0')}`,
    PeerServerAddresses: ['203.0.113.7:8503'],
    StreamStatus: { ImportedServices: ['web'], ExportedServices: ['billing'], LastHeartbeat: now, LastReceive: now, LastSend: now },
    CreateIndex: i,
    ModifyIndex: i,
  })),
)
const services = JSON.stringify(Object.fromEntries(Array.from({ length: serviceCount ?? 0 }, (_, i) => [`service-${i}`, []])))
const exported = JSON.stringify({
  Kind: 'exported-services',
  Name: 'default',
  Services: Array.from({ length: serviceCount ?? 0 }, (_, i) => ({ Name: `service-${i}`, Consumers: [{ Peer: `peer-${i % 200}` }] })),
  CreateIndex: 1,
  ModifyIndex: 1,
})
const answers: Readonly<Record<string, string>> = {
  '/v1/connect/intentions': '[]',
  '/v1/config/service-defaults': '[]',
  '/v1/status/leader': '"127.0.0.1:8300"',
  '/v1/agent/self': JSON.stringify({
    Config: { Version: '1.16.1', Datacenter: 'dc1', Server: true },
    DebugConfig: { PeeringEnabled: true },
  }),
  '/v1/catalog/datacenters': '["dc1"]',
  '/v1/catalog/service/consul': '[]',
  '/v1/catalog/services': services,
  '/v1/peerings': peerings,
  '/v1/config/exported-services/default': exported,
}

function serve(isHanging: boolean): Promise<number> {
  const server = http.createServer((request, response) => {
    requests++
    if (isHanging) return
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    // Nothing ever changes, so who waits for a change waits until the end.
    if (searchParams.has('index')) return
    const answer = answers[pathname]
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json', 'x-consul-index': '1' })
    response.end(answer ?? 'Config entry not found')
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

const ports = await Promise.all(Array.from({ length: count ?? 0 }, (_, i) => serve(i < (hanging ?? 0))))
process.send?.({ ports })
process.on('message', () => process.send?.({ requests }))
process.on('disconnect', () => process.exit(0))
