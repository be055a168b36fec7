// Which webhook looks at which resource.
import { checkMesh, checkProxyDefaults, checkServiceDefaults } from './defaults.ts'
import { checkExportedServices, checkPeering, checkSamenessGroup } from './exports.ts'
import type { Check } from './fault.ts'
import { checkIntentions } from './intentions.ts'
import { checkResolver, checkRouter, checkSplitter } from './routing.ts'

/** By the name of the resource: what its webhook refuses in `spec`, in a community installation. */
export const webhooks: ReadonlyMap<string, Check> = new Map([
  ['ExportedServices', checkExportedServices],
  ['ServiceIntentions', checkIntentions],
  ['ServiceDefaults', checkServiceDefaults],
  ['ProxyDefaults', checkProxyDefaults],
  ['ServiceResolver', checkResolver],
  ['ServiceRouter', checkRouter],
  ['ServiceSplitter', checkSplitter],
  ['Mesh', checkMesh],
  ['SamenessGroup', checkSamenessGroup],
  ['PeeringAcceptor', checkPeering],
  ['PeeringDialer', checkPeering],
])
