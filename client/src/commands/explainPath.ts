// Says whether a service can reach another one over a peering, and if not, why.
import type { PathCluster, PathEnd } from '../../../server/src/lsp/protocol.ts'
import type { PathFix } from '../paths.ts'
import { isRecord } from '../profiles.ts'
import type { Ui } from '../ui.ts'
import type { Command } from './command.ts'

/** Asks for what is not given of the two ends, shows the page, and offers what would help. */
export const explainPath: Command = {
  id: 'consulPeering.explainPath',
  async run({ ui, paths, pages }, ...given) {
    const clusters = await paths.ends()
    if (clusters.length < 2) {
      const message =
        'A path leads from one cluster to another, and the workspace has folders of fewer than two. Put a `consul-peering.json` into the folder of each cluster.'
      await ui.tell('information', message)
      return
    }
    const [givenFrom, givenTo] = given.map(readEnd)
    const to = await askEnd(ui, 'Which service is called?', clusters, givenTo ?? {})
    if (!to) return
    const others = clusters.filter(({ name }) => name !== to.cluster)
    const from = await askEnd(ui, `Who calls ${to.service}?`, others, givenFrom ?? {})
    if (!from) return
    const explained = await paths.explain({ from, to })
    if (!explained) return
    if (!explained.ok) {
      await ui.tell('warning', explained.why)
      return
    }
    await pages.open({ path: `Path ${from.service} to ${to.service}.md`, text: explained.page })
    await offer(ui, explained.sentence, explained.fixes)
  },
}

async function offer(ui: Ui, sentence: string, fixes: readonly PathFix[]): Promise<void> {
  if (fixes.length === 0) return
  const pressed = await ui.tell('information', sentence, ...fixes.map(({ title }) => plain(title)))
  await fixes.find(({ title }) => plain(title) === pressed)?.apply()
}

/** Buttons show no Markdown. */
function plain(title: string): string {
  return title.replaceAll('`', '')
}

/** A service that is not in the list can be typed. */
async function askEnd(ui: Ui, title: string, clusters: readonly PathCluster[], given: Partial<PathEnd>): Promise<PathEnd | undefined> {
  const { service, cluster } = given
  if (service !== undefined && cluster !== undefined) return { service, cluster }
  const rows = clusters
    .filter(({ name }) => cluster === undefined || name === cluster)
    .flatMap(({ name, services }) => [
      { heading: name },
      ...services.map((one) => ({ label: one, description: name, value: { service: one, cluster: name } })),
      { label: 'Another service…', description: name, value: { service: '', cluster: name } },
    ])
  const chosen = await ui.pick({ title, placeholder: 'Services of files and of connected clusters', choices: rows })
  if (chosen?.service !== '') return chosen
  const problem = (text: string) => (/^[^\s@]+$/.test(text) ? undefined : 'Type the name of a service, without blanks.')
  const typed = await ui.input({ title, prompt: `The name of a service of ${chosen.cluster}`, problem })
  return typed === undefined ? undefined : { service: typed, cluster: chosen.cluster }
}

function readEnd(given: unknown): Partial<PathEnd> {
  if (!isRecord(given)) return {}
  const { service, cluster } = given
  return { ...(typeof service === 'string' ? { service } : {}), ...(typeof cluster === 'string' ? { cluster } : {}) }
}
