// A fault as the person sees it who writes an entry: at which place of the entry it stands, and where else it comes from.
import type { Document } from '../../document.ts'
import type { Range } from '../../range.ts'
import type { ConstraintId } from '../../schema/types.ts'
import type { Entry } from '../entry.ts'
import { exportPlace } from './exportSafety.ts'
import type { Fault, Reason, Spoken } from './fault.ts'
import { serviceId } from './place.ts'
import { type Reader, resolverOf, routerOf, splitterOf } from './reader.ts'
import { namePlace } from './stored.ts'

/** Why a server refuses a write or a deletion. */
export interface Refusal {
  readonly reason: Reason
  /** What is wrong, why it matters, what to do: at most two sentences. */
  readonly message: string
  /** Where in the written entry; absent for a deletion. */
  readonly range?: Range
  /** Where else it comes from. */
  readonly related: readonly RefusalPlace[]
  readonly constraint?: ConstraintId
  /** Whose protocol does not fit, where another one would. */
  readonly speaker?: Spoken
}

export interface RefusalPlace {
  readonly document: Document
  readonly range: Range
  readonly message: string
}

/** The refusal of a write of `entry`, or of a deletion. */
export function refusalOf(reader: Reader, fault: Fault, entry: Entry | undefined): Refusal {
  const own = fault.places.find((place) => place.entry === entry)
  const others = fault.places.filter((place) => place !== own)
  const constraint = isAboutPeers(reader, fault) ? fault.concerns : undefined
  return {
    reason: fault.reason,
    message: fault.message,
    ...(entry ? { range: own?.range ?? namePlace(entry) } : {}),
    related: others.map(({ entry: { document }, range, message }) => ({ document, range, message })),
    ...(constraint ? { constraint } : {}),
    ...(fault.speaker ? { speaker: fault.speaker } : {}),
  }
}

function isAboutPeers(reader: Reader, { concerns, touchesPeer, services }: Fault): boolean {
  if (!concerns) return false
  if (touchesPeer) return true
  return services.some((service) => {
    const { partition } = service.place
    const exports = reader.get('exported-services', serviceId(partition, { namespace: 'default', partition: 'default' }))
    const hasChain = [routerOf, splitterOf, resolverOf].some((find) => find(reader, service) !== undefined)
    return exports?.kind === 'exported-services' && exportPlace(exports, { service, hasChain }) !== undefined
  })
}
