// Which files configure an agent of Consul, what is read of them, and the entries in them.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Document, Format } from '../../../server/src/core/document.ts'
import { agentsBeside, agentsOf, settingOf, switchOf } from '../../../server/src/core/model/agent.ts'
import { entriesOf } from '../../../server/src/core/model/entry.ts'
import { parse } from '../../../server/src/core/syntax/index.ts'
import { checkFindings, judgeFiles } from '../../harness/rules.ts'

const options = { target: '1.16', edition: 'community' } as const
const documentOf = (text: string, format: Format = 'hcl', uri = `main.${format}`): Document => ({
  uri,
  format,
  text,
  ...parse(text, format),
})
const agents = (text: string, format: Format = 'hcl') => agentsOf(documentOf(text, format), options)

const consul: Readonly<Record<string, string>> = {
  'a server': 'datacenter = "dc1"\ndata_dir = "/opt/consul"\nserver = true\nacl {\n  enabled = true\n  default_policy = "deny"\n}',
  'a file of a folder that only switches peering on': 'peering {\n  enabled = true\n}',
  'ports alone': 'ports {\n  grpc = 8502\n}',
  'a federation': 'primary_datacenter = "dc1"\nretry_join_wan = ["10.0.0.1"]',
  'entries alone': 'config_entries {\n  bootstrap = []\n}',
  'any case of letters': 'ACL {\n  Default_Policy = "deny"\n}',
  'a list in place of a block': 'acl = [{ default_policy = "deny" }]',
}

const others: Readonly<Record<string, string>> = {
  'Nomad, server': `
datacenter = "dc1"
data_dir   = "/opt/nomad/data"
bind_addr  = "0.0.0.0"
server {
  enabled          = true
  bootstrap_expect = 3
  server_join {
    retry_join = ["10.0.0.1"]
  }
}
ports {
  http = 4646
  rpc  = 4647
  serf = 4648
}
acl {
  enabled = true
}
consul {
  address = "127.0.0.1:8500"
}
`,
  'Nomad, job': `
job "web" {
  datacenters = ["dc1"]
  group "web" {
    network {
      mode = "bridge"
    }
    service {
      name = "web"
      port = "9090"
      connect {
        sidecar_service {}
      }
    }
  }
}
`,
  Vault: `
ui            = true
cluster_addr  = "https://127.0.0.1:8201"
api_addr      = "https://127.0.0.1:8200"
disable_mlock = true
storage "consul" {
  address = "127.0.0.1:8500"
  path    = "vault/"
}
listener "tcp" {
  address = "127.0.0.1:8200"
}
service_registration "consul" {
  address = "127.0.0.1:8500"
}
telemetry {
  statsite_address = "127.0.0.1:8125"
}
`,
  Boundary: `
disable_mlock = true
controller {
  name = "controller-0"
  database {
    url = "env://BOUNDARY_PG_URL"
  }
}
listener "tcp" {
  address = "0.0.0.0"
  purpose = "api"
}
kms "aead" {
  purpose = "root"
}
`,
  'Terraform, generated for a module': `
terraform {
  source = "hashicorp/consul/aws"
}
inputs = {
  acl                = { default_policy = "deny" }
  primary_datacenter = "dc1"
  peering            = { enabled = true }
}
resource "consul_peering" "east" {
  peer_name = "east"
}
`,
  'a Terraform block of a telling name': 'variable "acl" {\n  default = "x"\n}\nprimary_datacenter "x" {\n  y = 1\n}',
  'a policy of Consul': 'peering = "write"\nacl = "read"\nmesh = "write"\nservice_prefix "" {\n  policy = "read"\n}',
  'a service of Consul': 'service {\n  name = "web"\n  port = 80\n  connect {\n    sidecar_service {}\n  }\n}',
  'consul-template': 'consul {\n  address = "127.0.0.1:8500"\n}\ntemplate {\n  source = "a.ctmpl"\n  destination = "a"\n}',
}

