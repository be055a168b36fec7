// The table of `inline-certificate`: a certificate that listeners of an API gateway show.
import { closingFields, kindField, placeFields, string } from '../common.ts'
import type { Kind } from '../types.ts'

export const inlineCertificate: Kind = {
  kind: 'inline-certificate',
  docs: 'Holds a certificate and its key for listeners of an API gateway. The key is stored as it is: keep such a file out of version control.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/inline-certificate',
  since: '1.15',
  source: 'api/config_entry_inline_certificate.go, agent/structs/config_entry_inline_certificate.go @ v1.16.1',
  object: {
    title: 'an `inline-certificate` entry',
    fields: [
      kindField,
      { name: 'Name', type: string, required: true, docs: 'The name of the certificate.' },
      ...placeFields,
      { name: 'Certificate', type: string, required: true, docs: 'The certificate in PEM.' },
      {
        name: 'PrivateKey',
        alias: 'private_key',
        aliasOnlyIn: 'api',
        type: string,
        required: true,
        docs: 'The key of the certificate in PEM; an RSA key has at least 2048 bits.',
      },
      ...closingFields,
    ],
  },
}
