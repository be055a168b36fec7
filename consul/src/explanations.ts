// One sentence and one next step for each way in which a call can fail.
import type { ConsulError, ConsulErrorKind, ErrorOf, Explanation, FailedAddress } from './errors.ts'

type Sentences = { readonly [K in ConsulErrorKind]: (error: ErrorOf<K>) => readonly [message: string, next: string] }

const enablePeering = 'Set `peering { enabled = true }` in the configuration of every server of that cluster and restart them.'

const table: Sentences = {
  'bad-address': () => [
    'The address of the cluster is not one that HTTP can use, so nothing was sent.',
    'Write it as `https://host:8501` or `http://host:8500`, without a user name and password.',
  ],
  'connection-refused': ({ address }) => [
    `Nothing listens on \`${address}\`, so the cluster could not be asked.`,
    'Check the host and the port (8500 for http, 8501 for https), and that the agent runs.',
  ],
  'connection-reset': ({ address }) => [
    `\`${address}\` closed the connection before it had answered, as an agent that restarts or a port of another protocol does.`,
    'Check that the address is the HTTP port (8500 or 8501) and not the RPC or gRPC port, then try again.',
  ],
  'host-not-found': ({ address }) => [
    `The host of \`${address}\` has no address in DNS, so the cluster could not be asked.`,
    'Check the spelling of the host, and that this machine is in the network or VPN where the name is known.',
  ],
  unreachable: ({ address, code }) => [
    `There is no way to \`${address}\` from this machine (\`${code}\`).`,
    'Check the network, the VPN and firewalls between this machine and the agent.',
  ],
  timeout: ({ address, timeoutMs }) => [
    `\`${address}\` did not answer within ${seconds(timeoutMs)}, as behind a firewall or in a cluster without a leader.`,
    'Check that the cluster is healthy and reachable, or raise the time limit (in VS Code `consulPeering.requestTimeout`).',
  ],
  cancelled: () => ['The request was cancelled before it was answered.', 'Run it again when you need it.'],
  'tls-untrusted': ({ address }) => [
    `The certificate of \`${address}\` is signed by an authority that this machine does not trust, so nothing was sent.`,
    "Set the cluster's CA file to the authority that signed it (for Consul's own certificates `consul-agent-ca.pem`).",
  ],
  'tls-expired': ({ address }) => [
    `The certificate of \`${address}\` is out of date or not valid yet, so nothing was sent.`,
    "Renew the agent's certificate, and check the clocks of both machines.",
  ],
  'tls-wrong-name': ({ address, expectedName }) => [
    `The certificate of \`${address}\` is not made for ${expectedName === undefined ? 'this host' : `\`${expectedName}\``}, so nothing was sent.`,
    "Set the cluster's server name to a name in the certificate, such as `server.dc1.consul` or `localhost`.",
  ],
  'tls-client-certificate': ({ address }) => [
    `\`${address}\` asks for a client certificate and did not take ours (\`verify_incoming\`).`,
    "Set the cluster's client certificate and key to a pair that its CA signed.",
  ],
  'tls-wrong-scheme': ({ address, needed }) => [
    `\`${address}\` speaks ${needed}, but it was asked in ${needed === 'https' ? 'http' : 'https'}.`,
    `Begin the address with \`${needed}://\`, or use the ${needed === 'https' ? 'http' : 'https'} port of the agent.`,
  ],
  'tls-settings': ({ address }) => [
    `The certificate settings for \`${address}\` could not be read, so nothing was sent.`,
    'Check that CA, client certificate and key are PEM files, and that key and certificate belong together.',
  ],
  'not-consul': ({ address, found }) => [
    `${notConsul(address, found)}, so it is not the HTTP API of Consul that answers.`,
    'Check the address: a proxy, a login page or another service may stand in front of the agent, or the port is another one.',
  ],
  redirect: ({ address, target }) => [
    `\`${address}\` redirects to ${target === undefined ? 'another place' : `\`${target}\``}, which was not followed because the ACL token would go there.`,
    'Set the address of the cluster to where its API really is.',
  ],
  'too-large': ({ address, limitBytes }) => [
    `The answer of \`${address}\` is larger than ${Math.round(limitBytes / 1024 / 1024)} MiB and was not read to its end.`,
    'Check that the address belongs to a Consul agent; a narrower request gives a smaller answer.',
  ],
  'permission-denied': ({ permission, isAnonymous }) => [
    `${isAnonymous ? 'No ACL token was sent, and the anonymous one' : 'The ACL token'} may not do this${permission === undefined ? '' : `: it lacks \`${permission}\``}.`,
    permission === undefined
      ? 'Use a token whose policy allows it.'
      : `Use a token whose policy has \`${asRule(permission)}\`, or add the rule to the policy of this one.`,
  ],
  'bad-acl-token': () => [
    'The ACL token holds blanks or characters that no token has, so it was not sent.',
    'Enter it again: it is the `SecretID`, usually 36 characters long.',
  ],
  'acl-not-found': () => [
    'This cluster does not know the ACL token, and refuses all that is asked with it.',
    'Enter a token (`SecretID`) of this cluster; tokens of another cluster or deleted ones do not work.',
  ],
  'acl-not-bootstrapped': () => [
    'The ACL system of this cluster was never bootstrapped, so no token works yet.',
    'Run `consul acl bootstrap` once on this cluster and use the token that it prints.',
  ],
  'acl-disabled': () => [
    'ACLs are switched off in this cluster, so it has no tokens and policies.',
    'Leave the ACL token empty for this cluster.',
  ],
  'too-many-requests': () => [
    'The agent refuses more requests or connections from this machine for now (`limits.http_max_conns_per_client`, or a rate limit).',
    'Close other tools and browser tabs that watch this agent, and try again in a minute.',
  ],
  'no-leader': () => [
    'The cluster has no leader, so it can neither be read nor changed.',
    'Check that a majority of its servers runs and that they reach each other, then try again.',
  ],
  'no-servers': () => [
    'The agent is a client and reaches no server of its cluster, so it cannot answer.',
    'Check the `retry_join` of the agent and the servers, or use the address of a server.',
  ],
  'ca-not-ready': () => [
    "The cluster's certificate authority is not ready yet, which peering needs.",
    'Try again in some seconds; a secondary datacenter needs its primary for this.',
  ],
  'peering-disabled': () => ['Peering is switched off in this cluster (the default before 1.14).', enablePeering],
  'connect-disabled': () => [
    'The service mesh is switched off in this cluster, without which it cannot make a peering token.',
    'Set `connect { enabled = true }` in the configuration of every server and restart them.',
  ],
  'grpc-disabled': () => [
    'The servers of this cluster have no gRPC port, through which version 1.13 peers.',
    'Set `ports { grpc = 8502 }` in the configuration of every server and restart them.',
  ],
  'grpc-tls-disabled': () => [
    'The servers of this cluster have no gRPC port with TLS, through which peers dial.',
    'Set `ports { grpc_tls = 8503 }` in the configuration of every server and restart them.',
  ],
  'mesh-gateway-missing': () => [
    'The `mesh` entry of this cluster sends peering through mesh gateways, but none is registered.',
    'Start a mesh gateway, or set `PeerThroughMeshGateways = false` in the `mesh` entry.',
  ],
  'unknown-endpoint': ({ path }) => [
    `This cluster does not know \`${path}\`, as a version of Consul without that feature does not.`,
    'Peering needs 1.13 or later; behind a proxy, check that the path prefix of the address is right.',
  ],
  'method-not-allowed': ({ path }) => [
    `The cluster does not take this method on \`${path}\`.`,
    'Check that no proxy between here and the agent changes requests.',
  ],
  'enterprise-only': ({ feature }) => [
    `This cluster runs the community edition, which has no ${feature}.`,
    `Remove the ${feature === 'partitions' ? 'partition' : 'namespace'} from the settings of the cluster and from the entry.`,
  ],
  unsupported: ({ feature }) =>
    feature === 'imported-services'
      ? [
          'The technical preview cannot list imported services.',
          'Ask for one service by name, or look at `exported-services` of the other cluster.',
        ]
      : [
          'The technical preview cannot put other addresses into a token.',
          'Leave the external addresses empty, or use version 1.13.0 or later.',
        ],
  'not-found': ({ what }) => [`${what} does not exist in this cluster.`, 'Check the name, or refresh: it may have been deleted.'],
  'bad-peer-name': ({ name }) => [
    `${name === undefined ? 'The peer name' : `\`${name}\``} cannot be the name of a peer in this cluster.`,
    'Use 1 to 63 lower-case letters, digits and `-`, with a letter or digit at both ends.',
  ],
  'bad-meta': ({ detail }) => [
    `The cluster refused the metadata of the peering: ${detail}`,
    'Use at most 64 pairs, keys up to 128 and values up to 512 characters.',
  ],
  'bad-token': ({ detail }) => [
    `The dialer's cluster could not read the peering token: ${detail}`,
    'Copy the whole token again, or generate a new one.',
  ],
  'secret-spent': () => [
    "The peering token was used before, was replaced by a newer one, or the acceptor's peering is terminated.",
    'Generate a new token and establish with that one; delete a terminated peering first.',
  ],
  'already-dialing': ({ name }) => [
    `${peering(name)} exists here as a dialer, so no token can be made under that name.`,
    'Choose another name, or delete that peering on both sides first.',
  ],
  'already-accepting': ({ name }) => [
    `${peering(name)} exists here and waits to be dialed, so it cannot dial itself.`,
    'Choose another name, or delete that peering on both sides first.',
  ],
  'dialing-mode': () => [
    'The peering of that name has the other role here, and roles cannot be switched.',
    'Choose another name, or delete that peering on both sides first.',
  ],
  'same-cluster': () => [
    'The token was made by the very cluster that should dial, and a cluster cannot peer with itself.',
    "Establish on the other cluster; partitions of one datacenter export with a consumer's `Partition` instead.",
  ],
  'server-name-conflict': ({ serverName }) => [
    `Both clusters call their servers ${serverName === undefined ? 'the same' : `\`${serverName}\``}, because their datacenters have one name, and 1.13 cannot tell them apart.`,
    'Give one cluster another datacenter name, or run 1.14 or later on both.',
  ],
  'being-deleted': () => ['The peering of that name is being deleted.', 'Wait some seconds until it is gone, then try again.'],
  'still-there': ({ name, waitedMs }) => [
    `${peering(name)} was deleted but is still listed after ${seconds(waitedMs)}.`,
    'Wait and refresh: a cluster with many deletions under way needs longer.',
  ],
  'exchange-failed': ({ addresses }) => [
    `The dialer's servers could not reach the acceptor: ${addresses.map(failedAddress).join('; ')}.`,
    'Make these addresses reachable from the dialer, or generate a token with external addresses that are.',
  ],
  'message-too-large': () => ['The request is larger than the servers take (4 MB in 1.13, 8 MB later).', 'Make it smaller and try again.'],
  'missing-field': ({ detail }) => [`The cluster misses a part of the request: ${detail}`, 'Report this as a fault of this tool.'],
  'unknown-field': ({ detail }) => [
    `This version of Consul does not know a part of the request: ${detail}`,
    'Refresh the cluster, so that its version is read again.',
  ],
  'unknown-config-kind': ({ configKind }) => [
    `This version of Consul has no config entries of the kind ${configKind === undefined ? 'asked for' : `\`${configKind}\``}.`,
    'Check the kind, or use a cluster of a later version.',
  ],
  refused: ({ detail }) => [`The cluster refused the config entry: ${detail}`, 'Change the entry as the message says and write it again.'],
  unexpected: ({ status, detail }) => [
    `The cluster answered with status ${status}${detail === '' ? '' : `: ${detail}`}`,
    "Look at the agent's log for the cause, then try again.",
  ],
}

/** The explanation of an error. */
export function sentences(error: ConsulError): Explanation {
  const [message, next] = say(error.kind, error)
  return { message, next }
}

function say<K extends ConsulErrorKind>(kind: K, error: ErrorOf<K>): readonly [string, string] {
  return table[kind](error)
}

function notConsul(address: string, found: ErrorOf<'not-consul'>['found']): string {
  switch (found) {
    case 'html':
      return `\`${address}\` answered with a web page`
    case 'broken-json':
      return `\`${address}\` answered with JSON that breaks off or is none`
    case 'other-shape':
      return `\`${address}\` answered with something that Consul does not send`
    case 'other-protocol':
      return `\`${address}\` does not speak HTTP`
  }
}

function failedAddress({ address, reason }: FailedAddress): string {
  return `\`${address}\` (${reason})`
}

function peering(name: string | undefined): string {
  return name === undefined ? 'A peering of that name' : `The peering \`${name}\``
}

/** `peering:write` as a line of a policy. */
function asRule(permission: string): string {
  const [resource, access] = permission.split(':')
  if (access === undefined) return permission
  return resource === 'agent' || resource === 'node' || resource === 'service'
    ? `${resource}_prefix "" { policy = "${access}" }`
    : `${resource} = "${access}"`
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`
}
