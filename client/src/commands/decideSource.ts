// Asks which service of a peer may, or may not, call which service of a cluster, and writes it into the intention.
import type { CommandDependencies } from './command.ts'
import { chooseAndRead, subjectOf } from './onEntry.ts'
import { fulfil, ownServices, peerOf, pickPeer, pickService, serviceOf, servicesOfPeer } from './share.ts'

const titles = { allow: 'Allow Service of Peer', deny: 'Deny Service of Peer' } as const

/** Asks for what the row does not say. */
export async function decideSource(deps: CommandDependencies, row: unknown, action: 'allow' | 'deny'): Promise<void> {
  const title = titles[action]
  const cluster = await chooseAndRead(deps, row, { title, placeholder: 'Of which cluster is the called service?' })
  if (!cluster) return
  const subject = subjectOf(deps, row)
  const { profile } = cluster
  const peer = peerOf(subject) ?? (await pickPeer(deps, cluster, title))
  if (peer === undefined) return
  const toCall = { title, placeholder: `Which service of ${profile.name} is called?` }
  const service = serviceOf(subject) ?? (await pickService(deps, toCall, await ownServices(deps, cluster)))
  if (service === undefined) return
  const caller = { title, placeholder: `Which service of ${peer} calls ${service}?` }
  const all = { label: 'All services of the peer', description: '*', icon: 'globe', value: '*' }
  const source =
    subject.is === 'intention' ? subject.source : await pickService(deps, caller, [...servicesOfPeer(deps, cluster, peer), all])
  if (source === undefined) return
  if ((await fulfil(deps, cluster, { wish: action, service, source, peer })) !== 'written') return
  const may = action === 'allow' ? 'may call' : 'may not call'
  await deps.ui.tell('information', `\`${source}\` of \`${peer}\` ${may} \`${service}\` of \`${profile.name}\`.`)
}
