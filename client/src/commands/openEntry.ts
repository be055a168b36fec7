// Opens an entry of a cluster as a read-only document.
import { code } from '../tree/markdown.ts'
import type { Command } from './command.ts'
import { chooseAndRead, chooseEntry } from './onEntry.ts'

const title = 'Open Entry of a Cluster'

/** Shows the entry as HCL without what the server fills in; a private key is masked. */
export const openEntry: Command = {
  id: 'consulPeering.openEntry',
  async run(deps, row) {
    const cluster = await chooseAndRead(deps, row, { title, placeholder: 'Of which cluster?' })
    const entry = cluster && (await chooseEntry(deps, cluster, row, title))
    if (!entry) return
    const live = await deps.live()
    const { profile, reading } = cluster
    const head = `# ${code(`${entry.kind}/${entry.name}`)} as ${code(profile.name)} stores it; read only.\n# consul-peering: target=${reading.target}\n\n`
    const text = live.shownEntryText(entry, 'hcl', reading)
    await deps.pages.open({ path: `${fileName(profile.name)}/${entry.kind}/${fileName(entry.name)}.hcl`, text: head + text })
  },
}

/** A name as part of a path. */
export function fileName(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|\s]+/g, '-')
}
