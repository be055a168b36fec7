// Findings that no rule makes, since they look at more or at less than entries; they are explained like those of rules.
import type { RuleFacts } from '../rules/rule.ts'
import { stepCodes } from './stepCodes.ts'

/** Told by `workspace/peeringFile.ts`. */
const peeringFile: RuleFacts = {
  code: 'peering-file',
  title: 'A key or value of a `consul-peering.json` that counts as absent',
  category: 'advice',
  severity: 'warning',
  why: 'The file says which cluster the entries of its folder belong to and by which release they are judged. What cannot be read in it is left out, and the entries are judged without it.',
  source: 'The form of the file is the JSON schema `schemas/consul-peering.schema.json`.',
  noFix: 'What was meant cannot be known.',
  examples: {
    bad: `
#- consul-peering.json
{ "cluster": "cluster-01", "target": "one" }
`,
    good: `
#- consul-peering.json
{ "cluster": "cluster-01", "target": "1.16" }
`,
  },
}

/** Told by `portability/`, in the command line tool with `--portability` only. */
const hcl2Portability: RuleFacts = {
  code: 'hcl2-portability',
  title: 'Terraform and other HCL 2 tools cannot read the file',
  category: 'advice',
  severity: 'warning',
  why: 'Consul reads HCL 1. Terraform, Nomad and most formatters read HCL 2, which takes neither keys in quotes at the top of a file nor several things more that HCL 1 takes.',
  source: 'The verdict is that of `hcl2-parser`, a build of the HCL 2 parser.',
  noFix: 'The parser does not say what it stops at.',
  examples: {
    bad: `
Kind = "mesh"
"Peering" = { PeerThroughMeshGateways = true }
`,
    good: `
Kind = "mesh"
Peering = { PeerThroughMeshGateways = true }
`,
  },
}

export const otherCodes: readonly RuleFacts[] = [peeringFile, hcl2Portability, ...stepCodes]
