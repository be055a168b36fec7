// The table of `bound-api-gateway`: what Consul itself keeps of an API gateway and the routes that bind to it.
import { closingFields, kindField, placeFields, service, string } from '../common.ts'
import { referenceType } from '../gateways.ts'
import type { Kind, ObjectType } from '../types.ts'

const listener: ObjectType = {
  title: 'a bound listener',
  fields: [
    { name: 'Name', type: string, docs: 'The name of the listener.' },
    {
      name: 'Routes',
      type: {
        is: 'list',
        of: {
          is: 'object',
          object: referenceType('a route reference', [
            { value: 'http-route', docs: 'A route for requests.' },
            { value: 'tcp-route', docs: 'A route for connections.' },
          ]),
        },
      },
      docs: 'The routes that bind to the listener.',
    },
    {
      name: 'Certificates',
      type: {
        is: 'list',
        of: { is: 'object', object: referenceType('a certificate reference', [{ value: 'inline-certificate', docs: 'A certificate.' }]) },
      },
      docs: 'The certificates of the listener.',
    },
  ],
}

export const boundApiGateway: Kind = {
  kind: 'bound-api-gateway',
  docs: 'What Consul keeps of an API gateway and its routes. Nobody else may write it.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/api-gateway',
  since: '1.15',
  writer: 'consul',
  source: 'agent/structs/config_entry_gateways.go @ v1.16.1',
  object: {
    title: 'a `bound-api-gateway` entry',
    fields: [
      kindField,
      { name: 'Name', type: service, docs: 'The name of the gateway.' },
      ...placeFields,
      { name: 'Listeners', type: { is: 'list', of: { is: 'object', object: listener } }, docs: 'The listeners of the gateway.' },
      ...closingFields,
    ],
  },
}
