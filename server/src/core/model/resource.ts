// Kubernetes resources as entries: which documents of a file are Consul's, and the entry that each of them becomes.
import type { DecodeOptions } from '../decode/decode.ts'
import { textOf } from '../decode/decoded.ts'
import { lower } from '../decode/lower.ts'
import { decodeResource } from '../decode/resource.ts'
import type { Document, SyntaxProblem } from '../document.ts'
import { resourceGroup, resourceNames, resourceTypeOf, resourceVersion } from '../schema/resources.ts'
import { isWithin } from '../schema/target.ts'
import type { Member, Value } from '../value.ts'
import type { Entry } from './entry.ts'

/** The resources of a document that say that they are Consul's. */
export function resourcesOf(document: Document, options: DecodeOptions): readonly Entry[] {
  return document.roots.flatMap((root, i) => (isOurs(root) ? [readResource(document, i, options)] : []))
}

/**
 * The documents as kubectl is given them: all but those of other APIs. At least one where the file is broken or empty; a
 * Helm template is neither.
 */
export function givenResourcesOf(document: Document, options: DecodeOptions): readonly Entry[] {
  const given = document.roots.flatMap((root, i) => (isForeign(root) ? [] : [readResource(document, i, options)]))
  const isRead = document.problems.length === 0 && (document.roots.length > 0 || document.text.includes('{{'))
  return given.length > 0 || isRead ? given : [readResource(document, 0, options)]
}

function isOurs(root: Value): boolean {
  const apiVersion = textIn(root, 'apiVersion')
  return apiVersion !== undefined && (apiVersion === resourceGroup || apiVersion.startsWith(`${resourceGroup}/`))
}

/** A complete resource of an API that is not Consul's. The core group of Kubernetes has no resource by the name of ours. */
function isForeign(root: Value): boolean {
  const apiVersion = textIn(root, 'apiVersion') ?? ''
  const kind = textIn(root, 'kind') ?? ''
  if (kind === '' || apiVersion.toLowerCase().startsWith('consul.')) return false
  return apiVersion.includes('/') || !resourceNames.includes(kind)
}

function memberIn(root: Value, key: string): Member | undefined {
  return root.type === 'object' ? root.members.findLast((member) => member.key === key) : undefined
}

function textIn(root: Value, key: string): string | undefined {
  const value = memberIn(root, key)?.value
  return value?.type === 'string' ? value.value : undefined
}

function readResource(document: Document, index: number, options: DecodeOptions): Entry {
  const root: Value = document.roots[index] ?? { type: 'missing', range: { start: 0, end: document.text.length } }
  const { raw, repeatsKeys } = lower(root, document.format)
  const apiVersion = textIn(root, 'apiVersion')
  const resourceKind = textIn(root, 'kind')
  const known = apiVersion === resourceVersion && resourceKind !== undefined ? resourceTypeOf(resourceKind) : undefined
  const type = known && isWithin(options.target, known) ? known : undefined
  const decoded = type && raw ? decodeResource(raw, type, options) : undefined
  const name = decoded?.root.fields.get('Name')
  return {
    document,
    root,
    form: 'api',
    syntaxProblems: problemsOf(document, index),
    repeatsKeys,
    kindMember: memberIn(root, 'kind'),
    kindName: type?.kind.kind,
    kind: type?.kind,
    name: decoded ? textOf(decoded.root, 'Name') : '',
    nameMember: name?.member,
    kept: { stored: undefined },
    decoded,
    resource: {
      type,
      apiVersion,
      apiVersionMember: memberIn(root, 'apiVersion'),
      kind: resourceKind,
      metadata: decoded?.metadata,
    },
  }
}

/** The problems of a document's own lines; the first document is told those before it as well. */
function problemsOf({ roots, problems }: Document, index: number): readonly SyntaxProblem[] {
  const start = index === 0 ? 0 : (roots[index]?.range.start ?? 0)
  const end = roots[index + 1]?.range.start ?? Number.POSITIVE_INFINITY
  return problems.filter(({ range }) => range.start >= start && range.start < end)
}
