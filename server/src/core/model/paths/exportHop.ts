// Whether the called service is exported to the cluster of the caller.
import type { Edit } from '../../edit.ts'
import { isWithin } from '../../schema/target.ts'
import { type Consumer, type ExportedService, exportedServicesOf, newConsumer } from '../exports.ts'
import type { HopFix, PathContext, PathHop } from './path.ts'
import { releaseOf } from './release.ts'

/** What is live counts more than files, which may not be applied yet. */
export function exportHop(context: PathContext): PathHop {
  const { to, source, destination, sourcePeer, destinationPeer } = context
  const exported = exportOf(context)
  const imported = source.scope.facts?.peers?.find(({ name }) => name === destinationPeer)?.imported
  const place = exported && { document: exported.service.entry.document, range: exported.consumer.object.source.range }
  if (imported?.includes(to.service)) {
    return {
      step: 'export',
      verdict: 'yes',
      sentence: `\`${source.name}\` sees \`${to.service}\` among the services of \`${destinationPeer}\`.`,
      ...(place && { place }),
    }
  }
  if (exported && imported) {
    const sentence = `The files export \`${to.service}\` to \`${sourcePeer}\`, but \`${source.name}\` does not see it. Apply them to \`${destination.name}\`, and look whether the service runs there.`
    return { step: 'export', verdict: 'no', sentence, ...(place && { place }) }
  }
  if (exported) {
    const what = exported.service.name === '*' ? 'All services are' : `\`${to.service}\` is`
    return { step: 'export', verdict: 'yes', sentence: `${what} exported to \`${sourcePeer}\`.`, ...(place && { place }) }
  }
  return missingExport(context, imported !== undefined)
}

function missingExport({ to, destination, sourcePeer }: PathContext, isLive: boolean): PathHop {
  const entries = destination.scope.entries('exported-services')
  const [entry] = entries
  if (!entry && !isLive && !destination.judgement.complete) {
    return { step: 'export', verdict: 'unknown', sentence: `No \`exported-services\` entry of \`${destination.name}\` is known.` }
  }
  const almost = entries.flatMap(exportedServicesOf).find((service) => isAlmost(service, to.service, sourcePeer))
  const hint = almost ? ' A name differs in its case, which counts.' : ''
  const fix = entry && exportFix(to.service, sourcePeer, entries.flatMap(exportedServicesOf), entry)
  const place = entry && { document: entry.document, range: (entry.nameMember ?? entry.kindMember)?.value.range ?? entry.root.range }
  return {
    step: 'export',
    verdict: 'no',
    sentence: `\`${destination.name}\` does not export \`${to.service}\` to \`${sourcePeer}\`.${hint}`,
    ...(place && { place }),
    ...(fix && { fix }),
  }
}

function isAlmost({ name, consumers }: ExportedService, service: string, peer: string): boolean {
  const isService = name === '*' || name.toLowerCase() === service.toLowerCase()
  return isService && consumers.some((consumer) => consumer.peer.toLowerCase() === peer.toLowerCase())
}

function exportOf({
  to,
  destination,
  sourcePeer,
}: PathContext): { readonly service: ExportedService; readonly consumer: Consumer } | undefined {
  // `*` leaves out the service `consul` since 1.14 (run: 1.13.9 shares it, 1.16.1 does not).
  const isCovered = (name: string) =>
    name === to.service || (name === '*' && (to.service !== 'consul' || !isWithin(releaseOf(destination), { since: '1.14' })))
  for (const service of destination.scope.entries('exported-services').flatMap(exportedServicesOf)) {
    if (!isCovered(service.name)) continue
    const consumer = service.consumers.find((one) => one.peer === sourcePeer)
    if (consumer) return { service, consumer }
  }
  return undefined
}

function exportFix(name: string, peer: string, services: readonly ExportedService[], entry: ExportedService['entry']): HopFix | undefined {
  const title = `Export \`${name}\` to \`${peer}\``
  const own = services.find((service) => service.name === name)
  const consumers = own?.object.fields.get('Consumers')?.member.value
  if (own && (consumers?.type === 'list' || consumers?.type === 'object')) {
    return { title, entry: own.entry, edit: { type: 'insertElements', into: consumers, values: [newConsumer(own.entry, peer)] } }
  }
  const list = entry.decoded?.root.fields.get('Services')?.member.value
  if (list?.type !== 'list' && list?.type !== 'object') return undefined
  const isYaml = entry.document.format === 'yaml'
  const consumer = newConsumer(entry, peer)
  const value = isYaml ? { name, consumers: [consumer] } : { Name: name, Consumers: [consumer] }
  const edit: Edit = { type: 'insertElements', into: list, values: [value] }
  return { title, entry, edit }
}
