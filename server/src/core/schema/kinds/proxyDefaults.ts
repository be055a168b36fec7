// The table of `proxy-defaults`: what holds for all proxies of the cluster.
import {
  boolean,
  closingFields,
  envoyExtensionsField,
  exposeType,
  failoverModeType,
  kindField,
  localityPriorityType,
  meshGatewayType,
  modeField,
  mutualTlsModeField,
  placeFields,
  string,
  transparentProxyType,
} from '../common.ts'
import type { Kind, ObjectType } from '../types.ts'

const accessLogs: ObjectType = {
  title: 'an access log setting',
  fields: [
    { name: 'Enabled', alias: 'enabled', type: boolean, docs: 'Turns access logs on.' },
    { name: 'DisableListenerLogs', alias: 'disable_listener_logs', type: boolean, docs: 'Leaves out connections that match no listener.' },
    {
      name: 'Type',
      alias: 'type',
      type: {
        is: 'enum',
        checked: 'exactly',
        values: [
          { value: 'stdout', docs: 'The standard output of Envoy.' },
          { value: 'stderr', docs: 'The error output of Envoy.' },
          { value: 'file', docs: 'A file, which `Path` names.' },
        ],
      },
      docs: 'Where the logs go.',
      default: 'stdout',
    },
    {
      name: 'Path',
      alias: 'path',
      type: string,
      onlyWith: { field: 'Type', values: ['file'] },
      docs: 'The log file; only with `Type = "file"`.',
    },
    { name: 'JSONFormat', alias: 'json_format', type: string, docs: 'The format of a line as JSON.' },
    { name: 'TextFormat', alias: 'text_format', type: string, docs: 'The format of a line as text.' },
  ],
  atMostOneOf: [{ fields: ['JSONFormat', 'TextFormat'] }],
}

const failoverPolicy: ObjectType = {
  title: 'a failover policy',
  fields: [
    { name: 'Mode', type: failoverModeType, docs: 'In which order targets are tried.' },
    { name: 'Regions', type: { is: 'list', of: string }, docs: 'The order of the regions.' },
  ],
}

export const proxyDefaults: Kind = {
  kind: 'proxy-defaults',
  onlyName: 'global',
  docs: 'What holds for all proxies of the cluster, such as the protocol of services that have no `service-defaults`.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/proxy-defaults',
  source: 'api/config_entry.go @ v1.16.1, agent/structs/config_entry.go @ v1.13.9, v1.15.0, v1.16.1',
  object: {
    title: 'a `proxy-defaults` entry',
    typical: ['Name', 'Config'],
    fields: [
      kindField,
      { name: 'Name', type: string, default: 'global', docs: 'Always `global`.' },
      ...placeFields,
      modeField,
      {
        name: 'TransparentProxy',
        alias: 'transparent_proxy',
        type: transparentProxyType,
        filledIn: true,
        docs: 'Settings of the `transparent` mode.',
      },
      mutualTlsModeField,
      { name: 'Config', type: { is: 'map', of: { is: 'any', walked: true } }, docs: 'Settings of the proxy, such as `protocol`.' },
      {
        name: 'MeshGateway',
        alias: 'mesh_gateway',
        type: meshGatewayType,
        docs: 'How mesh gateways are used. Peering needs `local` or `remote`.',
      },
      { name: 'Expose', type: exposeType, docs: 'Paths that are reachable from outside the mesh.' },
      {
        name: 'AccessLogs',
        alias: 'access_logs',
        since: '1.15',
        type: { is: 'object', object: accessLogs },
        filledIn: true,
        docs: 'Access logs of all proxies.',
      },
      envoyExtensionsField,
      {
        name: 'FailoverPolicy',
        alias: 'failover_policy',
        since: '1.16',
        type: { is: 'object', object: failoverPolicy },
        docs: 'How failover targets are tried.',
      },
      {
        name: 'PrioritizeByLocality',
        alias: 'prioritize_by_locality',
        since: '1.16',
        type: localityPriorityType,
        docs: 'Which instances are preferred by their locality.',
      },
      ...closingFields,
    ],
  },
}
