// Changes how a cluster is called and reached.
import { addressProblem, type ClusterProfile } from '../profiles.ts'
import { clusterOfRow, pickCluster } from './chooseCluster.ts'
import type { Command, CommandDependencies } from './command.ts'

const title = 'Edit Cluster'

const texts = {
  name: 'Name, as in the `consul-peering.json` of its entries',
  address: 'Address of the HTTP API',
  partition: 'Admin partition (Enterprise)',
  namespace: 'Namespace (Enterprise)',
  serverName: 'Name that the certificate must carry',
} as const
const files = { caFile: 'CA file', clientCertFile: 'Client certificate', clientKeyFile: 'Key of the client certificate' } as const

type TextKey = keyof typeof texts
type FileKey = keyof typeof files

/** Shows all settings and changes one after the other, until a person leaves. */
export const editCluster: Command = {
  id: 'consulPeering.editCluster',
  async run(deps, row) {
    const profile = clusterOfRow(deps, row) ?? (await pickCluster(deps, { title, placeholder: 'Which cluster?' }))
    if (!profile) return
    if (profile.source === 'added') return edit(deps, profile.id)
    const where = profile.source === 'settings' ? 'the setting `consulPeering.clusters`' : 'the environment variables of VS Code'
    const buttons = profile.source === 'settings' ? ['Open Settings'] : []
    const pressed = await deps.ui.tell('information', `\`${profile.name}\` comes from ${where}, so it is changed there.`, ...buttons)
    if (pressed !== undefined) await deps.editor.openSettings('consulPeering.clusters')
  },
}

async function edit(deps: CommandDependencies, id: string): Promise<void> {
  for (;;) {
    const profile = deps.clusters.find(id)
    if (!profile) return
    const key = await deps.ui.pick<TextKey | FileKey>({ title, placeholder: `What of ${profile.name}?`, choices: rowsOf(profile) })
    if (key === undefined) return
    const value = isFile(key) ? await askFile(deps, key, profile) : await askText(deps, key, profile)
    if (value === undefined) continue
    const hadToken = (await deps.clusters.tokenOf(profile)) !== undefined
    await deps.clusters.change(id, { [key]: value === '' ? undefined : value })
    await deps.readings.refresh(id)
    const changed = deps.clusters.find(id)
    if (hadToken && changed && (await deps.clusters.tokenOf(changed)) === undefined) void tellToken(deps, id)
  }
}

function rowsOf(profile: ClusterProfile) {
  const row = (key: TextKey | FileKey, label: string) => ({ label, description: profile[key] ?? '', value: key })
  return [
    ...Object.entries(texts).flatMap(([key, label]) => (isText(key) ? [row(key, label)] : [])),
    ...Object.entries(files).flatMap(([key, label]) => (isFile(key) ? [row(key, label)] : [])),
  ]
}

function isText(key: string): key is TextKey {
  return key in texts
}

function isFile(key: string): key is FileKey {
  return key in files
}

async function askText({ ui, clusters }: CommandDependencies, key: TextKey, profile: ClusterProfile): Promise<string | undefined> {
  const problem = (text: string): string | undefined => {
    if (key === 'address') return addressProblem(text)
    if (key !== 'name') return undefined
    if (text.trim() === '') return 'A cluster needs a name, by which entries refer to it.'
    const isTaken = clusters.list().some(({ id, name }) => id !== profile.id && name === text.trim())
    return isTaken ? `There is a cluster \`${text.trim()}\` already. Choose another name.` : undefined
  }
  const typed = await ui.input({ title, prompt: texts[key], value: profile[key] ?? '', problem })
  return typed === undefined || problem(typed) !== undefined ? undefined : typed.trim()
}

/** An empty text takes the file away. */
async function askFile({ ui }: CommandDependencies, key: FileKey, profile: ClusterProfile): Promise<string | undefined> {
  if (profile[key] === undefined) return ui.chooseFile(files[key])
  const choices = [
    { label: 'Choose another file…', icon: 'file', value: true },
    { label: 'Use none', icon: 'circle-slash', value: false },
  ]
  const another = await ui.pick({ title, placeholder: files[key], choices })
  if (another === undefined) return undefined
  return another ? ui.chooseFile(files[key]) : ''
}

async function tellToken({ ui, editor }: CommandDependencies, id: string): Promise<void> {
  const message = 'The ACL token belonged to the old address and is forgotten, so that no other server gets it.'
  const pressed = await ui.tell('information', message, 'Set ACL Token…')
  if (pressed !== undefined) await editor.runCommand('consulPeering.setToken', `cluster/${id}`)
}
