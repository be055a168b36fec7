// Takes an exported service back from a peer.
import type { Choice } from '../ui.ts'
import type { Command, CommandDependencies } from './command.ts'
import { chooseAndRead, type ReadCluster, subjectOf, tellError } from './onEntry.ts'
import { fulfil, peerOf, serviceOf } from './share.ts'

const title = 'Stop Exporting Service'

/** Of a service that several peers may use, asks which one. */
export const stopExporting: Command = {
  id: 'consulPeering.stopExporting',
  async run(deps, row) {
    const cluster = await chooseAndRead(deps, row, { title, placeholder: 'Of which cluster?' })
    if (!cluster) return
    const subject = subjectOf(deps, row)
    const [service, peer] = [serviceOf(subject), peerOf(subject)]
    const chosen = service !== undefined && peer !== undefined ? { service, peer } : await pickExport(deps, cluster, service, peer)
    if (!chosen || (await fulfil(deps, cluster, { wish: 'stop-exporting', ...chosen })) !== 'written') return
    await deps.ui.tell('information', `\`${chosen.service}\` of \`${cluster.profile.name}\` is no longer exported to \`${chosen.peer}\`.`)
  },
}

interface Exported {
  readonly service: string
  readonly peer: string
}

async function pickExport(
  deps: CommandDependencies,
  { profile, client }: ReadCluster,
  service: string | undefined,
  peer: string | undefined,
): Promise<Exported | undefined> {
  const read = await deps.ui.progress(`Reading from ${profile.name}…`, (_report, signal) => client.exportedServices({ signal }))
  if (!read.ok) {
    await tellError(deps, read.error)
    return undefined
  }
  const choices = read.value.flatMap(({ name, consumers }) =>
    consumers.flatMap((consumer): readonly Choice<Exported>[] => {
      if (consumer.peer === undefined || (service ?? name) !== name || (peer ?? consumer.peer) !== consumer.peer) return []
      return [{ label: name, description: `for ${consumer.peer}`, icon: 'export', value: { service: name, peer: consumer.peer } }]
    }),
  )
  const [only, second] = choices
  if (only === undefined) {
    await deps.ui.tell('information', `\`${profile.name}\` exports nothing of that to a peer.`)
    return undefined
  }
  if (second === undefined && service !== undefined) return only.value
  return deps.ui.pick({ title, placeholder: `Which one does ${profile.name} take back?`, choices })
}
