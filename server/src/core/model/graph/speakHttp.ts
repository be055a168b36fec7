// Whether a server takes a refused entry once a service speaks HTTP: the change is applied in thought.
import { parse } from '../../syntax/index.ts'
import { writeEntry } from '../../syntax/write.ts'
import { type Entry, readEntry } from '../entry.ts'
import type { Spoken } from './fault.ts'
import { refusedAfter } from './needsHttp.ts'
import { storedOf } from './read.ts'
import { type GraphContext, graphWith } from './scopeGraph.ts'
import type { Stored } from './stored.ts'

/** How a service comes to speak HTTP: its own entry says so, or a new one does. */
export type ToHttp = { readonly type: 'set'; readonly own: Entry } | { readonly type: 'create'; readonly entry: HttpDefaults }

/** `service-defaults` of a service that speaks HTTP. */
export interface HttpDefaults {
  readonly Kind: string
  readonly Name: string
  readonly Protocol: string
}

/** The change after which a server takes `entry`, and all that it takes now; `undefined` where there is none. */
export function toHttp(context: GraphContext, entry: Entry, speaker: Spoken): ToHttp | undefined {
  const { name, id } = speaker.service
  if (name !== id) return undefined
  const { place } = speaker
  const own = place?.entry.kindName === 'service-defaults' ? place.entry : undefined
  // What only the live cluster says of the service may be an entry that a new one would replace.
  if (!own && !place && !speaker.isDefault) return undefined
  const change: ToHttp = own ? { type: 'set', own } : { type: 'create', entry: { Kind: 'service-defaults', Name: name, Protocol: 'http' } }
  const changed = changedBy(change, context)
  if (!changed || graphWith(context, changed).refusalOf(entry) || refusedAfter(context, changed)) return undefined
  return change
}

function changedBy(change: ToHttp, { target, edition }: GraphContext): Stored | undefined {
  if (change.type === 'set') {
    const stored = storedOf(change.own, edition)
    const { range } = change.own.root
    return stored?.kind === 'service-defaults' ? { ...stored, protocol: { text: 'http', range } } : undefined
  }
  const text = writeEntry({ ...change.entry }, 'hcl')
  const document = { uri: '', format: 'hcl', text, ...parse(text, 'hcl') } as const
  const [root] = document.roots
  return root && storedOf(readEntry(document, root, { target, edition }), edition)
}
