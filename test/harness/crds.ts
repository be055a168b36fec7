// Compares our verdicts on the Kubernetes vectors with those of kubectl, the API server, the webhooks and Consul.
import { decodeEntry } from '../../server/src/core/decode/decode.ts'
import type { Decoded, DecodedObject } from '../../server/src/core/decode/decoded.ts'
import { lowerJson } from '../../server/src/core/decode/lowerJson.ts'
import { judgeText } from '../../server/src/core/features/diagnostics.ts'
import type { Entry } from '../../server/src/core/model/entry.ts'
import { givenResourcesOf } from '../../server/src/core/model/resource.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import type { Finding } from '../../server/src/core/rules/rule.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import { parseJson } from '../../server/src/core/syntax/json.ts'
import type { Deviation } from './vectors.ts'

export interface CrdVector {
  readonly id: string
  readonly text: string
  /** `null` for Helm templates, which have no verdict. */
  readonly documents: readonly CrdDocument[] | null
}

export interface CrdDocument {
  readonly kind: string | null
  /** `null`: not a resource of Consul. */
  readonly ok: boolean | null
  readonly stage: string
  readonly message: string
  readonly pruned?: readonly string[]
  readonly consulEntry?: Readonly<Record<string, unknown>>
  readonly consul?: { readonly ok: boolean; readonly stage: string; readonly message: string }
}

const judgement = { target: '1.16', edition: 'community', complete: true } as const

/** Reads the lines of `crds.ndjson`, whose form its README describes. */
export function readCrdVectors(text: string): readonly CrdVector[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): CrdVector => JSON.parse(line))
}

/** All findings of a file by which something refuses it, on an empty cluster. */
export function refusalsOf(text: string): readonly Finding[] {
  const document = { uri: 'test.yaml', format: 'yaml', text, ...parse(text, 'yaml') } as const
  return judgeText(document, judgement, rules).filter(({ category }) => category === 'rejected')
}

/** Where a file has a refusal of ours and none of theirs, or the reverse. */
export function verdictDeviationOf({ id, text, documents }: CrdVector): Deviation | undefined {
  const [expected] = (documents ?? []).flatMap(reasonsOf)
  const [found] = refusalsOf(text)
  if ((expected === undefined) === (found === undefined)) return undefined
  return { id, expected: expected ?? 'ok', found: found ? `${found.code}: ${found.message}` : 'ok' }
}

function reasonsOf({ kind, ok, stage, message, pruned = [], consul }: CrdDocument): readonly string[] {
  if (ok === null) return []
  return [
    ...(ok ? [] : [`${kind} ${stage}: ${message}`]),
    ...pruned.map((path) => `pruned: ${path}`),
    ...(consul && !consul.ok ? [`${kind} consul ${consul.stage}: ${consul.message}`] : []),
  ]
}

/** Where the entry that we make of a document is not the one that the controller writes. */
export function entryDeviationsOf({ id, text, documents }: CrdVector): readonly Deviation[] {
  const document = { uri: 'test.yaml', format: 'yaml', text, ...parse(text, 'yaml') } as const
  const ours = givenResourcesOf(document, judgement)
  const theirs = (documents ?? []).filter(({ ok }) => ok !== null)
  return theirs.flatMap(({ consulEntry }, i) => {
    const entry = ours[i]
    if (!consulEntry || !entry?.kind || !entry.decoded)
      return consulEntry ? [{ id, expected: JSON.stringify(consulEntry), found: 'no entry' }] : []
    const expected = JSON.stringify(contentOf(consulEntry, entry))
    const found = JSON.stringify({ Name: entry.name, ...plainOf(entry.decoded.root) })
    return expected === found ? [] : [{ id, expected, found }]
  })
}

/** What an entry says, read by our own table, without what the controller adds (`cli.md`). */
function contentOf(consulEntry: Readonly<Record<string, unknown>>, { kind }: Entry): unknown {
  const [root] = parseJson(JSON.stringify(consulEntry)).roots
  if (root?.type !== 'object' || !kind) return undefined
  const { Meta, ...content } = plainOf(decodeEntry(lowerJson(root).raw, kind.object, judgement).root)
  return { Name: consulEntry['Name'] ?? kind.kind, ...content }
}

const leftOut = new Set(['Kind', 'Precedence', 'Type'])

/** Set by the controller wherever a passive health check says nothing else; Consul's own default is the same. */
function isDefault(name: string, value: Decoded): boolean {
  return name === 'BaseEjectionTime' && value.type === 'number' && value.value === 30e9
}

/** The fields that are set, in the order of their names: Go leaves out what is empty. */
function plainOf(object: DecodedObject): Record<string, unknown> {
  const fields = [...object.fields].filter(([name]) => !leftOut.has(name)).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    fields.flatMap(([name, { value }]) => (isEmpty(value) || isDefault(name, value) ? [] : [[name, plainValueOf(value)]])),
  )
}

function isEmpty(value: Decoded): boolean {
  switch (value.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return !value.value
    case 'list':
      return value.elements.length === 0
    case 'map':
      return value.entries.size === 0
    case 'object':
      return Object.keys(plainOf(value)).length === 0
    default:
      return false
  }
}

function plainValueOf(value: Decoded): unknown {
  switch (value.type) {
    case 'object':
      return plainOf(value)
    case 'list':
      return value.elements.map(plainValueOf)
    case 'map':
      return Object.fromEntries(
        [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plainValueOf(inner.value)]),
      )
    case 'nothing':
    case 'unreadable':
      return null
    default:
      return value.value
  }
}
