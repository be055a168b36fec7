// What many large clusters cost the extension host: until the first rows, in memory, and while nobody looks.
import { type ChildProcess, fork } from 'node:child_process'
import * as path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createClusters } from '../../client/src/clusters.ts'
import { createConnections } from '../../client/src/connections.ts'
import { createConsulClient, readSection, readSnapshot, waitForChange } from '../../client/src/live.ts'
import { createReadings } from '../../client/src/readings.ts'
import { createSections } from '../../client/src/sections.ts'
import { createForest } from '../../client/src/tree/forest.ts'
import { fakeStorage } from '../client/fakes.ts'

/** One run. Times in milliseconds, memory in MB. */
export interface ClusterCosts {
  /** Until there is a row for each cluster. */
  readonly firstRows: number
  /** Until all clusters that answer are read. */
  readonly allRead: number
  /** The longest that the event loop was held up meanwhile. */
  readonly longestHold: number
  readonly growth: number
  /** Processor time over the hidden stretch, in percent of one core. */
  readonly hiddenPercent: number
  readonly hiddenRequests: number
  /** To find a row by its id, the median. */
  readonly findRow: number
}

/** Reads 50 clusters, 10 of which never answer, each with 200 peerings and 2,000 services; then hides the view for `hiddenMs`. */
export async function measureClusters(hiddenMs: number): Promise<ClusterCosts> {
  const server = fork(path.join(import.meta.dirname, 'fakeClusters.mts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    const { ports } = await hear<{ readonly ports: readonly number[] }>(server)
    return await measure(server, ports, hiddenMs)
  } finally {
    server.disconnect()
  }
}

async function measure(server: ChildProcess, ports: readonly number[], hiddenMs: number): Promise<ClusterCosts> {
  const storage = fakeStorage()
  storage.settings.user = ports.map((port, i) => ({ name: `cluster-${i}`, address: `http://127.0.0.1:${port}` }))
  const clusters = createClusters(storage)
  const connections = createConnections({
    clusters,
    create: async (connection, options) => createConsulClient(connection, options),
    timeoutMs: () => 5_000,
    folder: () => undefined,
  })
  const readings = createReadings({
    clusters,
    connections,
    read: readSnapshot,
    waitForChange,
    mayConnect: () => true,
    intervalMs: () => 10_000,
  })
  const sections = createSections({ clusters, connections, readings, read: readSection })
  const forest = createForest({ clusters, readings, sections })
  const before = memory()
  const hold = watchLoop()
  const started = performance.now()
  sections.setShown(true)
  readings.setShown(true)
  forest.roots()
  const firstRows = performance.now() - started
  const answering = clusters.list().length - 10
  while (clusters.list().filter(({ id }) => readings.of(id).state === 'read').length < answering) await delay(10)
  const allRead = performance.now() - started
  forest.roots()
  const longestHold = hold.stop()
  const growth = memory() - before
  const findRow = timeOf(() => forest.node(`cluster/${clusters.list()[49]?.id}/peerings/peer-199`))
  for (const { id } of clusters.list()) sections.open(id, { section: 'intentions' })
  await readings.refresh()
  sections.setShown(false)
  readings.setShown(false)
  // What was sent before arrives.
  await delay(100)
  const asked = await requestsOf(server)
  const usage = process.cpuUsage()
  await delay(hiddenMs)
  const { user, system } = process.cpuUsage(usage)
  const hiddenRequests = (await requestsOf(server)) - asked
  readings.dispose()
  sections.dispose()
  await connections.dispose()
  return { firstRows, allRead, longestHold, growth, hiddenPercent: (user + system) / 10 / hiddenMs, hiddenRequests, findRow }
}

function memory(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1024 / 1024
}

/** The longest time between two turns of a 5 ms timer. */
function watchLoop(): { stop(): number } {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 5)
    last = now
  }, 5)
  return {
    stop() {
      clearInterval(timer)
      return longest
    },
  }
}

function timeOf(run: () => unknown): number {
  const times = Array.from({ length: 101 }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  }).sort((a, b) => a - b)
  return times[50] ?? Number.NaN
}

async function requestsOf(server: ChildProcess): Promise<number> {
  server.send('requests')
  return (await hear<{ readonly requests: number }>(server)).requests
}

function hear<T>(server: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    server.once('message', (message: T) => resolve(message))
    server.once('exit', () => reject(new Error('the fake clusters have ended')))
  })
}
