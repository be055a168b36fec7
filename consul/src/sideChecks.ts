// The preflight checks that look at one cluster alone. Pure.
import { blockedBy, blocker, type Check, fine, type PeerNames, unknownBy, warning } from './check.ts'
import type { ConsulError } from './errors.ts'
import type { ClusterIdentity } from './identity.ts'
import { peerNameProblem } from './names.ts'
import type { PairReading, SideReading } from './preflight.ts'
import { judgeAddresses } from './token.ts'

/** The checks of one cluster; only the first ones when it does not answer. */
export function judgeSide(reading: SideReading, pair: PairReading, names: PeerNames): readonly Check[] {
  const { side, leader, label } = reading
  if (!leader.ok) return [blockedBy(['reachable', side], `\`${label}\` ${whyUnread(leader.error)}`, leader.error)]
  const reached = fine(['reachable', side], `\`${label}\` answers`, `Its API is at ${reading.address}.`)
  if (leader.value === undefined) return [reached, blockedBy(['leader', side], `\`${label}\` has no leader`, { kind: 'no-leader' })]
  const identity = reading.identity.ok ? reading.identity.value : undefined
  return [
    reached,
    fine(['leader', side], `\`${label}\` has a leader`, `The leader is ${leader.value}.`),
    judgeIdentity(reading),
    judgePermission(reading, identity),
    ...judgePeering(reading, identity),
    ...judgeConnect(reading, identity),
    ...(side === 'acceptor' ? judgeAcceptor(reading, identity, pair) : []),
    ...judgePolicy(reading, identity),
    judgeName(reading, identity, names),
  ]
}

/** What happened to the first call, as the rest of a sentence that the cluster begins. */
function whyUnread({ kind }: ConsulError): string {
  if (/^(bad-address|bad-acl-token|tls-settings|cancelled)$/.test(kind)) return 'was not asked'
  if (kind.startsWith('tls-')) return 'cannot be asked over TLS'
  if (/^(not-consul|redirect|too-large|unknown-endpoint|method-not-allowed)$/.test(kind)) return 'does not answer as Consul does'
  if (/^(permission|acl)-|^too-many-requests$/.test(kind)) return 'refuses to answer'
  if (kind === 'no-leader' || kind === 'no-servers') return 'has no leader'
  return kind === 'unexpected' ? 'answers with an error' : 'does not answer'
}

function judgeIdentity({ side, label, identity }: SideReading): Check {
  if (!identity.ok) return unknownBy(['identity', side], `\`${label}\` does not tell who it is`, identity.error)
  const { version, prerelease, datacenter, readFromAgent } = identity.value
  const told = `\`${label}\` runs Consul ${version}${prerelease && `-${prerelease}`}${datacenter === undefined ? '' : `, datacenter \`${datacenter}\``}`
  if (readFromAgent) return fine(['identity', side], told, 'Version and settings could be read.')
  return warning(['identity', side], {
    title: told,
    why: 'Its settings could not be read, so that some checks are left out.',
    next: 'Add `agent_prefix "" { policy = "read" }` to the policy of the token to have them checked.',
  })
}

function judgePermission({ side, label, peerings, canWrite }: SideReading, identity: ClusterIdentity | undefined): Check {
  const title = `The token may not peer \`${label}\``
  if (!peerings.ok && /^(permission|acl|bad-acl)/.test(peerings.error.kind)) return blockedBy(['permission', side], title, peerings.error)
  if (canWrite.ok && canWrite.value === false && identity?.generation !== 'preview') {
    return blockedBy(['permission', side], title, { kind: 'permission-denied', permission: 'peering:write', isAnonymous: false })
  }
  return fine(
    ['permission', side],
    `Peerings of \`${label}\` can be ${canWrite.ok && canWrite.value ? 'read and written' : 'read'}`,
    canWrite.ok && canWrite.value
      ? 'The token has `peering:write`, or ACLs are off.'
      : 'Whether they can be written shows when it is tried.',
  )
}

function judgePeering({ side, label, peerings }: SideReading, identity: ClusterIdentity | undefined): readonly Check[] {
  const about = ['peering-enabled', side] as const
  const isOff = identity?.peeringEnabled === false || (!peerings.ok && peerings.error.kind === 'peering-disabled')
  if (isOff) return [blockedBy(about, `Peering is off in \`${label}\``, { kind: 'peering-disabled' })]
  if (peerings.ok) return [fine(about, `Peering is on in \`${label}\``, `It has ${peerings.value.length} so far.`)]
  if (/^(permission|acl|bad-acl)/.test(peerings.error.kind)) return []
  return [blockedBy(about, `The peerings of \`${label}\` cannot be read`, peerings.error)]
}

