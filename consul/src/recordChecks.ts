// The preflight checks on the peerings that exist already: are the names free, or is the pair peered? Pure.
import { blocker, type Check, fine, type PeerNames, type RecordName, type Side, warning } from './check.ts'
import { isSameName } from './names.ts'
import type { Peering } from './peering.ts'

/** The peerings of both clusters. */
export interface PairRecords {
  readonly acceptor: readonly Peering[]
  readonly dialer: readonly Peering[]
}

/** The two records under the asked names. */
export interface FoundRecords {
  readonly acceptor: Peering | undefined
  readonly dialer: Peering | undefined
}

/** The records that exist under these names; look-ups ignore case as Consul's do. */
export function findRecords({ acceptor, dialer }: PairRecords, { acceptorName, dialerName }: PeerNames): FoundRecords {
  return {
    acceptor: acceptor.find(({ name }) => isSameName(name, dialerName)),
    dialer: dialer.find(({ name }) => isSameName(name, acceptorName)),
  }
}

/** Whether two records are the ends of one peering, in whichever direction it was dialed. */
export function isPair(one: Peering, other: Peering): boolean {
  return one.peerId === other.id || other.peerId === one.id
}

/**
 * Whether the pair exists under these names and nothing is left to do: both ACTIVE, or both of the technical preview, which
 * reports no more than that the records exist.
 */
export function isPeeredAlready({ acceptor, dialer }: FoundRecords): boolean {
  if (!acceptor || !dialer || !isPair(acceptor, dialer)) return false
  return [acceptor, dialer].every(({ state }) => state === 'ACTIVE') || [acceptor, dialer].every(isOfPreview)
}

function isOfPreview({ state }: Peering): boolean {
  return state === 'INITIAL' || state === 'UNDEFINED'
}

/** The checks on existing records. */
export function judgeRecords(records: PairRecords, names: PeerNames): readonly Check[] {
  const found = findRecords(records, names)
  if (isPeeredAlready(found)) {
    const title = `They are peered under these names: \`${names.dialerName}\` and \`${names.acceptorName}\``
    return [fine(['live-peering', 'both'], title, 'Nothing has to be done.')]
  }
  return [
    ...judgeRecord('acceptor', names.dialerName, found),
    ...judgeRecord('dialer', names.acceptorName, found),
    ...judgeOtherNames(records, found),
  ]
}

function judgeRecord(side: Side, name: string, { acceptor, dialer }: FoundRecords): readonly Check[] {
  const record = side === 'acceptor' ? acceptor : dialer
  const isOne = acceptor !== undefined && dialer !== undefined && isPair(acceptor, dialer)
  if (!record) return [fine(['name-taken', side], `\`${name}\` is free on the ${side}`, 'No peering there has this name.')]
  const records: readonly RecordName[] = [{ side, name: record.name }]
  if (record.state === 'DELETING' || (record.state === 'TERMINATED' && side === 'acceptor')) return [judgeDead(side, record, records)]
  if (record.role !== side) return [judgeRole(side, record, records)]
  if (isOne || record.state === 'PENDING' || record.state === 'TERMINATED') return [judgeReuse(side, record, records)]
  // A preview acceptor that nobody dialed looks the same as one in use: its token is replaced.
  if (side === 'acceptor' && isOfPreview(record)) return [judgeReuse(side, record, records)]
  return [
    blocker(['name-taken', side], {
      title: `\`${record.name}\` on the ${side} is a peering with another cluster (${record.state})`,
      why: 'Peering under this name would break it.',
      next: 'Choose another name, or delete that peering first when it is no longer used.',
      records,
    }),
  ]
}

function judgeDead(side: Side, { name, state }: Peering, records: readonly RecordName[]): Check {
  const isTerminated = state === 'TERMINATED'
  return blocker(['leftover', side], {
    title: `\`${name}\` on the ${side} is ${isTerminated ? 'terminated' : 'being deleted'}`,
    why: 'A token made on such a peering is dead: the dialer would be refused.',
    next: isTerminated ? 'Delete it, wait until it is gone, then peer again.' : 'Wait some seconds until it is gone, then peer again.',
    records,
  })
}

function judgeRole(side: Side, { name }: Peering, records: readonly RecordName[]): Check {
  const why =
    side === 'acceptor'
      ? 'That cluster dials under this name, so it can make no token for it.'
      : 'That cluster waits to be dialed under this name.'
  return blocker(['name-taken', side], {
    title: `\`${name}\` on the ${side} has the other role`,
    why,
    next: 'Choose another name, swap the two clusters, or delete that peering on both sides first.',
    records,
  })
}

function judgeReuse(side: Side, { name, state }: Peering, records: readonly RecordName[]): Check {
  return warning(['leftover', side], {
    title: `\`${name}\` on the ${side} exists (${state}) and will be used again`,
    why: side === 'acceptor' ? 'A token made for it before stops working.' : 'It gets the new token.',
    next: 'Go on to renew it, or delete it first to begin anew.',
    records,
  })
}

function judgeOtherNames(records: PairRecords, found: FoundRecords): readonly Check[] {
  const isLive = ({ state }: Peering) => state !== 'TERMINATED' && state !== 'DELETING'
  for (const own of records.acceptor.filter(isLive)) {
    const other = records.dialer.find((record) => isLive(record) && isPair(own, record))
    if (!other || (own === found.acceptor && other === found.dialer)) continue
    return [
      blocker(['live-peering', 'both'], {
        title: `They are peered already, as \`${own.name}\` and \`${other.name}\``,
        why: 'A second peering between the same clusters settles slowly and doubles what both have to watch.',
        next: 'Use the existing peering, or delete it on both sides first.',
        records: [
          { side: 'acceptor', name: own.name },
          { side: 'dialer', name: other.name },
        ],
      }),
    ]
  }
  return []
}
