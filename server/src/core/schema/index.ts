// All kinds of config entry, each with its table.
import { apiGateway } from './kinds/apiGateway.ts'
import { boundApiGateway } from './kinds/boundApiGateway.ts'
import { controlPlaneRequestLimit } from './kinds/controlPlaneRequestLimit.ts'
import { exportedServices } from './kinds/exportedServices.ts'
import { fileSystemCertificate } from './kinds/fileSystemCertificate.ts'
import { httpRoute } from './kinds/httpRoute.ts'
import { ingressGateway } from './kinds/ingressGateway.ts'
import { inlineCertificate } from './kinds/inlineCertificate.ts'
import { jwtProvider } from './kinds/jwtProvider.ts'
import { mesh } from './kinds/mesh.ts'
import { proxyDefaults } from './kinds/proxyDefaults.ts'
import { samenessGroup } from './kinds/samenessGroup.ts'
import { serviceDefaults } from './kinds/serviceDefaults.ts'
import { serviceIntentions } from './kinds/serviceIntentions.ts'
import { serviceResolver } from './kinds/serviceResolver.ts'
import { serviceRouter } from './kinds/serviceRouter.ts'
import { serviceSplitter } from './kinds/serviceSplitter.ts'
import { tcpRoute } from './kinds/tcpRoute.ts'
import { terminatingGateway } from './kinds/terminatingGateway.ts'
import type { Kind } from './types.ts'

/** The kinds with a table. Adding one is one file and one line here. */
export const kinds: readonly Kind[] = [
  exportedServices,
  serviceIntentions,
  serviceDefaults,
  proxyDefaults,
  serviceResolver,
  serviceRouter,
  serviceSplitter,
  mesh,
  samenessGroup,
  ingressGateway,
  terminatingGateway,
  apiGateway,
  httpRoute,
  tcpRoute,
  inlineCertificate,
  fileSystemCertificate,
  boundApiGateway,
  jwtProvider,
  controlPlaneRequestLimit,
]

/** What is known of a kind beside its table. */
export type KindName = Pick<Kind, 'kind' | 'since' | 'edition' | 'writer'>

/** Every kind that some release of Consul takes, as far as it must be known before its table is. */
export const kindNames: readonly KindName[] = kinds

const tables = new Map(kinds.map((kind) => [kind.kind, kind]))
const names = new Map(kindNames.map((name) => [name.kind, name]))

/** The table of a kind, where there is one. */
export function kindOf(name: string): Kind | undefined {
  return tables.get(name)
}

/** The kind of that name, with or without a table. */
export function kindNameOf(name: string): KindName | undefined {
  return names.get(name)
}
