// `consul-peering status`: one cluster with its peerings and how they really are.
import type { PeeringView } from '../../../../consul/src/snapshot.ts'
import { type ClusterSnapshot, exportedTo, readSnapshot } from '../../../../consul/src/snapshot.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { clusterHelp, clusterOptions, openCluster } from './cluster.ts'
import { formatOption, jsonLine, readFormat } from './outputFormat.ts'
import { clusterTrouble } from './trouble.ts'

export const status: Command = {
  usage: ['[--cluster CLUSTER] [OPTION…]'],
  about: `Shows a cluster with its peerings: the state that Consul reports, how it really is, and what goes in and out. Exits 1
when a peering needs a look.
${clusterHelp}`,
  options: [...clusterOptions('cluster'), formatOption],
  examples: [['status --cluster http://127.0.0.1:8500', 'Show the peerings of a local cluster']],
  run: statusCommand,
}

async function statusCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const format = readFormat(args)
  if (!format.ok) return misuse(terminal, format.problem, 'status')
  const cluster = await openCluster('cluster', args, terminal)
  if (!cluster.ok) return misuse(terminal, cluster.problem, 'status')
  const { client, given } = cluster.value
  try {
    const snapshot = await readSnapshot(client, terminal.interrupted)
    const { leader, identity, peerings } = snapshot
    if (!leader.ok) return clusterTrouble(terminal, given, leader.error)
    if (!identity.ok) return clusterTrouble(terminal, given, identity.error)
    if (!peerings.ok) return clusterTrouble(terminal, given, peerings.error)
    const rows = peerings.value.map((view) => rowOf(view, snapshot))
    const { version, edition, datacenter, aclsEnabled, defaultPolicy } = identity.value
    const facts = { address: client.address, version, edition: edition ?? null, datacenter: datacenter ?? null }
    const acls = aclsEnabled === undefined ? null : aclsEnabled ? (defaultPolicy ?? 'enabled') : 'disabled'
    const ok = peerings.value.every(({ health }) => health.status === 'active' || health.status === 'unproven')
    if (format.value === 'json') await terminal.write(jsonLine({ ok, ...facts, acls, peerings: rows }))
    else await terminal.write(textOf(`${facts.address}: Consul ${version}, datacenter ${datacenter ?? 'unknown'}`, rows))
    return ok ? 0 : 1
  } finally {
    await client.close()
  }
}

interface PeeringRow {
  readonly name: string
  readonly role: string
  readonly state: string
  readonly health: string
  readonly sentence: string
  readonly imported: number | null
  readonly exported: number
}

function rowOf({ peering, health }: PeeringView, { exportedServices }: ClusterSnapshot): PeeringRow {
  const own = exportedServices.ok ? exportedTo(exportedServices.value, peering.name).length : 0
  return {
    name: peering.name,
    role: peering.role,
    state: peering.state,
    health: health.status,
    sentence: health.sentence,
    imported: peering.imported?.count ?? null,
    exported: peering.exported?.count ?? own,
  }
}

function textOf(head: string, rows: readonly PeeringRow[]): string {
  if (rows.length === 0) return `${head}\nNo peerings are visible.\n`
  const lines = rows.map(
    ({ name, role, state, imported, exported, sentence }) =>
      `  ${name}  ${state}  ${role}  imported ${imported ?? 'unknown'}, exported ${exported}  ${sentence}`,
  )
  return `${[head, ...lines].join('\n')}\n`
}
