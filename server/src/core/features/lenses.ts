// What stands above a service: to how many peers it is exported, and from how many it may be called.
import type { Document } from '../document.ts'
import type { Entry } from '../model/entry.ts'
import { exportedServicesOf } from '../model/exports.ts'
import type { Scope } from '../model/project.ts'
import { callersOf, receiversOf } from '../model/sharing.ts'
import type { Range } from '../range.ts'

export interface Lens {
  readonly range: Range
  readonly title: string
  /** What it counts. */
  readonly places: readonly { readonly document: Document; readonly range: Range }[]
}

/** The lenses of an entry: one for each service that it exports, one for the service whose callers it names. */
export function lensesOf(entry: Entry, scope: Scope): readonly Lens[] {
  // A service may be exported many times.
  const known = new Map<string, Omit<Lens, 'range'>>()
  const lensAt = (service: string, range: Range | undefined): readonly Lens[] => {
    if (!range || service === '' || service === '*') return []
    const shares = known.get(service) ?? sharesOf(service, scope)
    known.set(service, shares)
    return [{ range, ...shares }]
  }
  const exported = exportedServicesOf(entry).flatMap(({ object, name }) => lensAt(name, object.fields.get('Name')?.value.source.range))
  if (entry.kindName !== 'service-intentions') return exported
  return lensAt(entry.name, entry.decoded?.root.fields.get('Name')?.value.source.range)
}

function sharesOf(service: string, scope: Scope): Omit<Lens, 'range'> {
  const receivers = receiversOf(scope, service)
  const callers = callersOf(scope, service).filter(({ peer, verdict }) => peer !== '' && verdict !== 'deny')
  const allowed = new Set(callers.map(({ peer }) => peer)).size
  const places = [...receivers, ...callers].map((place) => ({ document: place.entry.document, range: place.range }))
  return { title: `exported to ${peers(receivers.length)} · allowed from ${allowed}`, places }
}

function peers(count: number): string {
  return count === 1 ? '1 peer' : `${count} peers`
}
