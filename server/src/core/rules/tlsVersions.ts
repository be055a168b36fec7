// Tells of TLS settings that contradict each other.
import { type DecodedObject, isSet, textOf } from '../decode/decoded.ts'
import { walk } from '../model/walk.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const tlsVersions: EntryRule = {
  code: 'tls-versions',
  about: 'element',
  title: 'TLS settings that contradict each other',
  category: 'rejected',
  severity: 'error',
  why: 'The highest version cannot be below the lowest, and cipher suites can be chosen below TLS 1.3 only.',
  source: 'agent/structs/config_entry_mesh.go validateTLSConfig, types/tls.go @ v1.13.9, v1.16.1; run on 1.13.0-alpha2 and 1.16.1',
  noFix: 'Which of the settings is wrong is for a person to say.',
  examples: {
    bad: `
Kind = "mesh"
TLS { Incoming { TLSMinVersion = "TLSv1_3", CipherSuites = ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"] } }
                                            ^^^^^^^^^^^^ rejected tls-versions: Cipher suites cannot be chosen for TLS 1.3 and above, and Consul refuses the entry. Remove them, or lower the version.
`,
    good: `
Kind = "mesh"
TLS { Incoming { TLSMinVersion = "TLSv1_2", CipherSuites = ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"] } }
`,
  },
  check(entry) {
    const findings: RuleFinding[] = []
    if (!entry.decoded) return findings
    walk(entry.decoded.root, {
      object(object) {
        for (const [lowest, highest] of pairs) findings.push(...checkVersions(object, lowest, highest))
      },
    })
    return findings
  },
}

/** What the two ends are called in `mesh` and ingress gateways, and in API gateways. */
const pairs = [
  ['TLSMinVersion', 'TLSMaxVersion'],
  ['MinVersion', 'MaxVersion'],
] as const

const order = ['TLSv1_0', 'TLSv1_1', 'TLSv1_2', 'TLSv1_3']

function checkVersions(object: DecodedObject, lowest: string, highest: string): readonly RuleFinding[] {
  const least = textOf(object, lowest)
  const greatest = textOf(object, highest)
  const findings: RuleFinding[] = []
  const end = object.fields.get(highest)?.value
  if (end && order.includes(least) && order.includes(greatest) && order.indexOf(greatest) < order.indexOf(least)) {
    const message = `\`${highest}\` is below \`${lowest}\`, and Consul refuses the entry. Raise it, or lower the other.`
    findings.push({ message, range: end.source.range })
  }
  const suites = object.fields.get('CipherSuites')
  if (suites && isSet(suites.value) && least === 'TLSv1_3') {
    const message = 'Cipher suites cannot be chosen for TLS 1.3 and above, and Consul refuses the entry. Remove them, or lower the version.'
    findings.push({ message, range: suites.member.keyRange })
  }
  return findings
}
