// What Consul's built-in Envoy extensions ask of their arguments.
// Source: agent/envoyextensions/registered_extensions.go and builtin/*/*.go @ v1.16.1.
import type { PlainDecoded } from '../../decode/decoded.ts'
import type { Target } from '../../schema/target.ts'
import { authorizationFaults, authorizationShape } from './authorization.ts'
import { elementsAt, misfitOf, objectOf, oneOf, type PlainObject, type Shape, textAt, valueAt } from './shape.ts'
import { wasmFaults, wasmShape } from './wasm.ts'

interface Extension {
  readonly since?: Target
  readonly until?: Target
  /** Absent where the arguments are converted, or not known here. */
  readonly shape?: Shape
  /** Sentences without an end: what is wrong. */
  faults(args: PlainObject): readonly string[]
}

const lambda: Extension = {
  shape: { fields: { ARN: 'text', PayloadPassthrough: 'boolean', InvocationMode: 'text' } },
  faults: (args) => (textAt(args, 'ARN') === '' ? ['`ARN`, which names the function, is missing'] : []),
}

const lua: Extension = {
  shape: { fields: { ProxyType: 'text', Listener: 'text', Script: 'text' } },
  faults: (args) => [
    ...(textAt(args, 'Script') === '' ? ['`Script`, the code to run, is missing'] : []),
    ...proxyTypeFaults(args),
    ...oneOf(args, 'Listener', ['inbound', 'outbound']),
  ],
}

const propertyOverride: Extension = {
  since: '1.16',
  faults: (args) => {
    const list = objectsAt(args, 'Patches')
    if (list.length === 0) return ['`Patches` needs at least one patch']
    return [...list.flatMap(patchFaults), ...proxyTypeFaults(args)]
  },
}

/** This extension decodes weakly: an object stands for a list of one, an empty one for no list, and a list of one for its element. */
function objectsAt(owner: PlainDecoded | undefined, key: string): readonly (PlainDecoded | undefined)[] {
  const listed = elementsAt(owner, key)
  const held = valueAt(owner, key)
  const found = listed.length > 0 ? listed : [held].filter((value) => Object.keys(objectOf(value) ?? {}).length > 0)
  return found.map((value) => withoutSingles(value === undefined ? undefined : withoutList(value)))
}

/** The object with its fields unwrapped. */
function withoutSingles(patch: PlainDecoded | undefined): PlainDecoded | undefined {
  const object = objectOf(patch)
  if (!object) return patch
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      return [key, listsOrAnything.has(key.toLowerCase()) ? value : withoutList(value)]
    }),
  )
}

const listsOrAnything = new Set(['value', 'services'])

function withoutList(value: PlainDecoded): PlainDecoded {
  const [only, second] = Array.isArray(value) ? value : []
  return only !== undefined && second === undefined ? only : value
}

/** Whether Envoy has what a path names is not known here. */
function patchFaults(patch: PlainDecoded | undefined): readonly string[] {
  const filter = withoutSingles(valueAt(patch, 'ResourceFilter'))
  const direction = textAt(filter, 'TrafficDirection')
  const services = objectsAt(filter, 'Services')
  const value = valueAt(patch, 'Value')
  return [
    ...oneOf(filter, 'ResourceType', ['cluster', 'cluster-load-assignment', 'route', 'listener']),
    ...oneOf(filter, 'TrafficDirection', ['inbound', 'outbound']),
    ...(services.some((service) => textAt(service, 'Name') === '') ? ['each of the `Services` needs a `Name`'] : []),
    ...(services.length > 0 && direction === 'inbound' ? ['`Services` go with the direction `outbound` only'] : []),
    ...oneOf(patch, 'Op', ['add', 'remove']),
    ...(textAt(patch, 'Op') === 'remove' && value !== undefined && value !== null ? ['`Op` `remove` takes no `Value`'] : []),
    ...(['', '/'].includes(textAt(patch, 'Path')) ? ['`Path` must name a property'] : []),
  ]
}

function proxyTypeFaults(args: PlainObject): readonly string[] {
  return textAt(args, 'ProxyType') === '' ? [] : oneOf(args, 'ProxyType', ['connect-proxy'])
}

const unread = { faults: () => [] }

/** By name. What the Enterprise edition and later releases add is known by name only. */
export const extensions: ReadonlyMap<string, Extension> = new Map<string, Extension>([
  ['builtin/aws/lambda', lambda],
  ['builtin/lua', lua],
  ['builtin/http/localratelimit', { until: '1.16', ...unread }],
  ['builtin/property-override', propertyOverride],
  ['builtin/wasm', { since: '1.16', shape: wasmShape, faults: (args) => [...proxyTypeFaults(args), ...wasmFaults(args)] }],
  [
    'builtin/ext-authz',
    { since: '1.16', shape: authorizationShape, faults: (args) => [...proxyTypeFaults(args), ...authorizationFaults(args)] },
  ],
  ['builtin/otel-access-logging', { since: '1.17', ...unread }],
])

/** What is wrong with the arguments of an extension, each as a sentence without an end. */
export function argumentFaults(extension: Extension, args: PlainObject): readonly string[] {
  const misfit = extension.shape && misfitOf(args, extension.shape)
  return misfit === undefined ? extension.faults(args) : [misfit]
}
