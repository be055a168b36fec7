// Takes an entry of a cluster into a file.
import type { EntryFormat } from '../../../consul/src/entries/entryText.ts'
import type { Choice } from '../ui.ts'
import type { Command } from './command.ts'
import { chooseAndRead, chooseEntry } from './onEntry.ts'
import { fileName } from './openEntry.ts'

const title = 'Save Entry of a Cluster'

const formats: readonly Choice<EntryFormat>[] = [
  { label: 'HCL', description: 'for `consul config write`', value: 'hcl' },
  { label: 'JSON', description: 'for `consul config write` and the HTTP API', value: 'json' },
  { label: 'Kubernetes resource', description: 'YAML for consul-k8s', value: 'crd' },
]

/** Asks for the format and the file; a file that is there is overwritten only when a person says so. */
export const pullEntry: Command = {
  id: 'consulPeering.pullEntry',
  async run(deps, row) {
    const cluster = await chooseAndRead(deps, row, { title, placeholder: 'Of which cluster?' })
    const entry = cluster && (await chooseEntry(deps, cluster, row, title))
    const format = entry && (await deps.ui.pick({ title, placeholder: 'In which format?', choices: formats }))
    if (!entry || !format) return
    const written = (await deps.live()).entryText(entry, format, cluster.reading)
    if (!written.ok) {
      await deps.ui.tell('error', written.why)
      return
    }
    const extension = format === 'crd' ? 'yaml' : format
    const saved = await deps.pages.saveAs(written.text, `${fileName(`${entry.kind}-${entry.name}`)}.${extension}`)
    if (saved === undefined || written.lost.length === 0) return
    const lost = written.lost.map((key) => `\`${key}\``).join(', ')
    await deps.ui.tell('warning', `A Kubernetes resource cannot say all of the entry, so this was left out of \`${saved}\`: ${lost}.`)
  },
}
