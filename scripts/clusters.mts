// The two clusters of the examples as real dev agents, with services registered; for `npm start` and the tests in VS Code.
import { type Agent, registerService, startAgent } from '../test/harness/consulAgent.ts'
import { consulBinary } from '../test/harness/consulBinary.ts'

/** A cluster as the setting `consulPeering.clusters` names it. */
export interface Cluster {
  readonly id: string
  readonly name: string
  /** `http://127.0.0.1:<port>` */
  readonly address: string
}

export interface Clusters {
  readonly list: readonly Cluster[]
  stop(): Promise<void>
}

export interface ClustersOptions {
  /** A Consul of the user's own; the pinned 1.16.1 when absent. */
  readonly binary?: string | undefined
  readonly report: (line: string) => void
}

const plan = [
  { name: 'cluster-01', datacenter: 'dc1', services: { web: 9001, billing: 9002 } },
  { name: 'cluster-02', datacenter: 'dc2', services: { api: 9003, frontend: 9004 } },
] as const

/** Starts both. Rejects with one line when there is no Consul or an agent does not start; then none is left running. */
export async function startClusters({ binary, report }: ClustersOptions): Promise<Clusters> {
  const consul = binary ?? (await consulBinary('1.16.1', report))
  const outcomes = await Promise.allSettled(plan.map((cluster) => startCluster(consul, cluster)))
  const agents = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const stop = async () => {
    await Promise.all(agents.map((agent) => agent.stop()))
  }
  const failure = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failure !== undefined) {
    await stop()
    throw failure.reason
  }
  return { list: agents.map(({ name, address }) => ({ id: name, name, address })), stop }
}

async function startCluster(binary: string, { name, datacenter, services }: (typeof plan)[number]): Promise<Agent> {
  const agent = await startAgent({ version: '1.16.1', binary, name, datacenter })
  for (const [service, port] of Object.entries(services)) await registerService(agent, service, port)
  return agent
}
