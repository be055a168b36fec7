// Asks before something is written or deleted on a cluster: the cluster is named, and a protected one has its name typed.
import { readAddress } from '../../../consul/src/connection.ts'
import type { ClusterProfile } from '../profiles.ts'
import type { ConfirmQuestion } from '../ui.ts'
import type { CommandDependencies } from './command.ts'

/**
 * `true` only when a person agrees. The modal lists each cluster with its address below the question; of each protected one the
 * name is asked for after that.
 */
export async function confirmOn(
  deps: Pick<CommandDependencies, 'ui'>,
  clusters: ClusterProfile | readonly ClusterProfile[],
  { message, detail, verb }: ConfirmQuestion,
): Promise<boolean> {
  const touched = 'id' in clusters ? [clusters] : clusters
  const where = touched.map(({ name, address }) => `On \`${name}\` (${readAddress(address)?.shown ?? 'address unknown'})`).join('\n')
  const isSure = await deps.ui.confirm({ message, detail: [where, detail].filter(Boolean).join('\n\n'), verb })
  return isSure && confirmProtected(deps, touched, verb)
}

/** Has the name of each protected cluster typed; `true` at once where there is none. `verb`: what is going to be done. */
export async function confirmProtected(
  { ui }: Pick<CommandDependencies, 'ui'>,
  clusters: readonly ClusterProfile[],
  verb: string,
): Promise<boolean> {
  for (const { name } of clusters.filter(({ isProtected }) => isProtected)) {
    const typed = await ui.input({
      title: `${verb}: ${name} is protected`,
      prompt: `Type \`${name}\` to go on`,
      placeholder: name,
      problem: (text) => (text === '' || text.trim() === name ? undefined : `This is not \`${name}\`, so nothing is changed on it.`),
    })
    if (typed?.trim() !== name) return false
  }
  return true
}
