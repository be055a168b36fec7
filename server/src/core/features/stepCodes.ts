// Refusals that need a cluster with a past: only the steps of `check --batch` meet them, so that no rule tells of them.
import type { RuleFacts } from '../rules/rule.ts'

const refusal = { category: 'rejected', severity: 'error' } as const

const exportNewTarget: RuleFacts = {
  ...refusal,
  code: 'export-new-target',
  title: 'An exported TCP service comes to lead to another service',
  since: '1.13',
  why: 'A peer knows a service that speaks TCP by the identities that it had when it was exported. Consul refuses a resolver that adds one; the same entries are taken when the export is written last. Told of the steps of `check --batch` only.',
  source: 'agent/consul/state/config_entry.go convertTargetsToTestSpiffeIDs @ v1.13.9, v1.16.1; run on 1.13.9',
  noFix: 'The order of writes is not in the file.',
  examples: {
    target: '1.13',
    bad: `
#- 1-exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ PeerName = "cluster-02" }] }]
#- 2-resolver.hcl
Kind = "service-resolver"
Name = "billing"
Redirect { Service = "billing-v2" }
`,
    good: `
#- 1-resolver.hcl
Kind = "service-resolver"
Name = "billing"
Redirect { Service = "billing-v2" }
#- 2-exports.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "billing", Consumers = [{ PeerName = "cluster-02" }] }]
`,
  },
}

const provider = `
#- 1-okta.hcl
Kind = "jwt-provider"
Name = "okta"
JSONWebKeySet { Remote { URI = "https://okta.example.com/keys" } }
#- 2-intentions.hcl
Kind = "service-intentions"
Name = "billing"
JWT { Providers = [{ Name = "okta" }] }
Sources = [{ Name = "web", Action = "allow" }]
`

const jwtProviderInUse: RuleFacts = {
  ...refusal,
  code: 'jwt-provider-in-use',
  title: 'A token provider that an intention asks for is deleted',
  since: '1.16',
  why: 'Without its provider the intention could check no token, so Consul keeps the `jwt-provider` entry as long as one names it. Told of the steps of `check --batch` only.',
  source: 'agent/consul/state/config_entry.go validateProposedConfigEntryInGraph @ v1.16.1; run on 1.16.1',
  noFix: 'A deletion is not in a file.',
  examples: {
    target: '1.16',
    bad: `${provider}#- 3-delete.sh
consul config delete -kind jwt-provider -name okta
`,
    good: `${provider}#- 3-delete-intentions.sh
consul config delete -kind service-intentions -name billing
#- 4-delete-provider.sh
consul config delete -kind jwt-provider -name okta
`,
  },
}

const sharedMember: RuleFacts = {
  ...refusal,
  code: 'shared-member',
  title: 'A member of two sameness groups',
  since: '1.16',
  edition: 'enterprise',
  why: 'A peer or partition belongs to one sameness group at most, and Consul refuses the second one. Told of the steps of `check --batch` only.',
  source: 'facts §5.5, read',
  noFix: 'Which of the groups is meant, a person must say.',
  examples: {
    target: '1.16',
    bad: `
#- 1-all.hcl
Kind = "sameness-group"
Name = "all"
Members = [{ Peer = "cluster-02" }]
#- 2-some.hcl
Kind = "sameness-group"
Name = "some"
Members = [{ Peer = "cluster-02" }]
`,
    good: `
#- 1-all.hcl
Kind = "sameness-group"
Name = "all"
Members = [{ Peer = "cluster-02" }]
#- 2-some.hcl
Kind = "sameness-group"
Name = "some"
Members = [{ Peer = "cluster-03" }]
`,
  },
}

const reservedName: RuleFacts = {
  ...refusal,
  code: 'reserved-name',
  title: 'A deletion by a name that the kind cannot have',
  why: 'Consul deletes no entry without a name, and from 1.13 on no `proxy-defaults` but `global`: it does not look whether there is one. Told of the steps of `check --batch` only.',
  source: 'agent/consul/config_endpoint.go Delete @ v1.13.9, v1.16.1; run on 1.13.9 and 1.16.1',
  noFix: 'A deletion is not in a file.',
  examples: {
    target: '1.13',
    bad: `
#- 1-delete.sh
consul config delete -kind proxy-defaults -name default
`,
    good: `
#- 1-delete.sh
consul config delete -kind proxy-defaults -name global
`,
  },
}

export const stepCodes: readonly RuleFacts[] = [exportNewTarget, jwtProviderInUse, sharedMember, reservedName]
