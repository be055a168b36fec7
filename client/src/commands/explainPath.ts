// Says whether a service can reach another one over a peering, and if not, why.
import type { PathCluster, PathEnd } from '../../../server/src/lsp/protocol.ts'
import type { ExplainedPath } from '../paths.ts'
import { isRecord } from '../profiles.ts'
import type { Ui } from '../ui.ts'
import type { Command, CommandDependencies } from './command.ts'

/** Asks for what is not given of the two ends, and shows each hop of the path with what would help. */
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
    await show(explained, { from, to }, { ui, pages })
  },
}

type Shown = Extract<ExplainedPath, { readonly ok: true }>

const icons = { yes: 'pass', no: 'error', unknown: 'question', note: 'info' } as const
const answers = { yes: 'Yes', no: 'No', unknown: 'It depends' } as const

/** The hops, each of which leads to what decides it, what would help, and the same as a page to keep. */
async function show(
  { answer, hops, fixes, page }: Shown,
  { from, to }: { readonly from: PathEnd; readonly to: PathEnd },
  { ui, pages }: Pick<CommandDependencies, 'ui' | 'pages'>,
): Promise<void> {
  const rows = hops.map(({ title, verdict, sentence, place }) => ({
    label: title,
    icon: icons[verdict],
    description: place?.shown,
    detail: plain(sentence),
    value: async () => (place ? pages.openFile(place.uri, place.line) : undefined),
  }))
  const help = fixes.map(({ title, apply }) => ({ label: plain(title), icon: 'lightbulb', value: apply }))
  const asPage = {
    label: 'Show as a Page',
    icon: 'book',
    value: () => pages.open({ path: `Path ${from.service} to ${to.service}.md`, text: page }),
  }
  const title = `${answers[answer]}: ${from.service} of ${from.cluster} → ${to.service} of ${to.cluster}`
  const chosen = await ui.pick<() => Promise<void>>({
    title,
    placeholder: 'Choose a line to go to what decides it',
    choices: [...rows, ...(help.length > 0 ? [{ heading: 'What would help' }, ...help] : []), { heading: 'Keep' }, asPage],
  })
  await chosen?.()
}

/** Rows of a pick show no Markdown. */
function plain(text: string): string {
  return text.replaceAll('`', '')
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
