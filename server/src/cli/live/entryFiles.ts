// The entries that files and folders want on a cluster, read by the release that the cluster runs.
import type { ConsulClient } from '../../../../consul/src/client.ts'
import { readingOf } from '../../../../consul/src/entries/liveEntry.ts'
import { type WantedEntry, wantedEntries } from '../../../../consul/src/entries/wantedEntry.ts'
import { failure, type Result, success } from '../../../../consul/src/result.ts'
import type { DecodeOptions } from '../../core/decode/decode.ts'
import { type Document, holdsCommands } from '../../core/document.ts'
import { pathOf, uriOf } from '../../workspace/uri.ts'
import { findInputs } from '../inputs.ts'
import { workspaceFor } from '../judgeFiles.ts'
import { createPlaces } from '../places.ts'
import { shownPath } from '../report/report.ts'
import type { Read, Terminal } from '../terminal.ts'

/** The target and the edition that a cluster's entries are read by. */
export type Reading = Pick<DecodeOptions, 'target' | 'edition'>

/** Asks a cluster for its release; the leader is asked first, for without one everything else hangs. */
export async function readingOfCluster(client: ConsulClient, signal: AbortSignal): Promise<Result<Reading>> {
  const leader = await client.leader({ signal })
  if (!leader.ok) return leader
  if (leader.value === undefined) return failure({ kind: 'no-leader' })
  const self = await client.self({ signal })
  return self.ok ? success(readingOf(self.value)) : self
}

/** All entries of the paths; a sentence when one cannot be read, or when they belong to several clusters. */
export async function readEntryFiles(
  paths: readonly string[],
  reading: Reading,
  terminal: Terminal,
): Promise<Read<readonly WantedEntry[]>> {
  const { folder } = terminal
  const inputs = findInputs(paths.length === 0 ? ['.'] : paths, folder)
  if (!inputs.ok) return inputs
  const settings = { ...reading, complete: false, severities: {}, facts: { clusters: [] } }
  const workspace = workspaceFor(settings)
  const leftOut = workspace.read([...inputs.value.named, ...inputs.value.found].map(uriOf))
  for (const { uri } of leftOut) terminal.say(`Left out: ${shownPath(pathOf(uri) ?? uri, folder)}.`)
  const documents = workspace.project
    .uris()
    .flatMap((uri) => workspace.project.file(uri)?.document ?? [])
    .filter(({ format }) => !holdsCommands(format))
  const clusters = new Set(documents.map(({ uri }) => workspace.peeringFileOf(uri)?.scope.folder ?? ''))
  if (clusters.size > 1) {
    return { ok: false, problem: 'the files belong to several clusters by their `consul-peering.json`. Name the folder of one.' }
  }
  return entriesIn(documents, reading, folder)
}

function entriesIn(documents: readonly Document[], reading: Reading, folder: string): Read<readonly WantedEntry[]> {
  const places = createPlaces('hidden')
  const wanted: WantedEntry[] = []
  for (const document of documents) {
    const found = wantedEntries(document, reading)
    const [unreadable] = found.unreadable
    if (unreadable) {
      const { start } = places.of(document, unreadable.root.range)
      const file = `${shownPath(pathOf(document.uri) ?? document.uri, folder)}:${start.line + 1}`
      return { ok: false, problem: `${file} holds an entry that Consul cannot read. \`consul-peering check\` says why.` }
    }
    wanted.push(...found.wanted)
  }
  return { ok: true, value: wanted }
}

/** Where an entry stands, for a person; `undefined` for one that no file holds. */
export function placeOfEntry({ entry }: WantedEntry, { folder }: Terminal): string | undefined {
  const file = pathOf(entry.document.uri)
  if (file === undefined) return undefined
  const { line } = createPlaces('hidden').of(entry.document, entry.root.range).start
  return `${shownPath(file, folder)}:${line + 1}`
}
