// `consul-peering diff`: where the entries of files differ from those of a cluster.
import { planEntries } from '../../../../consul/src/entries/plan.ts'
import type { Command } from '../command.ts'
import { misuse } from '../misuse.ts'
import { clusterHelp, clusterOptions } from './cluster.ts'
import { readEntryFiles } from './entryFiles.ts'
import { onCluster } from './onCluster.ts'
import { formatOption, jsonLine } from './outputFormat.ts'
import { changeRecord, changeText, planSummary } from './plannedText.ts'
import { clusterTrouble } from './trouble.ts'

export const diff: Command = {
  usage: ['[--cluster CLUSTER] [OPTION…] [PATH…]'],
  about: `Compares the entries of files with those of a cluster. The case and order of keys, and what the server fills in, make no
difference. Exits 1 when something differs.
${clusterHelp}`,
  options: [...clusterOptions('cluster'), formatOption],
  examples: [['diff --cluster east config/', 'Compare a folder with the cluster of the profile `east`']],
  run: (args, terminal) =>
    onCluster('diff', args, terminal, async (cluster) => {
      const wanted = await readEntryFiles(args.positionals, cluster.reading, terminal)
      if (!wanted.ok) return misuse(terminal, wanted.problem, 'diff')
      const changes = await planEntries(cluster.client, wanted.value, cluster.reading, terminal.interrupted)
      if (!changes.ok) return clusterTrouble(terminal, cluster.given, changes.error)
      const isSame = changes.value.every(({ action }) => action === 'same')
      const records = changes.value.map((change) => changeRecord(change, terminal))
      const text = `${changes.value.map((change) => changeText(change, terminal)).join('')}${planSummary(changes.value)}`
      await terminal.write(cluster.format === 'json' ? jsonLine({ ok: isSame, changes: records }) : text)
      return isSame ? 0 : 1
    }),
}
