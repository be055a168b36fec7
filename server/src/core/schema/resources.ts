// Kubernetes resources of Consul: which there are, and how their tables follow from those of the config entries.
// Source: control-plane/api/v1alpha1 and config/crd/bases of hashicorp/consul-k8s @ 557f7c37.
import { peer, string } from './common.ts'
import { kindOf } from './index.ts'
import { isWithin, type Target } from './target.ts'
import type { Field, Kind, ObjectType } from './types.ts'

export interface ResourceType {
  /** The text of `kind`: `ExportedServices`. */
  readonly name: string
  /** The table of the entry that the resource becomes; of peering resources, their own. */
  readonly kind: Kind
  readonly since?: Target
  /** Takes its name from `spec.destination.name`, not from `metadata.name`. */
  readonly namedByDestination?: true
  /** Keys of `spec` that the entry does not have. */
  readonly ownFields?: readonly Field[]
}

export const resourceGroup = 'consul.hashicorp.com'
export const resourceVersion = `${resourceGroup}/v1alpha1`

const destination: ObjectType = {
  title: 'the destination of intentions',
  typical: ['Name'],
  fields: [
    { name: 'Name', type: { is: 'name', of: 'service' }, docs: 'The service that the intentions are for, or `*` for all.' },
    {
      name: 'Namespace',
      type: { is: 'name', of: 'namespace' },
      enterprise: 'refused',
      constraint: 'C10',
      docs: 'The namespace of the service.',
    },
  ],
}

const secret: ObjectType = {
  title: 'the secret of a peering',
  typical: ['Name', 'Key', 'Backend'],
  fields: [
    { name: 'Name', type: string, docs: 'The name of the Secret.' },
    { name: 'Key', type: string, docs: 'The key within the Secret.' },
    { name: 'Backend', type: string, default: 'kubernetes', docs: 'Always `kubernetes`.' },
  ],
}

const peering: ObjectType = {
  title: 'a peer',
  typical: ['Secret'],
  fields: [{ name: 'Secret', type: { is: 'object', object: secret }, docs: 'The Secret that holds the peering token.' }],
}

/** The resources with a table. */
export const resourceTypes: readonly ResourceType[] = [
  ...entryResource('ExportedServices', 'exported-services'),
  ...entryResource('ServiceIntentions', 'service-intentions', {
    namedByDestination: true,
    ownFields: [{ name: 'Destination', type: { is: 'object', object: destination }, docs: 'The service that the intentions are for.' }],
  }),
  ...entryResource('ServiceDefaults', 'service-defaults'),
  ...entryResource('ProxyDefaults', 'proxy-defaults'),
  ...entryResource('ServiceResolver', 'service-resolver'),
  ...entryResource('ServiceRouter', 'service-router'),
  ...entryResource('ServiceSplitter', 'service-splitter'),
  ...entryResource('Mesh', 'mesh'),
  ...entryResource('SamenessGroup', 'sameness-group', { since: '1.16' }),
  { name: 'PeeringAcceptor', kind: peeringKind('PeeringAcceptor', 'Makes a peering token and puts it into a Secret.') },
  { name: 'PeeringDialer', kind: peeringKind('PeeringDialer', 'Establishes a peering with the token in a Secret.') },
]

/** Resources of the group that are known by name only. */
const otherResources: readonly string[] = [
  ...['IngressGateway', 'TerminatingGateway', 'JWTProvider', 'ControlPlaneRequestLimit', 'GatewayClassConfig', 'GatewayPolicy'],
  ...['MeshService', 'Registration', 'RouteAuthFilter', 'RouteRetryFilter', 'RouteTimeoutFilter', 'RateLimit'],
  ...['RouteExtProcFilter', 'RouteTLSSDSFilter'],
]

/** The names of all resources of the group. */
export const resourceNames: readonly string[] = [...resourceTypes.map(({ name }) => name), ...otherResources]

/** The resource of that name, where it has a table. */
export function resourceTypeOf(name: string): ResourceType | undefined {
  return resourceTypes.find((type) => type.name === name)
}

function entryResource(name: string, kind: string, more: Partial<ResourceType> = {}): readonly ResourceType[] {
  const table = kindOf(kind)
  return table ? [{ name, kind: table, ...more }] : []
}

