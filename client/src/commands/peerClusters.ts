// Peers two clusters in one go: choose, read the checklist, press Enter, and watch both sides become ACTIVE.

import type { PeerNames } from '../../../consul/src/check.ts'
import { isSameName, peerNameProblem } from '../../../consul/src/names.ts'
import type { PeerRequest, PeerResult, PeerStep } from '../../../consul/src/peerSteps.ts'
import type { TokenWarning } from '../../../consul/src/token.ts'
import type { ClusterProfile } from '../profiles.ts'
import { snapshotOf } from '../readings.ts'
import { clusterRowId, rowId } from '../tree/rows.ts'
import type { Level } from '../ui.ts'
import { checkPair, deleteRecords } from './checkPair.ts'
import { type ChosenCluster, clusterOfRow, openCluster, pickCluster } from './chooseCluster.ts'
import { type Command, type CommandDependencies, sentence } from './command.ts'
import { confirmProtected } from './confirmOn.ts'
import { peerThroughGateways } from './meshGateways.ts'
import { resultText } from './resultPage.ts'

const title = 'Peer Two Clusters'

/** Two clusters with their roles and names. */
export interface Pair extends PeerNames {
  readonly acceptor: ChosenCluster
  readonly dialer: ChosenCluster
  /** `host:port` list to put into the token instead of the servers' own addresses. */
  readonly serverExternalAddresses?: readonly string[] | undefined
}

/** The clicked cluster accepts, the picked one dials; both can be changed on the checklist. */
export const peerClusters: Command = {
  id: 'consulPeering.peerClusters',
  async run(deps, row, other) {
    const first = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title, placeholder: 'Which cluster should accept the peering?' }))
    const second =
      first &&
      (secondOf(deps, first, other) ??
        (await pickCluster(deps, { title, placeholder: `Which cluster should ${first.name} peer with?`, except: first })))
    if (!first || !second) return
    const acceptor = await openCluster(deps, first)
    const dialer = acceptor && (await openCluster(deps, second))
    if (acceptor && dialer)
      await peer(deps, { acceptor, dialer, acceptorName: peerNameFor(deps, first, second), dialerName: peerNameFor(deps, second, first) })
  },
}

/** The cluster that was dropped on the first one, or is selected beside it. */
function secondOf(deps: CommandDependencies, first: ClusterProfile, given: unknown): ClusterProfile | undefined {
  const rows: readonly unknown[] = Array.isArray(given) ? given : [given]
  const others = rows.flatMap((row) => clusterOfRow(deps, row) ?? []).filter(({ id }) => id !== first.id)
  return new Set(others.map(({ id }) => id)).size === 1 ? others[0] : undefined
}

/** The name that `owner` gives to `named`: as that cluster is called here, in letters that every version takes. */
function peerNameFor({ readings }: CommandDependencies, named: ClusterProfile, owner: ClusterProfile): string {
  const name = named.name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '')
  const peerings = snapshotOf(readings.of(owner.id))?.peerings
  // A record that exists under the same letters is meant.
  return (peerings?.ok && peerings.value.find(({ peering }) => isSameName(peering.name, name))?.peering.name) || name
}

/** Shows the checklist and peers, until it is done or a person leaves. */
export async function peer(deps: CommandDependencies, pair: Pair): Promise<void> {
  for (;;) {
    const answer = await checkPair(deps, title, pair)
    switch (answer) {
      case undefined:
        return
      case 'swap':
        pair = { acceptor: pair.dialer, dialer: pair.acceptor, acceptorName: pair.dialerName, dialerName: pair.acceptorName }
        break
      case 'rename': {
        // Who leaves that question goes back to the checklist.
        pair = { ...pair, ...(await askNames(deps, pair)) }
        break
      }
      case 'addresses':
        pair = { ...pair, ...(await askExternalAddresses(deps, pair)) }
        break
      case 'gateways':
        await peerThroughGateways(deps, [pair.acceptor, pair.dialer])
        break
      case 'again':
        break
      case 'go':
        if (!(await confirmProtected(deps, [pair.acceptor.profile, pair.dialer.profile], 'Peer'))) return
        if ((await runFlow(deps, pair)) === 'over') return
    }
  }
}

/** An empty answer goes back to the servers' own addresses. */
async function askExternalAddresses(
  { ui }: CommandDependencies,
  { acceptor, serverExternalAddresses }: Pair,
): Promise<Pick<Pair, 'serverExternalAddresses'> | undefined> {
  const typed = await ui.input({
    title,
    prompt: `Addresses at which the other cluster reaches ${acceptor.profile.name}: a load balancer, or each server, with the gRPC port`,
    placeholder: 'consul.example:8503, 203.0.113.7:8503',
    value: serverExternalAddresses?.join(', ') ?? '',
    problem: (text) => addressesProblem(splitAddresses(text)),
  })
  const addresses = splitAddresses(typed ?? '')
  if (typed === undefined || addressesProblem(addresses) !== undefined) return undefined
  return { serverExternalAddresses: addresses.length === 0 ? undefined : addresses }
}

