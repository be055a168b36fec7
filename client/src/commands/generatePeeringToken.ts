// Generates a peering token on one cluster, for a cluster that this window cannot reach. It goes to the clipboard, never into a file.
import { isSameName, peerNameProblem } from '../../../consul/src/names.ts'
import { decodePeeringToken, judgeTokenAddresses } from '../../../consul/src/token.ts'
import { type ChosenCluster, clusterOfRow, openCluster, pickCluster } from './chooseCluster.ts'
import { type Command, type CommandDependencies, sentence } from './command.ts'
import { confirmOn } from './confirmOn.ts'
import { type KnownCluster, readKnown } from './known.ts'
import { tellUnfinished, type Unfinished } from './unfinished.ts'

const title = 'Generate Peering Token'
const clipboardMs = 60_000

/** Asks for the name of the peer, generates, and copies. */
export const generatePeeringToken: Command = {
  id: 'consulPeering.generatePeeringToken',
  async run(deps, row) {
    const profile = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title, placeholder: 'Which cluster should accept the peering?' }))
    const cluster = profile && (await openCluster(deps, profile))
    if (!cluster) return
    const known = await readKnown(deps, cluster)
    if (!known) return
    const peerName = await askPeerName(deps, cluster, known)
    if (peerName === undefined) return
    const replaced = known.peerings.find(({ name }) => isSameName(name, peerName))
    const isSure = await confirmOn(deps, profile, {
      message: `Generate a peering token on \`${profile.name}\` and copy it?`,
      detail: [
        `Whoever has the token can connect a cluster to \`${profile.name}\` as \`${peerName}\`. It is taken out of the clipboard after a minute.`,
        replaced && `\`${replaced.name}\` exists (${replaced.state}); a token that was generated for it before and not used stops working.`,
      ]
        .filter((line) => line !== undefined)
        .join('\n\n'),
      verb: 'Generate and Copy',
    })
    if (isSure) await generate(deps, cluster, { peerName, generation: known.generation, existed: replaced !== undefined })
  },
}

async function askPeerName(
  { ui }: CommandDependencies,
  { profile }: ChosenCluster,
  { version, peerings }: KnownCluster,
): Promise<string | undefined> {
  const problem = (text: string) => {
    const name = text.trim()
    const taken = peerings.find((peering) => isSameName(peering.name, name))
    if (taken?.role === 'dialer')
      return `\`${taken.name}\` exists there as a dialer, so no token can be made under that name. Choose another one.`
    if (taken?.state === 'TERMINATED' || taken?.state === 'DELETING') {
      return `\`${taken.name}\` is ${taken.state} there, and a token for it would be dead. Delete it first, or choose another name.`
    }
    const found = peerNameProblem(name, version)
    return found && sentence(found)
  }
  const name = await ui.input({
    title,
    prompt: `Name that ${profile.name} gives to the other cluster; its exports and intentions refer to it`,
    placeholder: 'cluster-02',
    problem: (text) => (text.trim() === '' ? undefined : problem(text)),
  })
  return name === undefined || problem(name) !== undefined ? undefined : name.trim()
}

async function generate(
  deps: CommandDependencies,
  cluster: ChosenCluster,
  request: Pick<KnownCluster, 'generation'> & Pick<Unfinished, 'peerName' | 'existed'>,
): Promise<void> {
  const { profile, client } = cluster
  const made = await deps.ui.progress(`Generating a token on ${profile.name}…`, (_report, signal) =>
    client.generateToken(request, { signal }),
  )
  void deps.readings.refresh(profile.id)
  if (!made.ok) return tellUnfinished(deps, cluster, { ...request, error: made.error })
  await deps.ui.copySecret(made.value.reveal(), clipboardMs)
  const decoded = decodePeeringToken(made.value.reveal())
  const [warning] = decoded.ok ? judgeTokenAddresses(decoded.token, { dialerAddress: undefined }) : []
  const done = `The peering token for \`${request.peerName}\` is in the clipboard for a minute. Establish the peering with it on the other cluster.`
  if (warning) await deps.ui.tell('warning', `${done} ${sentence(warning)}`)
  else await deps.ui.tell('information', done)
}
