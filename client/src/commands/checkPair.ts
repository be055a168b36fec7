// Shows the preflight checklist of two clusters, and asks what to do.
import type { Check, RecordName } from '../../../consul/src/check.ts'
import { explain } from '../../../consul/src/errors.ts'
import type { Choice, Heading, PickQuestion } from '../ui.ts'
import { type CommandDependencies, sentence } from './command.ts'
import { confirmOn } from './confirmOn.ts'
import { hasMeshGateways } from './meshGateways.ts'
import type { Pair } from './peerClusters.ts'

/** What a person wants after reading the checklist. */
export type CheckAnswer = 'go' | 'swap' | 'rename' | 'addresses' | 'gateways' | 'again'

type RowAnswer = CheckAnswer | { readonly check: Check } | { readonly remove: readonly RecordName[] }

/** Checks both clusters, shows the result, and deletes what stands in the way when asked to. `undefined`: left unanswered. */
export async function checkPair(deps: CommandDependencies, title: string, pair: Pair): Promise<CheckAnswer | undefined> {
  const { acceptor, dialer } = pair
  const live = await deps.live()
  const checks = await deps.ui.progress(`Checking ${acceptor.profile.name} and ${dialer.profile.name}…`, async (_report, signal) => {
    const found = await live.preflight(acceptor.client, dialer.client, pair, signal)
    return signal.aborted ? undefined : found
  })
  if (!checks) return undefined
  const canUseGateways = hasMeshGateways(deps, acceptor) && hasMeshGateways(deps, dialer)
  for (;;) {
    const answer = await deps.ui.pick(checklistQuestion(title, pair, checks, canUseGateways))
    if (answer === undefined || typeof answer === 'string') return answer
    if ('remove' in answer) return (await deleteRecords(deps, pair, answer.remove)) ? 'again' : undefined
    // A row may be too long for the list; who reads it on its own goes on from the list.
    const { status, title: told, why, next } = answer.check
    void deps.ui.tell(levels[status], [`${told}.`, why, next].filter(Boolean).join(' '))
  }
}

function checklistQuestion(title: string, pair: Pair, checks: readonly Check[], canUseGateways: boolean): PickQuestion<RowAnswer> {
  const isBlocked = checks.some(({ status }) => status === 'blocker')
  return {
    title,
    placeholder: isBlocked
      ? 'They cannot be peered yet: see what is marked below'
      : `${pair.acceptor.profile.name} makes the token, ${pair.dialer.profile.name} dials`,
    choices: [...actions(pair, checks), ...(canUseGateways ? [gateways] : []), ...checklist(checks)],
  }
}

const gateways: Choice<RowAnswer> = {
  label: 'Send it through mesh gateways…',
  detail: 'Changes the `mesh` entry of both clusters, after a preview',
  icon: 'server-environment',
  value: 'gateways',
}

const levels = { ok: 'information', warning: 'warning', blocker: 'error' } as const

function actions(
  { acceptor, dialer, acceptorName, dialerName, serverExternalAddresses }: Pair,
  checks: readonly Check[],
): readonly Choice<RowAnswer>[] {
  const blockers = checks.filter(({ status }) => status === 'blocker')
  const isPeered = checks.some(({ id, status }) => id === 'live-peering' && status === 'ok')
  const [first, second] = [acceptor.profile.name, dialer.profile.name]
  const go: Choice<RowAnswer> = {
    label: isPeered ? `${first} and ${second} are peered already` : `Peer ${first} with ${second}`,
    detail: `On ${first} the peering is called \`${dialerName}\`, on ${second} \`${acceptorName}\``,
    icon: isPeered ? 'pass' : 'link',
    value: 'go',
  }
  const again: Choice<RowAnswer> = { label: 'Check again', icon: 'refresh', value: 'again' }
  const records = blockers.flatMap(({ records }) => records ?? [])
  const remove: Choice<RowAnswer> = {
    label: 'Delete what stands in the way…',
    detail: describeRecords({ acceptor, dialer }, records),
    icon: 'trash',
    value: { remove: records },
  }
  return [
    ...(blockers.length === 0 ? [go] : [again, ...(records.length > 0 ? [remove] : [])]),
    { label: 'Change the names…', icon: 'edit', value: 'rename' },
    {
      label: 'Change the addresses in the token…',
      detail: serverExternalAddresses === undefined ? undefined : serverExternalAddresses.join(', '),
      icon: 'globe',
      value: 'addresses',
    },
    { label: `Let ${second} accept and ${first} dial`, icon: 'arrow-swap', value: 'swap' },
  ]
}

/** Worst first. */
function checklist(checks: readonly Check[]): readonly (Choice<RowAnswer> | Heading)[] {
  const order = ['blocker', 'warning', 'ok'] as const
  const icons = { blocker: 'error', warning: 'warning', ok: 'pass' } as const
  const rows = order.flatMap((status) => checks.filter((check) => check.status === status))
  return [
    { heading: 'Checklist' },
    ...rows.map(
      (check): Choice<RowAnswer> => ({
        label: check.title,
        detail: check.status === 'ok' ? undefined : [check.why, check.next].filter(Boolean).join(' '),
        icon: icons[check.status],
        value: { check },
      }),
    ),
  ]
}

/** Deletes records after asking, and waits until they are gone; `true` when they are. */
export async function deleteRecords(
  deps: CommandDependencies,
  pair: Pick<Pair, 'acceptor' | 'dialer'>,
  records: readonly RecordName[],
): Promise<boolean> {
  const { acceptor, dialer } = pair
  const sides = new Set(records.map(({ side }) => side))
  const touched = [...(sides.has('acceptor') ? [acceptor.profile] : []), ...(sides.has('dialer') ? [dialer.profile] : [])]
  const isSure = await confirmOn(deps, touched, {
    message: records.length === 1 ? 'Delete this peering?' : 'Delete these peerings?',
    detail: `${describeRecords(pair, records)}\n\nServices that came through ${records.length === 1 ? 'it' : 'them'} are gone at once; exports and intentions that name the peer stay.`,
    verb: 'Delete',
  })
  if (!isSure) return false
  const live = await deps.live()
  const deleted = await deps.ui.progress('Deleting…', (_report, signal) =>
    live.deleteHalfMade({ acceptor: acceptor.client, dialer: dialer.client, leftovers: records, signal }),
  )
  void deps.readings.refresh(acceptor.profile.id)
  void deps.readings.refresh(dialer.profile.id)
  if (deleted.ok) return true
  if (deleted.error.kind !== 'cancelled') await deps.ui.tell('error', sentence(explain(deleted.error)))
  return false
}

function describeRecords({ acceptor, dialer }: Pick<Pair, 'acceptor' | 'dialer'>, records: readonly RecordName[]): string {
  const clusters = { acceptor, dialer }
  return records.map(({ side, name }) => `\`${name}\` on ${clusters[side].profile.name}`).join(', ')
}