function splitAddresses(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((address) => address !== '')
}

function addressesProblem(addresses: readonly string[]): string | undefined {
  const bad = addresses.find((address) => !/^(\[[^\]]+\]|[^:[\]]+):\d{1,5}$/.test(address))
  return bad === undefined ? undefined : `\`${bad}\` is not \`host:port\`, and a dialer refuses a token with it.`
}

async function askNames(deps: CommandDependencies, pair: Pair): Promise<PeerNames | undefined> {
  const dialerName = await askName(deps, pair.acceptor.profile, pair.dialer.profile, pair.dialerName)
  if (dialerName === undefined) return undefined
  const acceptorName = await askName(deps, pair.dialer.profile, pair.acceptor.profile, pair.acceptorName)
  return acceptorName === undefined ? undefined : { acceptorName, dialerName }
}

async function askName(
  deps: CommandDependencies,
  owner: ClusterProfile,
  named: ClusterProfile,
  value: string,
): Promise<string | undefined> {
  const identity = snapshotOf(deps.readings.of(owner.id))?.identity
  const problem = (text: string) => {
    const found = peerNameProblem(text.trim(), identity?.ok ? identity.value.version : undefined)
    return found && sentence(found)
  }
  const name = await deps.ui.input({
    title,
    prompt: `Name that ${owner.name} gives to ${named.name}; exports and intentions of ${owner.name} refer to it`,
    value,
    problem,
  })
  return name === undefined || problem(name) !== undefined ? undefined : name.trim()
}

type Last = Extract<PeerStep, { readonly step: 'done' | 'failed' | 'cancelled' }>

/** `again`: somebody wants to try once more. */
async function runFlow(deps: CommandDependencies, pair: Pair): Promise<'again' | 'over'> {
  const { acceptor, dialer, acceptorName, dialerName } = pair
  const live = await deps.live()
  const last = await deps.ui.progress(
    `Peering ${acceptor.profile.name} with ${dialer.profile.name}`,
    async (report, signal): Promise<Last | undefined> => {
      const request: PeerRequest = {
        acceptor: acceptor.client,
        dialer: dialer.client,
        acceptorName,
        dialerName,
        serverExternalAddresses: pair.serverExternalAddresses,
        acceptToken: (warnings) => acceptToken(deps, pair, warnings),
        signal,
      }
      for await (const step of live.peerClusters(request)) {
        if (step.step === 'done' || step.step === 'failed' || step.step === 'cancelled') return step
        report(stepText(step, pair))
      }
      return undefined
    },
  )
  // A cluster that is down takes its time, and a person wants to know now.
  const refreshed = Promise.all([deps.readings.refresh(acceptor.profile.id), deps.readings.refresh(dialer.profile.id)])
  const answer = last ? await tellEnd(deps, pair, last) : 'over'
  if (answer === 'over') await refreshed
  return answer
}

/** The token exists, but where it leads looks wrong: a person decides before it is used. */
async function acceptToken({ ui }: CommandDependencies, { dialer }: Pair, warnings: readonly TokenWarning[]): Promise<boolean> {
  const answer = await ui.pick({
    title,
    placeholder: `The token may not lead ${dialer.profile.name} to the other cluster`,
    choices: [
      { label: 'Stop here', detail: 'The half-made peering can be deleted next', icon: 'stop-circle', value: false },
      { label: 'Use it all the same', icon: 'play', value: true },
      { heading: 'What looks wrong' },
      ...warnings.map(({ message, next }) => ({ label: message, detail: next, icon: 'warning', value: false })),
    ],
  })
  return answer === true
}

function stepText(step: Exclude<PeerStep, Last>, { acceptor, dialer }: Pair): string {
  switch (step.step) {
    case 'preflight':
      return `generating a token on ${acceptor.profile.name}…`
    case 'token':
      return `establishing on ${dialer.profile.name}…`
    case 'establish':
      return 'waiting until both sides are ACTIVE…'
    case 'waiting':
      return `${acceptor.profile.name} is ${step.acceptor}, ${dialer.profile.name} is ${step.dialer}…`
  }
}

