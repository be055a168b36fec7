// The settings of an agent that decide whether and how it peers, and the names by which its files are known.
import type { Field, ObjectType, Type } from './types.ts'

const text: Type = { is: 'string' }
const truth: Type = { is: 'boolean' }
const port: Type = { is: 'integer', bits: 64, unsigned: false }
const texts: Type = { is: 'list', of: text }

function stanza(field: Omit<Field, 'type'>, title: string, fields: readonly Field[]): Field {
  return { ...field, type: { is: 'object', object: { title, fields } } }
}

/**
 * What rules read of an agent's file; all other settings are left unread. Keys are matched without regard to case.
 * Source: Config and DeprecatedConfig in agent/config/config.go and deprecated.go @ v1.13.9 and v1.16.1.
 */
export const agentSettings: ObjectType = {
  title: 'the settings of an agent',
  fields: [
    { name: 'server', type: truth, docs: 'The agent is a server. Settings of peering hold for servers only.' },
    { name: 'datacenter', type: text, docs: 'The datacenter of the agent.', default: 'dc1' },
    { name: 'primary_datacenter', type: text, docs: 'The datacenter that leads a federation, its certificates and ACLs.' },
    { name: 'acl_datacenter', type: text, docs: 'The former name of `primary_datacenter`.' },
    { name: 'retry_join_wan', type: texts, docs: 'Servers of other datacenters that this server federates with.' },
    { name: 'start_join_wan', type: texts, docs: 'The former name of `retry_join_wan`.' },
    { name: 'primary_gateways', type: texts, docs: 'Mesh gateways of the primary datacenter, through which this one federates.' },
    { name: 'acl_default_policy', type: text, docs: 'The former name of `acl.default_policy`.' },
    stanza({ name: 'acl', docs: 'Access control.' }, 'the ACL settings', [
      { name: 'enabled', type: truth, docs: 'Requests are judged by ACLs.', default: 'false' },
      { name: 'default_policy', type: text, docs: 'What holds where no rule says anything: `allow` or `deny`.', default: 'allow' },
    ]),
    stanza({ name: 'peering', docs: 'Cluster peering.', since: '1.13' }, 'the peering settings', [
      { name: 'enabled', type: truth, docs: 'The cluster may be peered. `false` by default in 1.13, `true` since 1.14.' },
    ]),
    stanza({ name: 'connect', docs: 'The service mesh.' }, 'the settings of the service mesh', [
      { name: 'enabled', type: truth, docs: 'The service mesh is on. `false` by default in 1.13, `true` since 1.14.' },
      {
        name: 'enable_mesh_gateway_wan_federation',
        type: truth,
        docs: 'Datacenters are federated through mesh gateways.',
        default: 'false',
      },
    ]),
    stanza({ name: 'ports', docs: 'The ports that the agent opens.' }, 'the ports', [
      { name: 'grpc', type: port, docs: 'The gRPC port; -1 closes it.', default: '-1' },
      { name: 'grpc_tls', type: port, docs: 'The gRPC port with TLS, to which peers connect; -1 closes it.', since: '1.14' },
    ]),
  ],
}

/**
 * Settings that no other tool has, by their path: one of them in a file says that it configures an agent of Consul.
 * Nomad, Vault, Boundary and Terraform have `acl.enabled`, `ports.http`, `datacenter` and `data_dir`, too.
 */
export const tellingSettings: readonly (readonly [name: string, inner?: readonly string[]])[] = [
  ['config_entries', ['bootstrap']],
  ['primary_datacenter'],
  ['primary_gateways'],
  ['retry_join_wan'],
  ['start_join_wan'],
  ['acl_datacenter'],
  ['acl_default_policy'],
  ['acl', ['default_policy', 'down_policy', 'enable_key_list_policy', 'enable_token_persistence', 'enable_token_replication', 'tokens']],
  ['connect', ['ca_provider', 'ca_config', 'enable_mesh_gateway_wan_federation']],
  ['ports', ['grpc_tls', 'serf_lan', 'serf_wan', 'sidecar_min_port', 'sidecar_max_port', 'expose_min_port', 'expose_max_port']],
]

/** Settings that say so only in a file that holds nothing but settings of an agent. */
export const likelySettings: readonly (readonly [name: string, inner: readonly string[]])[] = [
  ['peering', ['enabled']],
  ['connect', ['enabled']],
  ['ports', ['grpc', 'dns', 'server']],
]

/** Every setting at the top of an agent's file (agent/config/config.go @ v1.16.1), in the letters in which it is documented. */
export const settingNames: ReadonlySet<string> = new Set(
  `acl addresses advertise_addr advertise_addr_ipv4 advertise_addr_ipv6 advertise_addr_wan advertise_addr_wan_ipv4
  advertise_addr_wan_ipv6 advertise_reconnect_timeout alt_domain audit auto_config auto_encrypt auto_reload_config autopilot
  bind_addr bootstrap bootstrap_expect ca_file ca_path cache cert_file check check_output_max_size check_update_interval checks
  client_addr cloud config_entries connect data_dir datacenter default_query_time disable_anonymous_signature
  disable_coordinates disable_host_node_id disable_http_unprintable_char_filter disable_keyring_file disable_remote_exec
  disable_update_check discard_check_output discovery_max_stale dns_config domain enable_agent_tls_for_checks
  enable_central_service_config enable_debug enable_local_script_checks enable_script_checks enable_syslog encrypt
  encrypt_verify_incoming encrypt_verify_outgoing experiments gossip_lan gossip_wan http_config key_file leave_on_terminate
  license_path limits locality log_file log_json log_level log_rotate_bytes log_rotate_duration log_rotate_max_files
  max_query_time node_id node_meta node_name non_voting_server partition peering performance pid_file ports
  primary_datacenter primary_gateways primary_gateways_interval protocol raft_boltdb raft_logstore raft_protocol
  raft_snapshot_interval raft_snapshot_threshold raft_trailing_logs read_replica reconnect_timeout reconnect_timeout_wan
  recursors rejoin_after_leave reporting retry_interval retry_interval_wan retry_join retry_join_wan retry_max retry_max_wan
  rpc segment segments serf_lan serf_lan_allowed_cidrs serf_wan serf_wan_allowed_cidrs server server_name
  server_rejoin_age_max service services session_ttl_min skip_leave_on_interrupt snapshot_agent start_join start_join_wan
  syslog_facility tagged_addresses telemetry tls tls_cipher_suites tls_min_version tls_prefer_server_cipher_suites
  translate_wan_addrs ui ui_config ui_content_path ui_dir unix_sockets use_streaming_backend verify_incoming
  verify_incoming_https verify_incoming_rpc verify_outgoing verify_server_hostname watches xds`.split(/\s+/),
)
