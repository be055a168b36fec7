// Tells which services must speak HTTP for Consul to take an entry, where nothing known says what they speak.
import { graphOf } from '../model/graph/scopeGraph.ts'
import type { Needed } from '../model/graph/unknown.ts'
import type { Rule } from './rule.ts'

export const unknownProtocol: Rule = {
  code: 'unknown-protocol',
  title: 'Nothing known says which protocol a service speaks',
  category: 'advice',
  severity: 'information',
  why: 'Routers, splitters, L7 permissions and HTTP listeners need services that speak HTTP, and Consul refuses them for services that have no `service-defaults`, nor `proxy-defaults` with a protocol, since those speak `tcp`. The entries may be on the cluster already, so this is no more than advice; where the files are known to be all there is, it is an error.',
  source: 'agent/consul/discoverychain/compile.go recordServiceProtocol @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'Whether the service speaks HTTP is for a person to say.',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }] }]
                           ^^^^^^^^^^^ advice unknown-protocol: Nothing here says what \`billing\` speaks, and Consul refuses this entry unless it is \`http\`, \`http2\` or \`grpc\`. Add a \`service-defaults\` entry for \`billing\` with that \`Protocol\`, if the cluster has none.
`,
    good: `
#- billing-intentions.hcl
Kind = "service-intentions"
Name = "billing"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/v1" } }] }]
#- billing.hcl
Kind = "service-defaults"
Name = "billing"
Protocol = "http"
`,
  },
  check(entry, context) {
    return graphOf(context)
      .neededBy(entry)
      .map((needed) => ({ message: describe(needed), range: needed.range }))
  },
}

function describe({ service, protocol }: Needed): string {
  const wanted = protocol === 'http' ? '`http`, `http2` or `grpc`' : `\`${protocol}\``
  return `Nothing here says what \`${service.name}\` speaks, and Consul refuses this entry unless it is ${wanted}. Add a \`service-defaults\` entry for \`${service.name}\` with that \`Protocol\`, if the cluster has none.`
}