/** Without the mesh no token can be made; establishing was seen to go through. */
function judgeConnect({ side, label }: SideReading, identity: ClusterIdentity | undefined): readonly Check[] {
  if (identity?.connectEnabled === undefined) return []
  const about = ['connect-enabled', side] as const
  if (identity.connectEnabled) return [fine(about, `The service mesh is on in \`${label}\``, 'Peering uses its certificates.')]
  const title = `The service mesh is off in \`${label}\``
  return [
    side === 'acceptor' ? blockedBy(about, title, { kind: 'connect-disabled' }) : unknownBy(about, title, { kind: 'connect-disabled' }),
  ]
}

/** What only the cluster that is dialed needs. */
function judgeAcceptor(reading: SideReading, identity: ClusterIdentity | undefined, { dialer }: PairReading): readonly Check[] {
  if (!identity) return []
  return [...judgePort(reading, identity), ...judgeGateways(reading), ...judgePrediction(reading, identity, dialer)]
}

function judgePort({ label }: SideReading, { generation, grpcPort, grpcTlsPort }: ClusterIdentity): readonly Check[] {
  const about = ['grpc-port', 'acceptor'] as const
  const port = generation === '1.13' ? grpcPort : generation === '1.14+' ? grpcTlsPort : undefined
  if (port === undefined) return []
  if (port > 0) return [fine(about, `\`${label}\` listens for peers on port ${port}`, "The dialer's servers have to reach it.")]
  const kind = generation === '1.13' ? 'grpc-disabled' : 'grpc-tls-disabled'
  return [blockedBy(about, `\`${label}\` has no port for peers`, { kind })]
}

function judgeGateways({ label, meshEntry }: SideReading): readonly Check[] {
  const peering = meshEntry.ok ? meshEntry.value?.body['Peering'] : undefined
  const through = typeof peering === 'object' && peering !== null && 'PeerThroughMeshGateways' in peering && peering.PeerThroughMeshGateways
  if (through !== true) return []
  return [
    warning(['mesh-gateway', 'acceptor'], {
      title: `\`${label}\` peers through mesh gateways`,
      why: 'The token will lead to its mesh gateways and not to its servers.',
      next: 'Make sure that a mesh gateway is registered and reachable from the dialer.',
    }),
  ]
}

function judgePrediction({ label }: SideReading, identity: ClusterIdentity, dialer: SideReading): readonly Check[] {
  const { generation, predictedTokenAddresses: addresses } = identity
  if (addresses.length === 0 || generation === 'none') return []
  const about = ['token-addresses', 'acceptor'] as const
  const [first] = judgeAddresses(addresses, generation, { dialerAddress: dialer.address })
  if (first) return [warning(about, { title: `The token of \`${label}\` may not be dialable`, why: first.message, next: first.next })]
  return [
    fine(
      about,
      `The token of \`${label}\` will lead to ${addresses.map((address) => `\`${address}\``).join(', ')}`,
      'The dialer has to reach it.',
    ),
  ]
}

/** Constraint C1 of the technical preview. */
function judgePolicy({ side, label }: SideReading, identity: ClusterIdentity | undefined): readonly Check[] {
  if (identity?.generation !== 'preview') return []
  const about = ['default-policy', side] as const
  if (identity.aclsEnabled !== true || identity.defaultPolicy !== 'deny') {
    return [fine(about, `\`${label}\` allows by default`, 'The technical preview needs ACLs off or `default_policy = "allow"`.')]
  }
  return [
    warning(about, {
      title: `\`${label}\` denies by default`,
      why: 'The technical preview of peering does not work with ACLs whose default policy is `deny`, and its peering endpoints ignore tokens.',
      next: 'Use 1.13.0 or later, or set `default_policy = "allow"`.',
    }),
  ]
}

function judgeName({ side, label }: SideReading, identity: ClusterIdentity | undefined, { acceptorName, dialerName }: PeerNames): Check {
  const name = side === 'acceptor' ? dialerName : acceptorName
  const problem = peerNameProblem(name, identity?.version)
  if (problem) {
    return blocker(['peer-name', side], { title: `\`${label}\` cannot use the name \`${name}\``, why: problem.message, next: problem.next })
  }
  return fine(['peer-name', side], `\`${label}\` will call its peer \`${name}\``, 'Exports and intentions there use this name.')
}
