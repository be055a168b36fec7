// The table of `file-system-certificate`: files at the gateways that listeners of an API gateway show.
import { closingFields, kindField, placeFields, string } from '../common.ts'
import type { Kind } from '../types.ts'

export const fileSystemCertificate: Kind = {
  kind: 'file-system-certificate',
  docs: 'Names the files of a certificate and its key, which lie at the gateways, for listeners of an API gateway.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/file-system-certificate',
  since: '1.19',
  source: 'api/config_entry_file_system_certificate.go @ api/v1.29.4 (Consul 1.19)',
  object: {
    title: 'a `file-system-certificate` entry',
    fields: [
      kindField,
      { name: 'Name', type: string, required: true, docs: 'The name of the certificate.' },
      ...placeFields,
      { name: 'Certificate', type: string, docs: 'The file of the certificate, in PEM.' },
      { name: 'PrivateKey', alias: 'private_key', aliasOnlyIn: 'api', type: string, docs: 'The file of the key, in PEM.' },
      ...closingFields,
    ],
  },
}
