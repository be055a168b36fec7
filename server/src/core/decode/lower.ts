// Makes of a tree what Consul's readers make of it: hcl.Decode (decoder.go of hashicorp/hcl v1.0.0) or json.Unmarshal.
import type { Format, SyntaxProblem } from '../document.ts'
import type { Value } from '../value.ts'
import { lowerHcl } from './lowerHcl.ts'
import { lowerJson } from './lowerJson.ts'
import type { RawMap } from './raw.ts'

export interface Lowered {
  /** Undefined where the root is no object. With problems it holds what could be read all the same. */
  readonly raw: RawMap | undefined
  /** Empty exactly when Consul's reader takes the tree of a text without syntax problems. */
  readonly problems: readonly SyntaxProblem[]
  /** Some object has a key more than once whose value is single; in JSON, any key. */
  readonly repeatsKeys: boolean
}

/**
 * Reads the tree of one entry. YAML is read like JSON, which Kubernetes turns it into. `before`: what was made of
 * the text before it changed, where nothing was wrong with it.
 */
export function lower(root: Value, format: Format, before?: RawMap): Lowered {
  if (root.type === 'null') return { raw: { type: 'map', source: root, entries: new Map() }, problems: [], repeatsKeys: false }
  if (root.type !== 'object') return { raw: undefined, problems: [], repeatsKeys: false }
  return format === 'hcl' ? lowerHcl(root, before) : lowerJson(root, before)
}
