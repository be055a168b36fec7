// What all commands about one cluster's entries begin with: the format, the cluster, and the release that it runs.
import type { ConsulClient } from '../../../../consul/src/client.ts'
import type { Arguments } from '../arguments.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { openCluster } from './cluster.ts'
import { type Reading, readingOfCluster } from './entryFiles.ts'
import { type OutputFormat, readFormat } from './outputFormat.ts'
import { clusterTrouble } from './trouble.ts'

/** A cluster that was reached. */
export interface ReachedCluster {
  readonly client: ConsulClient
  /** As it was named. */
  readonly given: string
  readonly reading: Reading
  readonly format: OutputFormat
}

/** Runs `work` on the cluster that the arguments name, and closes its client at the end. */
export async function onCluster(
  command: string,
  args: Arguments,
  terminal: Terminal,
  work: (cluster: ReachedCluster) => Promise<ExitCode>,
): Promise<ExitCode> {
  const format = readFormat(args)
  if (!format.ok) return misuse(terminal, format.problem, command)
  const cluster = await openCluster('cluster', args, terminal)
  if (!cluster.ok) return misuse(terminal, cluster.problem, command)
  const { client, given } = cluster.value
  try {
    const reading = await readingOfCluster(client, terminal.interrupted)
    if (!reading.ok) return clusterTrouble(terminal, given, reading.error)
    return await work({ client, given, reading: reading.value, format: format.value })
  } finally {
    await client.close()
  }
}
