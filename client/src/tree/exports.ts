// The exported services of a cluster as rows, and who may use each.
import type { ExportedService, ServiceConsumer } from '../../../consul/src/client.ts'
import { explain } from '../../../consul/src/errors.ts'
import type { ClusterSnapshot } from '../../../consul/src/snapshot.ts'
import { errorNode, leaf } from './leaves.ts'
import { code } from './markdown.ts'
import type { TreeNode } from './node.ts'
import { rowId } from './rows.ts'

/** The group of all exported services of a cluster. */
export function exportedServiceNodes(parent: string, clusterId: string, { exportedServices: exported }: ClusterSnapshot): TreeNode {
  const id = `${parent}/exports`
  const group = { id, clusterId, label: 'Exported services', icon: 'export', context: 'exports', startsExpanded: true }
  if (!exported.ok) return { ...group, children: [errorNode({ id, clusterId, ...explain(exported.error), kind: exported.error.kind })] }
  if (exported.value.length === 0) {
    const tooltip = 'Write an `exported-services` entry to share services with a peer.'
    return {
      ...group,
      children: [
        leaf({ id: `${id}/:none`, clusterId, label: 'No exported services yet', tooltip, icon: 'circle-outline', context: 'none' }),
      ],
    }
  }
  const services = together(exported.value)
  return {
    ...group,
    description: `${services.length}`,
    children: services.map((service) => serviceNode(id, clusterId, service)),
  }
}

/** One entry may name a service more than once, and means the same as with all its consumers in one place. */
function together(services: readonly ExportedService[]): readonly ExportedService[] {
  const byName = new Map<string, ExportedService>()
  for (const service of services) {
    const key = JSON.stringify([service.namespace, service.name])
    const known = byName.get(key)
    byName.set(key, known ? { ...known, consumers: [...known.consumers, ...service.consumers] } : service)
  }
  return [...byName.values()]
}

function serviceNode(parent: string, clusterId: string, service: ExportedService): TreeNode {
  const id = rowId(parent, service.name) + (service.namespace === undefined ? '' : `?${encodeURIComponent(service.namespace)}`)
  const consumers = unique(service.consumers.map(consumerText))
  return {
    id,
    clusterId,
    label: service.name === '*' ? 'all services' : service.name,
    description: consumers.length === 0 ? 'for nobody' : `for ${consumers.map(({ name }) => name).join(', ')}`,
    tooltip: tooltipOf(service, consumers),
    icon: 'symbol-interface',
    context: 'service',
    startsExpanded: false,
    children: consumers.map(({ name, what }) =>
      leaf({ id: rowId(id, name, what), clusterId, label: name, description: what, icon: 'arrow-right', context: `consumer;${what}` }),
    ),
  }
}

function unique(consumers: readonly Consumer[]): readonly Consumer[] {
  return [...new Map(consumers.map((consumer) => [`${consumer.what} ${consumer.name}`, consumer])).values()]
}

function tooltipOf({ name, namespace }: ExportedService, consumers: readonly Consumer[]): string {
  const what = name === '*' ? 'All services' : code(name)
  const where = namespace === undefined ? '' : ` of namespace ${code(namespace)}`
  if (consumers.length === 0) return `${what}${where} may be used by nobody, because the entry has no consumers.`
  return `${what}${where} may be used by ${consumers.map((consumer) => `the ${consumer.what} ${code(consumer.name)}`).join(', ')}.`
}

interface Consumer {
  readonly name: string
  readonly what: string
}

function consumerText({ peer, partition, samenessGroup }: ServiceConsumer): Consumer {
  if (peer !== undefined) return { name: peer, what: 'peer' }
  if (partition !== undefined) return { name: partition, what: 'partition' }
  if (samenessGroup !== undefined) return { name: samenessGroup, what: 'sameness group' }
  return { name: 'nobody', what: 'empty consumer' }
}
