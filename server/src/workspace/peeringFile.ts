// Reads a `consul-peering.json`: which cluster the files of a folder belong to and by what they are judged.
import ignore from 'ignore'
import * as z from 'zod/mini'
import type { Document } from '../core/document.ts'
import type { ScopeSettings } from '../core/model/project.ts'
import type { Range } from '../core/range.ts'
import type { Finding } from '../core/rules/rule.ts'
import { editions, parseTarget } from '../core/schema/target.ts'
import { parse } from '../core/syntax/index.ts'
import type { Value } from '../core/value.ts'
import { type LooseProblem, once, readLoosely } from './looseObject.ts'
import { isTarget } from './settings.ts'
import { parentOf } from './uri.ts'

/** The name of the file. */
export const peeringFileName = 'consul-peering.json'

export interface PeeringFile {
  readonly document: Document
  readonly scope: ScopeSettings
  /** By the name that this cluster gives a peer: the folder or the name of the peer's cluster. */
  readonly peers: Readonly<Record<string, string>>
  /** The folder holds all entries of the cluster. */
  readonly complete: boolean
  /** What is wrong in the file itself. */
  readonly findings: readonly Finding[]
  /** Says whether a finding with this code in this file is not to be told. */
  isIgnored(uri: string, code: string): boolean
}

/** Says whether a URI or path names such a file. */
export function isPeeringFile(uri: string): boolean {
  return uri.endsWith(`/${peeringFileName}`) || uri.endsWith(`\\${peeringFileName}`)
}

const targetAdvice = '`target` must name a release of Consul: `preview`, `latest`, or one such as `"1.16"`. Until then it counts as absent.'
const schema = once(() => {
  const text = (key: string) => z.string({ error: `\`${key}\` must be a text. Until then it counts as absent.` })

  const oneOrMore = z.union([z.string(), z.array(z.string())], { error: '`files` must be a pattern or a list of patterns.' })

  return z.strictObject({
    $schema: z.exactOptional(z.string({ error: '`$schema` must be a text.' })),
    cluster: z.exactOptional(text('cluster')),
    target: z.exactOptional(z.string({ error: targetAdvice }).check(z.refine(isTarget, { error: targetAdvice }))),
    edition: z.exactOptional(z.enum(editions, { error: '`edition` must be `community` or `enterprise`. Until then it counts as absent.' })),
    peers: z.exactOptional(
      z.record(z.string(), z.string({ error: 'Name the folder or the cluster of this peer.' }), {
        error: '`peers` must be an object of peer names, each with the folder or the name of its cluster.',
      }),
    ),
    complete: z.exactOptional(z.boolean({ error: '`complete` must be `true` or `false`. Until then it counts as `false`.' })),
    ignore: z.exactOptional(
      z.array(
        z.strictObject(
          {
            files: z.exactOptional(oneOrMore),
            codes: z.array(z.string({ error: 'Write the code of a rule as a text.' }), { error: '`codes` must be a list of rule codes.' }),
          },
          { error: 'Write an object with `files` and `codes`.' },
        ),
        { error: '`ignore` must be a list of objects with `files` and `codes`.' },
      ),
    ),
  })
})

type Settings = z.infer<ReturnType<typeof schema>>

/** Reads the text of such a file, whatever it holds. */
export function readPeeringFile(uri: string, fileText: string): PeeringFile {
  const document: Document = { uri, format: 'json', text: fileText, ...parse(fileText, 'json') }
  const [root] = document.roots
  const plain = root?.type === 'object' ? Object.fromEntries(root.members.map(({ key, value }) => [key, plainOf(value)])) : {}
  const { value, problems } = readLoosely(schema(), plain)
  const syntax = document.problems.map(({ message, range }) => findingOf(document, message, range))
  const shape = root && root.type !== 'object' ? [findingOf(document, 'Write an object such as `{"target": "1.16"}`.', root.range)] : []
  const own = root ? problems.map((problem) => findingOf(document, problem.message, rangeAt(root, problem))) : []
  return {
    document,
    scope: scopeOf(uri, value),
    peers: value.peers ?? {},
    complete: value.complete ?? false,
    findings: [...syntax, ...shape, ...own],
    isIgnored: ignorerOf(uri, value),
  }
}

function scopeOf(uri: string, { cluster, edition, complete, target: given, peers = {} }: Settings): ScopeSettings {
  const target = given === undefined ? undefined : parseTarget(given)
  return {
    folder: parentOf(uri),
    file: uri,
    peers: Object.fromEntries(Object.entries(peers).map(([peer, where]) => [peer, clusterAt(parentOf(uri), where)])),
    ...(cluster === undefined ? {} : { cluster }),
    ...(edition === undefined ? {} : { edition }),
    ...(complete === undefined ? {} : { complete }),
    ...(target === undefined ? {} : { target }),
  }
}

/** A folder, as its URI with a slash at its end, or the name of a cluster. */
function clusterAt(folder: string, where: string): string {
  const path = where.replaceAll('\\', '/')
  if (!/^\.{1,2}(\/|$)|\//.test(path)) return where
  const relative = `${path.replace(/\/+$/, '')}/`
  return URL.canParse(relative, folder) ? new URL(relative, folder).href : where
}

function ignorerOf(uri: string, settings: Settings): PeeringFile['isIgnored'] {
  const folder = parentOf(uri)
  const entries = (settings.ignore ?? []).map(({ files = '*', codes }) => ({ patterns: ignore().add(files), codes: new Set(codes) }))
  if (entries.length === 0) return () => false
  return (file, code) => {
    if (!file.startsWith(folder) || file === folder) return false
    const relative = decodeURIComponent(file.slice(folder.length))
    return entries.some(({ patterns, codes }) => codes.has(code) && patterns.ignores(relative))
  }
}

function findingOf(document: Document, message: string, range: Range): Finding {
  return { code: 'peering-file', category: 'advice', severity: 'warning', message, range, document }
}

function plainOf(value: Value): unknown {
  switch (value.type) {
    case 'string':
    case 'boolean':
      return value.value
    case 'number':
      return Number(value.raw)
    case 'null':
    case 'missing':
      return null
    case 'list':
      return value.elements.map(plainOf)
    case 'object':
      return Object.fromEntries(value.members.map((member) => [member.key, plainOf(member.value)]))
  }
}

/** Where a problem stands: at the key or the value that its path leads to, else at what is nearest to it. */
function rangeAt(root: Value, { path, at }: LooseProblem): Range {
  let value = root
  let key: Range | undefined
  for (const step of path) {
    const member = value.type === 'object' ? value.members.findLast((candidate) => candidate.key === step) : undefined
    const next = value.type === 'list' && typeof step === 'number' ? value.elements[step] : member?.value
    if (!next) return value.range
    key = member?.keyRange
    value = next
  }
  return at === 'key' && key ? key : value.range
}
