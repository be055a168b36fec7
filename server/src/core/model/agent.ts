// The settings of a Consul agent, as one file gives them, and the entries that it writes when its cluster starts.
import { type DecodeOptions, decodeEntry } from '../decode/decode.ts'
import type { DecodedField, DecodedObject, DecodeProblem } from '../decode/decoded.ts'
import { lower } from '../decode/lower.ts'
import type { Document } from '../document.ts'
import { agentSettings, likelySettings, settingNames, tellingSettings } from '../schema/agent.ts'
import type { ObjectValue, Value } from '../value.ts'

export interface Agent {
  readonly document: Document
  readonly root: ObjectValue
  /** The settings that decide about peering, by the names that the agent's documentation gives them. */
  readonly settings: DecodedObject
  /** Settings among them that the target does not know or cannot read. */
  readonly problems: readonly DecodeProblem[]
}

/** The agent settings of a document: none where nothing says that it configures an agent of Consul. */
export function agentsOf(document: Document, options: DecodeOptions): readonly Agent[] {
  return agentRoots(document).map((root) => {
    const { raw } = lower(root, document.format)
    const empty = { type: 'map', source: root, entries: new Map() } as const
    const decoded = decodeEntry(raw ?? empty, agentSettings, options)
    return { document, root, settings: decoded.root, problems: decoded.problems }
  })
}

/** The values in `config_entries.bootstrap`: in a list, in repeated blocks, or both. */
export function bootstrapRootsOf(document: Document): readonly Value[] {
  return agentRoots(document).flatMap((root) =>
    membersNamed(root, 'config_entries')
      .flatMap((entries) => membersNamed(entries, 'bootstrap'))
      .flatMap(elementsOf),
  )
}

/** The setting at a path such as `acl`, `default_policy`. */
export function settingOf(agent: Agent, name: string, inner?: string): DecodedField | undefined {
  const outer = agent.settings.fields.get(name)
  if (inner === undefined) return outer
  return outer?.value.type === 'object' ? outer.value.fields.get(inner) : undefined
}

/** The truth value of a setting; `undefined` where the file says nothing. */
export function switchOf(agent: Agent, name: string, inner?: string): boolean | undefined {
  const value = settingOf(agent, name, inner)?.value
  return value?.type === 'boolean' ? value.value : undefined
}

/** The agents of a folder, which an agent reads as one; a file of it that says otherwise is an agent of its own. */
export function agentsBeside(agent: Agent, all: readonly Agent[]): readonly Agent[] {
  const folder = folderOf(agent)
  return all.filter((other) => other === agent || (folderOf(other) === folder && !contradicts(agent, other)))
}

function folderOf({ document }: Agent): string {
  return document.uri.slice(0, document.uri.lastIndexOf('/') + 1)
}

function contradicts(a: Agent, b: Agent): boolean {
  const [one, other] = [switchOf(a, 'server'), switchOf(b, 'server')]
  return one !== undefined && other !== undefined && one !== other
}

function agentRoots(document: Document): readonly ObjectValue[] {
  if (document.format !== 'hcl' && document.format !== 'json') return []
  return document.roots.filter((root) => root.type === 'object').filter((root) => isAgent(root, document))
}

/** Of which every file of agent settings has one. */
const signs = new Set([...tellingSettings, ...likelySettings].map(([name]) => name))

function isAgent(root: ObjectValue, document: Document): boolean {
  // Nearly all files are none, which the keys alone tell.
  if (!root.members.some(({ key }) => signs.has(key.toLowerCase()))) return false
  if (tellingSettings.some(([name, inner]) => says(root, name, inner))) return true
  if (!likelySettings.some(([name, inner]) => says(root, name, inner))) return false
  // In JSON one word such as `connect` may be anybody's.
  const count = document.format === 'json' ? 2 : 1
  return root.members.length >= count && root.members.every(({ key }) => settingNames.has(key.toLowerCase()))
}

function says(root: ObjectValue, name: string, inner: readonly string[] | undefined): boolean {
  if (inner === undefined) return root.members.some(({ key, value }) => key.toLowerCase() === name && holdsPlainValue(value))
  return membersNamed(root, name).some((stanza) => inner.some((one) => membersNamed(stanza, one).length > 0))
}

/** A text or a list of texts; Terraform's blocks of any name are none. */
function holdsPlainValue(value: Value): boolean {
  return value.type === 'string' || (value.type === 'list' && value.elements.every(({ type }) => type === 'string'))
}

/** What stands under a key, in any case, within an object or a list of objects. */
function membersNamed(value: Value, name: string): readonly Value[] {
  if (value.type === 'list') return value.elements.flatMap((element) => membersNamed(element, name))
  if (value.type !== 'object') return []
  return value.members.filter(({ key, value: held }) => key.toLowerCase() === name && held.type !== 'missing').map((member) => member.value)
}

function elementsOf(value: Value): readonly Value[] {
  return value.type === 'list' ? value.elements.flatMap(elementsOf) : [value]
}