function peeringKind(kind: string, docs: string): Kind {
  return {
    kind,
    docs,
    url: 'https://developer.hashicorp.com/consul/docs/k8s/connect/cluster-peering/tech-specs',
    source: 'control-plane/api/v1alpha1/peeringacceptor_types.go, peeringdialer_types.go of consul-k8s @ 557f7c37',
    object: {
      title: `a \`${kind}\``,
      typical: ['Peer'],
      fields: [
        { name: 'Name', type: peer, docs: 'The name of the peer.' },
        { name: 'Peer', type: { is: 'object', object: peering }, docs: 'Where the peering token is kept.' },
      ],
    },
  }
}

const texts: Field['type'] = { is: 'map', of: string }
const anything: Field['type'] = { is: 'any' }

const metadata: ObjectType = {
  title: 'the metadata of a resource',
  fields: [
    { name: 'name', type: string, docs: 'The name of the resource.' },
    { name: 'generateName', type: string, docs: 'The beginning of a name that the API server completes.' },
    { name: 'namespace', type: string, docs: 'The namespace of Kubernetes that the resource lives in.' },
    { name: 'labels', type: texts, docs: 'Labels; numbers and truth values need quotes.' },
    { name: 'annotations', type: texts, docs: 'Annotations; numbers and truth values need quotes.' },
    { name: 'finalizers', type: { is: 'list', of: string }, docs: 'What must be done before the resource is deleted.' },
    ...['uid', 'resourceVersion', 'selfLink', 'creationTimestamp', 'deletionTimestamp'].map((name) => serverField(name, string)),
    ...['generation', 'deletionGracePeriodSeconds', 'ownerReferences', 'managedFields'].map((name) => serverField(name, anything)),
  ],
}

function serverField(name: string, type: Field['type']): Field {
  return { name, type, docs: 'Set by Kubernetes.' }
}

/** The top of a resource, around a `spec` of the given form. */
export function resourceObject(spec: ObjectType): ObjectType {
  return {
    title: 'a Kubernetes resource',
    fields: [
      { name: 'apiVersion', type: string, docs: `Always \`${resourceVersion}\`.` },
      { name: 'kind', type: string, docs: 'Which resource this is.' },
      { name: 'metadata', type: { is: 'object', object: metadata }, docs: 'Name, namespace, labels and annotations.' },
      { name: 'spec', type: { is: 'object', object: spec }, docs: 'What the resource says.' },
      { name: 'status', type: anything, docs: 'Set by the controller.' },
    ],
  }
}

/** The key of a field in a resource: `Peer` is `peer`, `JSONFormat` is `jsonFormat`; a peer is `peer` for every target. */
export function resourceKeyOf(field: Pick<Field, 'name' | 'type'>): string {
  if (field.type.is === 'name' && field.type.of === 'peer' && field.name === 'PeerName') return 'peer'
  return field.name.replace(/^(?:[A-Z]+(?=[A-Z][a-z]|$)|[A-Z])/, (capitals) => capitals.toLowerCase())
}

/** Fields of an entry's top that a resource keeps elsewhere, or does not have. */
const keptElsewhere = new Set(['Kind', 'Name', 'Namespace', 'Partition', 'Meta'])

/** The type of `spec`: the fields of the entry that are given there. */
export function specOf({ kind, ownFields = [] }: ResourceType): ObjectType {
  const fields = kind.object.fields.filter((field) => !keptElsewhere.has(field.name) && !field.readOnly)
  return { ...kind.object, fields: [...ownFields, ...fields] }
}

/** The release whose keys the custom resources of a target have: consul-k8s of the vectors knows those of 1.19. */
export function resourceTarget(target: Target): Target {
  return isWithin(target, { since: '1.16', until: '1.19' }) ? '1.19' : target
}

export interface ResourceKeys {
  readonly known: ReadonlyMap<string, Field>
  /** Fields of other releases. */
  readonly elsewhere: ReadonlyMap<string, Field>
}

const indexes = new WeakMap<ObjectType, Map<Target, ResourceKeys>>()

/** The keys of an object in resources, as one release of the custom resources knows them. */
export function keysOf(object: ObjectType, target: Target): ResourceKeys {
  const byTarget = indexes.get(object) ?? new Map<Target, ResourceKeys>()
  indexes.set(object, byTarget)
  const found = byTarget.get(target)
  if (found) return found
  const usable = object.fields.filter((field) => !field.notInResource && !field.readOnly)
  const byKey = (fields: readonly Field[]) => new Map(fields.map((field) => [resourceKeyOf(field), field]))
  const keys = {
    known: byKey(usable.filter((field) => isWithin(target, field))),
    elsewhere: byKey(usable.filter((field) => !isWithin(target, field))),
  }
  byTarget.set(target, keys)
  return keys
}
