// Tells of certificates and keys that are no PEM.

import { holdsPem } from '../model/base64.ts'
import type { EntryRule } from './rule.ts'

export const certificatePem: EntryRule = {
  code: 'certificate-pem',
  kinds: ['inline-certificate'],
  title: 'A certificate or key that is not in PEM',
  category: 'rejected',
  severity: 'error',
  since: '1.15',
  why: 'Consul reads certificates and keys in PEM: a block between `-----BEGIN …-----` and `-----END …-----`. It also compares the two and wants RSA keys of at least 2048 bits, which is not looked at here.',
  source: 'agent/structs/config_entry_inline_certificate.go Validate @ v1.16.1',
  noFix: 'The right certificate is for a person to give.',
  examples: {
    target: '1.16',
    bad: `
Kind = "inline-certificate"
Name = "public"
Certificate = "public.crt"
              ^^^^^^^^^^^^ rejected certificate-pem: \`Certificate\` holds no PEM block, and Consul refuses the entry. Put the text of the file here, with its first and last line.
PrivateKey = <<EOF
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIA==
-----END PRIVATE KEY-----
EOF
`,
    good: `
Kind = "inline-certificate"
Name = "public"
Certificate = <<EOF
-----BEGIN CERTIFICATE-----
MIIB
-----END CERTIFICATE-----
EOF
PrivateKey = <<EOF
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIA==
-----END PRIVATE KEY-----
EOF
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    if (!root) return []
    return ['Certificate', 'PrivateKey'].flatMap((name) => {
      const value = root.fields.get(name)?.value
      if (value?.type !== 'string' || value.value === '' || holdsPem(value.value)) return []
      const message = `\`${name}\` holds no PEM block, and Consul refuses the entry. Put the text of the file here, with its first and last line.`
      return [{ message, range: value.source.range }]
    })
  },
}
