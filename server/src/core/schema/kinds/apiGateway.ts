// The table of `api-gateway`: the listeners to which routes bind.
import { closingFields, kindField, placeFields, service, string, unsigned32 } from '../common.ts'
import { gatewayJwtField, portField, referenceType, statusField } from '../gateways.ts'
import { tlsVersionFields } from '../tls.ts'
import type { Field, Kind, ObjectType } from '../types.ts'

/** The fields are named without `TLS` here, and only the command line knows the snake_case of the others. */
const versionFields = tlsVersionFields.map((field): Field => ({ ...field, name: field.name.replace(/^TLS/, ''), aliasOnlyIn: 'api' }))

const policy: ObjectType = { title: 'a policy of a listener', fields: [gatewayJwtField] }

const listener: ObjectType = {
  title: 'a listener',
  fields: [
    {
      name: 'Name',
      type: string,
      required: true,
      docs: 'The name of the listener, once for each gateway: letters in lower case, digits, hyphens and dots.',
    },
    { name: 'Hostname', type: string, docs: 'The host name of the listener; its first label may be `*`. Not for `tcp`.' },
    portField,
    {
      name: 'Protocol',
      type: {
        is: 'enum',
        checked: 'anyCase',
        values: [
          { value: 'http', docs: 'HTTP: `http-route` entries bind to it.' },
          { value: 'tcp', docs: 'Plain connections: `tcp-route` entries bind to it.' },
        ],
      },
      required: true,
      docs: 'The protocol of the listener.',
    },
    {
      name: 'TLS',
      type: {
        is: 'object',
        embedded: true,
        object: {
          title: 'a TLS setting',
          fields: [
            {
              name: 'Certificates',
              type: { is: 'list', of: { is: 'object', object: certificateReference() } },
              docs: 'The certificates that the listener shows.',
            },
            ...versionFields,
          ],
        },
      },
      docs: 'TLS of the listener.',
    },
    { name: 'Override', since: '1.17', type: { is: 'object', object: policy }, docs: 'What holds whatever routes say.' },
    { name: 'Default', since: '1.17', type: { is: 'object', object: policy }, docs: 'What holds for routes that say nothing else.' },
    { name: 'MaxRequestHeadersKB', since: '1.22', type: unsigned32, docs: 'How large the headers of a request may be, in kilobytes.' },
  ],
}

function certificateReference(): ObjectType {
  const reference = referenceType('a certificate reference', [
    { value: 'inline-certificate', docs: 'An entry that holds the certificate.' },
    { value: 'file-system-certificate', since: '1.19', docs: 'An entry that names the files of the certificate.' },
  ])
  return { ...reference, fields: reference.fields.map((field) => (field.name === 'Name' ? { ...field, required: true } : field)) }
}

export const apiGateway: Kind = {
  kind: 'api-gateway',
  docs: 'Says on which ports an API gateway listens; routes bind to its listeners.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/api-gateway',
  since: '1.15',
  source: 'api/config_entry_gateways.go, agent/structs/config_entry_gateways.go @ v1.16.1',
  object: {
    title: 'an `api-gateway` entry',
    fields: [
      kindField,
      { name: 'Name', type: service, required: true, docs: 'The name of the gateway.' },
      ...placeFields,
      {
        name: 'Listeners',
        type: { is: 'list', of: { is: 'object', object: listener } },
        required: true,
        docs: 'The ports of the gateway.',
      },
      statusField,
      ...closingFields,
    ],
  },
}
