// Takes from a `service-resolver` where it leads to.
import { type DecodedObject, fieldOf, objectOf, objectsOf, textOf } from '../../decode/decoded.ts'
import type { Entry } from '../entry.ts'
import { readReference } from './reference.ts'
import type { Failover, Reference, StoredResolver } from './stored.ts'

/** Reads subsets, redirect and failover. */
export function readResolver(
  entry: Entry,
  root: DecodedObject,
): Pick<StoredResolver, 'defaultSubset' | 'subsets' | 'redirect' | 'failover'> {
  const redirect = objectOf(root, 'Redirect')
  const subsets = fieldOf(root, 'Subsets')?.value
  return {
    defaultSubset: textOf(root, 'DefaultSubset'),
    subsets: new Set(subsets?.type === 'map' ? subsets.entries.keys() : []),
    redirect: redirect && readReference(entry, redirect, 'redirect'),
    failover: failoversOf(entry, root),
  }
}

function failoversOf(entry: Entry, root: DecodedObject): ReadonlyMap<string, Failover> {
  const found = new Map<string, Failover>()
  const value = fieldOf(root, 'Failover')?.value
  if (value?.type !== 'map') return found
  for (const [subset, { member, value: failover }] of value.entries) {
    if (failover.type !== 'object') continue
    const own = readReference(entry, failover, 'failover')
    found.set(subset, {
      own,
      datacenters: datacentersOf(failover, own),
      targets: objectsOf(failover, 'Targets').map((target) => readReference(entry, target, 'failover')),
      range: member.keyRange,
    })
  }
  return found
}

function datacentersOf(failover: DecodedObject, own: Reference): readonly Reference[] {
  const value = fieldOf(failover, 'Datacenters')?.value
  if (value?.type !== 'list') return []
  return value.elements.flatMap((element) =>
    element.type === 'string' ? [{ ...own, datacenter: element.value, range: element.source.range, awayRange: element.source.range }] : [],
  )
}
