// Finds the cluster that a command is about: that of the clicked row, the only one, or the one that a person picks.
import type { ConsulClient } from '../../../consul/src/client.ts'
import { readAddress } from '../../../consul/src/connection.ts'
import type { ClusterProfile } from '../profiles.ts'
import { snapshotOf } from '../readings.ts'
import { rowOf } from '../tree/rows.ts'
import type { Choice } from '../ui.ts'
import { type CommandDependencies, sentence } from './command.ts'

/** A cluster and the client to talk to it. */
export interface ChosenCluster {
  readonly profile: ClusterProfile
  readonly client: ConsulClient
}

/** The cluster of a row of the tree; `undefined` when `given` is no row. */
export function clusterOfRow({ clusters }: Pick<CommandDependencies, 'clusters'>, given: unknown): ClusterProfile | undefined {
  return rowOf(clusters.list(), given)?.profile
}

/** What to pick a cluster for. */
export interface ClusterQuestion {
  readonly title: string
  readonly placeholder?: string
  /** Not offered. */
  readonly except?: ClusterProfile
}

/** Lets a person pick a cluster; says so when there is none. */
export async function pickCluster(deps: CommandDependencies, question: ClusterQuestion): Promise<ClusterProfile | undefined> {
  const { title, placeholder, except } = question
  const offered = deps.clusters.list().filter(({ id }) => id !== except?.id)
  if (offered.length === 0) {
    const message = except
      ? 'There is no second cluster yet, and peering takes two. Add it first.'
      : 'No cluster is known yet. Add one first.'
    if ((await deps.ui.tell('information', message, 'Add Cluster…')) !== undefined) await deps.editor.runCommand('consulPeering.addCluster')
    return undefined
  }
  const choices = offered.map(
    (profile): Choice<ClusterProfile> => ({ label: profile.name, description: describe(deps, profile), icon: 'server', value: profile }),
  )
  return deps.ui.pick({ title, choices, ...(placeholder === undefined ? {} : { placeholder }) })
}

function describe({ readings }: CommandDependencies, profile: ClusterProfile): string {
  const identity = snapshotOf(readings.of(profile.id))?.identity
  const address = readAddress(profile.address)?.base ?? ''
  return identity?.ok ? `${identity.value.datacenter ?? ''} ${identity.value.version} · ${address}`.trim() : address
}

/** Opens the client of a cluster; says why when that fails. */
export async function openCluster(deps: CommandDependencies, profile: ClusterProfile): Promise<ChosenCluster | undefined> {
  const opened = await deps.connections.open(profile)
  if (opened.ok) return { profile, client: opened.client }
  await deps.ui.tell('error', sentence(opened.problem))
  return undefined
}
