// Envoy extensions that Consul cannot build.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const target = '1.16'

describe('envoy-extension', () => {
  it('suggests the name that was most likely meant', () => {
    checkFindings(
      `
Kind = "proxy-defaults"
EnvoyExtensions = [{ Name = "builtin/luaa" }]
                            ^^^^^^^^^^^^^^ rejected envoy-extension: \`builtin/luaa\` is not built into Consul, which refuses the entry. Did you mean \`builtin/lua\`?
`,
      { target },
    )
  })

  it('tells of versions that are no constraints before anything else', () => {
    checkFindings(
      `
Kind = "proxy-defaults"
EnvoyExtensions = [{ Name = "builtin/nope", ConsulVersion = "latest" }]
                                                            ^^^^^^^^ rejected envoy-extension: \`ConsulVersion\` cannot be \`latest\`, and Consul refuses the entry. Write a constraint such as \`>= 1.16.0\`.
`,
      { target },
    )
  })

  it('tells of each argument that is missing, and of one that is of another type', () => {
    checkFindings(
      `
Kind = "proxy-defaults"
EnvoyExtensions = [
  { Name = "builtin/aws/lambda" },
           ^^^^^^^^^^^^^^^^^^^^ rejected envoy-extension: \`builtin/aws/lambda\`: \`ARN\`, which names the function, is missing. Consul refuses the entry.
  { Name = "builtin/aws/lambda", Arguments { ARN = 5 } }
                                 ^^^^^^^^^ rejected envoy-extension: \`builtin/aws/lambda\`: \`ARN\` must be a text. Consul refuses the entry.
]
`,
      { target },
    )
  })

  it('takes a list of one for a word of a resource filter', () => {
    checkFindings(
      `
Kind = "proxy-defaults"
EnvoyExtensions = [{
  Name = "builtin/property-override"
  Arguments {
    Patches = [{
      ResourceFilter { ResourceType = ["listener"], TrafficDirection = ["outbound"], Services = [{ Name = ["api"] }] }
      Op = "remove"
      Path = "stat_prefix"
    }, {
      ResourceFilter { ResourceType = "listener", TrafficDirection = ["inbound"] }
      Op = "remove"
      Path = "stat_prefix"
    }]
  }
}]
`,
      { target },
    )
  })

  it('takes several constraints on one version', () => {
    checkFindings(
      `
Kind = "proxy-defaults"
EnvoyExtensions = [{ Name = "builtin/aws/lambda", EnvoyVersion = ">= 1.24, != 1.25.1, < 2.0-rc1", Arguments { arn = "x" } }]
`,
      { target },
    )
  })
})
