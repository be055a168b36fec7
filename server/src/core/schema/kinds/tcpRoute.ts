// The table of `tcp-route`: which connections to an API gateway go to which service.
import { closingFields, kindField, placeFields, service, string } from '../common.ts'
import { innerPlaceFields, parentsField, statusField } from '../gateways.ts'
import type { Kind } from '../types.ts'

export const tcpRoute: Kind = {
  kind: 'tcp-route',
  docs: 'Sends connections from listeners of an API gateway to a service.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/tcp-route',
  since: '1.15',
  source: 'api/config_entry_routes.go, agent/structs/config_entry_routes.go @ v1.16.1',
  object: {
    title: 'a `tcp-route` entry',
    typical: ['Services'],
    fields: [
      kindField,
      { name: 'Name', type: string, required: true, docs: 'The name of the route.' },
      ...placeFields,
      parentsField,
      {
        name: 'Services',
        type: {
          is: 'list',
          most: 1,
          of: {
            is: 'object',
            object: {
              title: 'a service of a route',
              fields: [{ name: 'Name', type: service, docs: 'The service that answers.' }, ...innerPlaceFields],
            },
          },
        },
        docs: 'Where the connections go: one service only.',
      },
      statusField,
      ...closingFields,
    ],
  },
}