describe('the files of an agent', () => {
  for (const [what, text] of Object.entries(consul)) it(`are known: ${what}`, () => assert.equal(agents(text).length, 1))
  for (const [what, text] of Object.entries(others)) it(`are not: ${what}`, () => assert.equal(agents(text).length, 0))

  it('are known in JSON', () => {
    assert.equal(agents('{ "server": true, "peering": { "enabled": true } }', 'json').length, 1)
    assert.equal(agents('{ "connect": { "enabled": true } }', 'json').length, 0)
    assert.equal(agents('{ "name": "x", "acl": [], "peering": { "enabled": true } }', 'json').length, 0)
  })
})

describe('the settings of an agent', () => {
  it('are read without regard to case and to the form of blocks', () => {
    const [agent] = agents('ACL = [{ Enabled = true, default_policy = "deny" }]')
    assert.ok(agent)
    assert.equal(switchOf(agent, 'acl', 'enabled'), true)
    const policy = settingOf(agent, 'acl', 'default_policy')?.value
    assert.equal(policy?.type === 'string' && policy.value, 'deny')
  })

  it('of one folder belong together, unless one file is of a client', () => {
    const [server] = agentsOf(documentOf('server = true\nretry_join_wan = ["a"]', 'hcl', 'file:///a/server.hcl'), options)
    const [peering] = agentsOf(documentOf('peering { enabled = true }', 'hcl', 'file:///a/peering.hcl'), options)
    const [client] = agentsOf(documentOf('server = false\nprimary_datacenter = "a"', 'hcl', 'file:///a/client.hcl'), options)
    const [other] = agentsOf(documentOf('peering { enabled = true }', 'hcl', 'file:///b/peering.hcl'), options)
    assert.ok(server && peering && client && other)
    assert.deepEqual(agentsBeside(server, [server, peering, client, other]), [server, peering])
  })
})

describe('the entries that an agent writes at its start', () => {
  const names = (text: string, format: Format = 'hcl') =>
    entriesOf(documentOf(text, format), options).map(({ kindName, name }) => `${kindName}/${name}`)

  it('stand in a list, in blocks, or in both', () => {
    assert.deepEqual(names('config_entries { bootstrap = [{ kind = "service-defaults" name = "a" }] }'), ['service-defaults/a'])
    const blocks =
      'config_entries {\n  bootstrap {\n    kind = "service-defaults"\n    name = "a"\n  }\n  bootstrap {\n    Kind = "mesh"\n  }\n}'
    assert.deepEqual(names(blocks), ['service-defaults/a', 'mesh/mesh'])
    assert.deepEqual(names('{ "config_entries": { "bootstrap": [{ "kind": "service-defaults", "name": "a" }] } }', 'json'), [
      'service-defaults/a',
    ])
  })

  it('are judged by all rules for entries, each where it stands', () => {
    checkFindings(
      `
config_entries {
  bootstrap {
    kind = "exported-services"
    name = "wrong"
           ^^^^^^^ rejected exported-services-name: An \`exported-services\` entry must be named \`default\`, and Consul refuses \`wrong\`. Put all exports of the cluster into the one entry \`default\`.
    services = []
  }
  bootstrap {
    kind = "nope"
           ^^^^^^ rejected unknown-kind: Consul knows no kind \`nope\`. Name one that it knows, such as \`exported-services\`.
  }
}
`,
      { target: '1.16' },
    )
  })

  it('know no alias that only the command line translates', () => {
    const text =
      'config_entries {\n  bootstrap {\n    kind = "service-resolver"\n    name = "a"\n    redirect {\n      service = "b"\n      sameness_group = "c"\n    }\n  }\n}\n'
    const codes = judgeFiles([{ name: 'main.hcl', text }], { target: '1.16', edition: 'enterprise' }).map(({ code }) => code)
    assert.deepEqual(codes, ['unknown-field'])
  })

  it('tell a mistake of syntax once', () => {
    const text = 'config_entries {\n  bootstrap {\n    kind = "mesh"\n  }\n  bootstrap {\n    kind = "mesh"\n  }\n  "\n}\n'
    assert.equal(judgeFiles([{ name: 'main.hcl', text }]).filter(({ code }) => code === 'syntax-error').length, 1)
  })
})
