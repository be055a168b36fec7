// The preflight checks that look at two clusters together. Pure.
import { blocker, type Check, fine, type PeerNames, warning } from './check.ts'
import { compareVersions } from './identity.ts'
import type { PairReading } from './preflight.ts'
import { judgeRecords } from './recordChecks.ts'

/** The checks of the pair; nothing is said of what could not be read on both sides. */
export function judgePair(pair: PairReading, names: PeerNames): readonly Check[] {
  const isSame = judgeSameCluster(pair)
  if (isSame) return [isSame]
  const { acceptor, dialer } = pair
  const records =
    acceptor.peerings.ok && dialer.peerings.ok
      ? judgeRecords({ acceptor: acceptor.peerings.value, dialer: dialer.peerings.value }, names)
      : []
  return [
    fine(['same-cluster', 'both'], 'They are two clusters', 'A cluster cannot peer with itself.'),
    ...judgeGeneration(pair),
    ...judgeDatacenters(pair),
    ...judgeFederation(pair),
    ...records,
  ]
}

/** A federation shares its trust domain, so the datacenter decides as well. */
function judgeSameCluster({ acceptor, dialer }: PairReading): Check | undefined {
  const isOneOrigin = acceptor.origin !== undefined && acceptor.origin === dialer.origin && acceptor.address === dialer.address
  const isOneDomain = acceptor.trustDomain.ok && dialer.trustDomain.ok && acceptor.trustDomain.value === dialer.trustDomain.value
  const isOneDatacenter =
    acceptor.identity.ok && dialer.identity.ok && acceptor.identity.value.datacenter === dialer.identity.value.datacenter
  if (!isOneOrigin && !(isOneDomain && isOneDatacenter)) return undefined
  return blocker(['same-cluster', 'both'], {
    title: `\`${acceptor.label}\` and \`${dialer.label}\` are the same cluster`,
    why: 'A cluster cannot peer with itself, nor can two partitions of one datacenter.',
    next: 'Choose another cluster; between partitions export with `Partition` in the consumer.',
  })
}

function judgeGeneration({ acceptor, dialer }: PairReading): readonly Check[] {
  if (!acceptor.identity.ok || !dialer.identity.ok) return []
  const about = ['generation', 'both'] as const
  const [first, second] = [acceptor.identity.value, dialer.identity.value]
  const shown = [first, second].map(({ version, prerelease }) => `${version}${prerelease && `-${prerelease}`}`)
  const tooOld = first.generation === 'none' ? acceptor : second.generation === 'none' ? dialer : undefined
  if (tooOld) {
    return [
      blocker(about, {
        title: `\`${tooOld.label}\` has no cluster peering`,
        why: 'Cluster peering came with Consul 1.13.',
        next: 'Upgrade that cluster to 1.14 or later.',
      }),
    ]
  }
  if (first.generation !== second.generation) {
    return [
      blocker(about, {
        title: `Consul ${shown[0]} and ${shown[1]} do not peer with each other`,
        why: 'The technical preview, 1.13 and 1.14+ speak different protocols: establishing would succeed and the peering would never work.',
        next: 'Bring both clusters to 1.14 or later; peerings made on 1.13 have to be deleted and made again.',
      }),
    ]
  }
  return [fine(about, 'The versions fit', `They run Consul ${shown[0]} and ${shown[1]}.`)]
}

function judgeDatacenters({ acceptor, dialer }: PairReading): readonly Check[] {
  if (!acceptor.identity.ok || !dialer.identity.ok) return []
  const about = ['same-datacenter', 'both'] as const
  const [first, second] = [acceptor.identity.value, dialer.identity.value]
  const name = first.datacenter
  if (name === undefined || name !== second.datacenter) return []
  const title = `Both clusters call their datacenter \`${name}\``
  const next = 'Give one of them another datacenter name, or upgrade both to 1.14.5 or later.'
  if (first.generation === '1.13' || second.generation === '1.13') {
    return [
      blocker(about, {
        title,
        why: `1.13 tells servers apart by \`server.${name}.consul\`, which is the same on both, and refuses.`,
        next,
      }),
    ]
  }
  if (compareVersions(first.version, '1.14.5') < 0 || compareVersions(second.version, '1.14.5') < 0) {
    return [warning(about, { title, why: 'Before 1.14.5 services then get the address of the wrong mesh gateway (GH-16257).', next })]
  }
  return [fine(about, title, 'From 1.14.5 on that does no harm, but people mix them up.')]
}

/** Constraint C9: what is federated stays federated. */
function judgeFederation({ acceptor, dialer }: PairReading): readonly Check[] {
  if (!acceptor.datacenters.ok || !dialer.identity.ok) return []
  const other = dialer.identity.value.datacenter
  const own = acceptor.identity.ok ? acceptor.identity.value.datacenter : undefined
  if (other === undefined || other === own || !acceptor.datacenters.value.includes(other)) return []
  return [
    warning(['federated', 'both'], {
      title: 'The two datacenters are federated already',
      why: 'They see each other by WAN federation, so a peering gives a second way to the same services; in the technical preview federated datacenters stay federated.',
      next: 'Peer them only if you mean to replace the federation.',
    }),
  ]
}
