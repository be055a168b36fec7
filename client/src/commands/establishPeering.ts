// Establishes a peering with a token that was pasted: shows what the token says before anything is sent.
import { isLostAnswer } from '../../../consul/src/errors.ts'
import { isSameName, peerNameProblem } from '../../../consul/src/names.ts'
import { healthOf } from '../../../consul/src/peering.ts'
import { failure, type Result, success } from '../../../consul/src/result.ts'
import { decodePeeringToken, judgeTokenAddresses, type PeeringToken } from '../../../consul/src/token.ts'
import { type ChosenCluster, clusterOfRow, openCluster, pickCluster } from './chooseCluster.ts'
import { type Command, type CommandDependencies, sentence } from './command.ts'
import { confirmOn } from './confirmOn.ts'
import { type KnownCluster, readKnown } from './known.ts'
import { tellUnfinished } from './unfinished.ts'

const title = 'Establish Peering'

/** Asks for the token and a name, shows what the token says, establishes, and waits until the peering is ACTIVE. */
export const establishPeering: Command = {
  id: 'consulPeering.establishPeering',
  async run(deps, row) {
    const profile = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title, placeholder: 'Which cluster should dial?' }))
    const cluster = profile && (await openCluster(deps, profile))
    if (!cluster) return
    const known = await readKnown(deps, cluster)
    const token = known && (await askPeeringToken(deps))
    if (!token) return
    const peerName = await askPeerName(deps, cluster, { ...known, token })
    if (peerName === undefined) return
    if (await confirmOn(deps, profile, preview(cluster, token, peerName)))
      await establish(deps, cluster, { token, peerName, existed: known.peerings.some(({ name }) => isSameName(name, peerName)) })
  },
}

async function askPeeringToken({ ui }: CommandDependencies): Promise<PeeringToken | undefined> {
  const typed = await ui.input({
    title,
    prompt: 'Peering token that the other cluster generated',
    isSecret: true,
    problem(text) {
      if (text.trim() === '') return undefined
      const decoded = decodePeeringToken(text)
      return decoded.ok ? undefined : sentence(decoded.problem)
    },
  })
  const decoded = decodePeeringToken(typed ?? '')
  return decoded.ok ? decoded.token : undefined
}

async function askPeerName(
  { ui }: CommandDependencies,
  { profile }: ChosenCluster,
  { version, peerings, token }: KnownCluster & { readonly token: PeeringToken },
): Promise<string | undefined> {
  const problem = (text: string) => {
    const taken = peerings.find(({ name }) => isSameName(name, text.trim()))
    if (taken?.role === 'acceptor') return `\`${taken.name}\` exists there and waits to be dialed, so it cannot dial. Choose another name.`
    const found = peerNameProblem(text.trim(), version)
    return found && sentence(found)
  }
  const suggestion = token.datacenter?.toLowerCase() ?? ''
  const name = await ui.input({
    title,
    prompt: `Name that ${profile.name} gives to the other cluster; its exports and intentions refer to it`,
    value: problem(suggestion) === undefined ? suggestion : '',
    problem: (text) => (text.trim() === '' ? undefined : problem(text)),
  })
  return name === undefined || problem(name) !== undefined ? undefined : name.trim()
}

function preview(
  { profile, client }: ChosenCluster,
  token: PeeringToken,
  peerName: string,
): { message: string; detail: string; verb: string } {
  const warnings = judgeTokenAddresses(token, { dialerAddress: client.address })
  const [authority] = token.authorities
  const lines = [
    token.datacenter === undefined ? undefined : `Datacenter of the other cluster: ${token.datacenter}`,
    token.partition === undefined ? undefined : `Its partition: ${token.partition}`,
    `It is dialed at ${token.addresses.join(', ')}`,
    authority && `Its CA: ${authority.subject}, valid to ${new Date(authority.validTo).toISOString().slice(0, 10)}`,
    ...warnings.map(({ message }) => `Warning: ${message}`),
  ]
  return {
    message: `Establish \`${peerName}\` on \`${profile.name}\`?`,
    detail: lines.filter((line) => line !== undefined).join('\n'),
    verb: 'Establish',
  }
}

interface Establishing {
  readonly token: PeeringToken
  readonly peerName: string
  /** Whether there was a record of that name before. */
  readonly existed: boolean
}

async function establish(deps: CommandDependencies, cluster: ChosenCluster, request: Establishing): Promise<void> {
  const { profile, client } = cluster
  const { token, peerName } = request
  const outcome = await deps.ui.progress(`Establishing ${peerName} on ${profile.name}`, async (report, signal) => {
    const established = await client.establish({ peerName, token: token.secret }, { signal })
    if (!established.ok && isLostAnswer(established.error) && token.generation !== 'preview') {
      report('the answer was lost; looking whether it is ACTIVE all the same…')
      const seen = await waitUntilActive(client, peerName, { signal, waitMs: lostAnswerMs })
      return seen.ok && seen.value === undefined ? seen : established
    }
    if (!established.ok || token.generation === 'preview') return established
    report('waiting until it is ACTIVE…')
    return waitUntilActive(client, peerName, { signal, waitMs: 30_000 })
  })
  void deps.readings.refresh(profile.id)
  if (!outcome.ok) return tellUnfinished(deps, cluster, { ...request, error: outcome.error })
  if (outcome.value) await deps.ui.tell('warning', `\`${peerName}\` is established but not ACTIVE yet. ${outcome.value}`)
  else await deps.ui.tell('information', doneSentence(request))
}

function doneSentence({ token, peerName }: Establishing): string {
  return token.generation === 'preview'
    ? `\`${peerName}\` is established. The technical preview does not report whether it works; an imported service is the proof.`
    : `\`${peerName}\` is ACTIVE. Export a service to it next, and allow its callers by an intention.`
}

/** Later establishes of a server take up to 5 s. */
const lostAnswerMs = 6_000
const pollMs = 500

/** Gives what is the matter when the time is up. */
async function waitUntilActive(
  client: ChosenCluster['client'],
  name: string,
  { signal, waitMs }: { readonly signal: AbortSignal; readonly waitMs: number },
): Promise<Result<string | undefined>> {
  const started = performance.now()
  for (;;) {
    const read = await client.readPeering(name, { signal })
    if (signal.aborted) return failure({ kind: 'cancelled' })
    if (!read.ok) return read
    if (read.value?.state === 'ACTIVE') return success(undefined)
    if (performance.now() - started > waitMs)
      return success(read.value ? healthOf(read.value).sentence : 'It has vanished from the cluster.')
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}
