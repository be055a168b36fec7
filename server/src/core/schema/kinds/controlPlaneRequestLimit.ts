// The table of `control-plane-request-limit`: how many requests servers take. Consul Enterprise only.
import { closingFields, float64, kindField, placeFields, string } from '../common.ts'
import type { Field, Kind, Type } from '../types.ts'

const rates: readonly Field[] = [
  { name: 'ReadRate', alias: 'read_rate', type: float64, docs: 'Reads in a second.' },
  { name: 'WriteRate', alias: 'write_rate', type: float64, docs: 'Writes in a second.' },
]

const ratesType: Type = { is: 'object', object: { title: 'a rate limit', fields: rates } }

const categories = [
  'ACL',
  'Catalog',
  'ConfigEntry',
  'ConnectCA',
  'Coordinate',
  'DiscoveryChain',
  'ServerDiscovery',
  'Health',
  'Intention',
  'KV',
  'Tenancy',
  'PreparedQuery',
  'Session',
  'Txn',
  'AutoConfig',
  'FederationState',
  'Internal',
  'PeerStream',
  'Peering',
  'DataPlane',
  'DNS',
  'Subscribe',
  'Resource',
] as const

export const controlPlaneRequestLimit: Kind = {
  kind: 'control-plane-request-limit',
  docs: 'Limits how many requests of a client the servers take. Consul Enterprise only.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/control-plane-request-limit',
  since: '1.16',
  edition: 'enterprise',
  source: 'api/config_entry_rate_limit_ip.go @ v1.16.1',
  object: {
    title: 'a `control-plane-request-limit` entry',
    fields: [
      kindField,
      { name: 'Name', type: string, docs: 'The name of the entry.' },
      {
        name: 'Mode',
        type: {
          is: 'enum',
          values: [
            { value: 'permissive', docs: 'Requests above the limit are logged only.' },
            { value: 'enforcing', docs: 'Requests above the limit are refused.' },
            { value: 'disabled', docs: 'The limit does not count.' },
          ],
        },
        docs: 'What happens to requests above the limit.',
      },
      ...placeFields,
      ...rates,
      ...categories.map((name): Field => ({ name, type: ratesType, docs: `The limit of requests of the category \`${name}\`.` })),
      ...closingFields,
    ],
  },
}
