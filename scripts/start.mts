// `npm start`: two real Consul clusters, and a VS Code that knows them on a copy of `examples/`, until Ctrl-C.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { parseArgs } from 'node:util'
import { consulOnPath } from '../test/harness/consulBinary.ts'
import { createScratch } from '../test/harness/scratch.ts'
import { type Cluster, type Clusters, startClusters } from './clusters.mts'
import { desktopCode, type Editor, openDesktop, serveEditor } from './editor.mts'

const root = path.dirname(import.meta.dirname)
const { values } = parseArgs({
  options: {
    /** Serves VS Code even where a desktop one is installed. */
    serve: { type: 'boolean', default: false },
    /** A folder to open instead of a copy of the examples. */
    folder: { type: 'string' },
  },
})
const stopped = new Promise<void>((resolve) => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve())
  // The bootstrap was killed outright, so nobody could stop us any more.
  process.once('disconnect', () => resolve())
})

const scratch = createScratch('consul-peering-start-')
let clusters: Clusters | undefined
let editor: Editor | undefined
const begun = begin()
// Whatever is half started when the signal comes is left to the guards of its processes.
await Promise.race([stopped, begun.then(() => stopped)]).catch(showFailure)
console.log('\nStopping …')
await Promise.allSettled([editor?.stop(), clusters?.stop()])
scratch.remove()
process.exit()

async function begin(): Promise<void> {
  clusters = await tryClusters()
  const settings = { 'consulPeering.clusters': clusters?.list ?? [], 'workbench.startupEditor': 'readme' }
  const code = values.serve ? undefined : desktopCode()
  const open = code === undefined ? serveEditor : (options: Parameters<typeof serveEditor>[0]) => openDesktop(code, options)
  editor = await open({
    folder: values.folder === undefined ? copyExamples() : path.resolve(values.folder),
    settings,
    scratch: scratch.path,
  })
  console.log(welcome(editor, clusters?.list ?? []))
}

/** What is tried out must not change the repository. */
function copyExamples(): string {
  const folder = path.join(scratch.path, 'examples')
  fs.cpSync(path.join(root, 'examples'), folder, { recursive: true })
  return folder
}

/** Without Consul the editor part is still worth having. */
async function tryClusters(): Promise<Clusters | undefined> {
  try {
    const binary = consulOnPath()
    console.log(binary === undefined ? 'Starting two Consul clusters …' : `Starting two Consul clusters with ${binary} …`)
    return await startClusters({ binary, report: console.log })
  } catch (error) {
    console.error(`No clusters: ${error instanceof Error ? error.message : String(error)}`)
    console.error('The editor starts without them; `CONSUL_BIN` may name a Consul of yours.\n')
    return undefined
  }
}

function welcome({ where }: Editor, list: readonly Cluster[]): string {
  const peer = 'Open the Consul view in the activity bar and peer `cluster-01` with `cluster-02` by one click.'
  return [
    '',
    ...list.map(({ name, address }) => `${name}: ${address}`),
    where,
    '',
    'What to try:',
    '  1. Open cluster-01/exported-services.hcl: each underlined place has a light bulb (Ctrl+.).',
    ...(list.length > 0 ? [`  2. ${peer}`] : []),
    '  More in README.md of the opened folder.',
    ...(values.folder === undefined
      ? ['', 'The opened folder is a copy of examples/, removed at the end; `npm start -- --folder <path>` opens one of yours.']
      : []),
    'Ctrl-C ends everything.',
  ].join('\n')
}

function showFailure(error: unknown): void {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
