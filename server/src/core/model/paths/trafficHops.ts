// What happens to the traffic itself: its protocol, what routes it elsewhere, and the gateways that it needs.
import { objectOf, textOf } from '../../decode/decoded.ts'
import type { ClusterView } from '../project.ts'
import { protocolOf } from '../protocol.ts'
import type { PathContext, PathHop } from './path.ts'
import { releaseOf } from './release.ts'

/** The technical preview exports TCP only (constraint C3). */
export function protocolHop({ to, destination }: PathContext): PathHop {
  const { scope } = destination
  const own = protocolOf(scope, to.service)
  const protocol = own?.protocol ?? scope.facts?.services?.find(({ name }) => name === to.service)?.protocol ?? 'tcp'
  const place = own && { document: own.entry.document, range: own.value.range }
  if (protocol !== 'tcp' && releaseOf(destination) === 'preview') {
    const sentence = `\`${to.service}\` speaks \`${protocol}\`, and the technical preview exports TCP services only (C3).`
    return { step: 'protocol', verdict: 'no', sentence, ...(place && { place }) }
  }
  return { step: 'protocol', verdict: 'yes', sentence: `\`${to.service}\` speaks \`${protocol}\`.`, ...(place && { place }) }
}

const routingKinds = ['service-router', 'service-splitter', 'service-resolver'] as const

/** Entries of the destination that lead a request on to something else. */
export function routingHop({ to, destination }: PathContext): readonly PathHop[] {
  return routingKinds.flatMap((kind): readonly PathHop[] => {
    const entry = destination.scope.entry(kind, to.service)
    if (!entry?.decoded) return []
    const redirect = objectOf(entry.decoded.root, 'Redirect')
    if (kind === 'service-resolver' && !redirect) return []
    const elsewhere = redirect && textOf(redirect, 'Service')
    const sentence = elsewhere
      ? `The \`${kind}\` of \`${to.service}\` leads calls on to \`${elsewhere}\`, whose intentions count then.`
      : `The \`${kind}\` of \`${to.service}\` decides which service answers.`
    return [
      {
        step: 'routing',
        verdict: 'note',
        sentence,
        place: { document: entry.document, range: entry.kindMember?.value.range ?? entry.root.range },
      },
    ]
  })
}

/** Calls over a peering leave through a mesh gateway, unless somebody has said `none`. */
export function gatewayHop({ source }: PathContext): readonly PathHop[] {
  const mode = gatewayMode(source)
  if (mode?.text !== 'none') return []
  const sentence = `In \`${source.name}\` the mesh gateway mode of proxies is \`none\`, by which no service of a peer is reached unless the upstream says otherwise.`
  return [{ step: 'gateway', verdict: 'note', sentence, place: mode.place }]
}

function gatewayMode({ scope }: ClusterView) {
  const entry = scope.entry('proxy-defaults', 'global')
  const gateway = entry?.decoded && objectOf(entry.decoded.root, 'MeshGateway')
  const value = gateway?.fields.get('Mode')?.value
  if (!entry || value?.type !== 'string') return undefined
  return { text: value.value, place: { document: entry.document, range: value.source.range } }
}