/** A good end needs no answer; after a bad one, what is half made is named. */
async function tellEnd(deps: CommandDependencies, pair: Pair, last: Last): Promise<'again' | 'over'> {
  switch (last.step) {
    case 'done':
      // Shown while whoever called goes on.
      void tellDone(deps, pair, last.result)
      return 'over'
    case 'cancelled':
      if (last.leftovers.length === 0) return 'over'
      if (last.isActive) return offerDeletion(deps, pair, last.leftovers)
      return offerWayOut(deps, pair, {
        level: 'warning',
        message: `Peering was cancelled. ${leftoverText(pair, last.leftovers)}`,
        leftovers: last.leftovers,
      })
    case 'failed': {
      const half = last.leftovers.length === 0 ? '' : ` ${leftoverText(pair, last.leftovers)}`
      const message = `${placeText(last, pair)}${sentence(last.error)}${half}`
      return offerWayOut(deps, pair, { level: 'error', message, leftovers: last.leftovers })
    }
  }
}

/** Where it failed; the checklist names its clusters itself. */
function placeText({ at, error }: Extract<Last, { readonly step: 'failed' }>, { acceptor, dialer }: Pair): string {
  const about = error.side === undefined ? '' : ` on ${{ acceptor, dialer }[error.side].profile.name}`
  switch (at) {
    case 'preflight':
      return ''
    case 'token':
      return `Generating a token on ${acceptor.profile.name}: `
    case 'establish':
      return `Establishing on ${dialer.profile.name}: `
    case 'wait':
      return `Waiting for ACTIVE${about}: `
  }
}

async function tellDone({ ui, editor, pages }: CommandDependencies, { acceptor, dialer }: Pair, result: PeerResult): Promise<void> {
  const clusters = `${acceptor.profile.name} and ${dialer.profile.name}`
  const message = [
    doneText(clusters, result),
    ...result.warnings,
    'Next: export a service to the peer, and allow its callers by an intention.',
  ].join(' ')
  const level = result.warnings.length === 0 ? 'information' : 'warning'
  const pressed = await ui.tell(level, message, 'Export a Service…', 'Show Result')
  if (pressed === 'Show Result')
    await pages.open({ path: 'Peering.md', text: resultText(acceptor.profile.name, dialer.profile.name, result) })
  if (pressed !== 'Export a Service…') return
  const row = rowId(rowId(clusterRowId(acceptor.profile.id), 'peerings'), result.acceptor.name)
  await editor.runCommand('consulPeering.exportService', row)
}

function doneText(clusters: string, { proof, wasActive, sentence }: PeerResult): string {
  if (proof !== 'active') return `${clusters}: ${sentence}`
  return wasActive
    ? `${clusters} were peered and ACTIVE on both sides before, so nothing was changed.`
    : `${clusters} are peered, and ACTIVE on both sides.`
}

interface BadEnd {
  readonly level: Level
  readonly message: string
  readonly leftovers: Extract<Last, { readonly step: 'failed' }>['leftovers']
}

async function offerWayOut(deps: CommandDependencies, pair: Pair, { level, message, leftovers }: BadEnd): Promise<'again' | 'over'> {
  const buttons = leftovers.length === 0 ? ['Retry'] : ['Retry', 'Delete the Half-Made Peering']
  const pressed = await deps.ui.tell(level, message, ...buttons)
  if (pressed === undefined) return 'over'
  if (pressed === 'Retry') return 'again'
  await deleteAndTell(deps, pair, leftovers)
  return 'over'
}

/** A peering that works is nothing half made: it stays unless somebody wants it gone. */
async function offerDeletion(deps: CommandDependencies, pair: Pair, leftovers: BadEnd['leftovers']): Promise<'over'> {
  const { acceptor, dialer } = pair
  const message = `It was too late to cancel: ${acceptor.profile.name} and ${dialer.profile.name} are peered, and ACTIVE on both sides.`
  const pressed = await deps.ui.tell('warning', message, 'Delete the Peering')
  if (pressed !== undefined) await deleteAndTell(deps, pair, leftovers)
  return 'over'
}

async function deleteAndTell(deps: CommandDependencies, pair: Pair, leftovers: BadEnd['leftovers']): Promise<void> {
  if (await deleteRecords(deps, pair, leftovers)) await deps.ui.tell('information', `Deleted: ${recordsText(pair, leftovers)}.`)
}

function leftoverText(pair: Pair, leftovers: BadEnd['leftovers']): string {
  return `Half made is: ${recordsText(pair, leftovers)}.`
}

function recordsText({ acceptor, dialer }: Pair, leftovers: BadEnd['leftovers']): string {
  const clusters = { acceptor, dialer }
  return leftovers
    .map(({ side, name, isCertain }) => `\`${name}\` on ${clusters[side].profile.name}${isCertain ? '' : ' (not certain)'}`)
    .join(', ')
}
