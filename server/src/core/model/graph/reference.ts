// Reads what an entry says of a service that it leads to.
import { type DecodedObject, textOf } from '../../decode/decoded.ts'
import type { Range } from '../../range.ts'
import type { Entry } from '../entry.ts'
import type { Leads, Reference } from './stored.ts'

/** Reads the fields that name a service, which listeners call `Name`. */
export function readReference(entry: Entry, object: DecodedObject, how: Leads): Reference {
  const nameField = how === 'listener' ? 'Name' : 'Service'
  const first = object.source.type === 'object' ? object.source.members[0] : undefined
  const range = firstSet(object, [nameField, 'ServiceSubset', 'Peer', 'Datacenter', 'SamenessGroup', 'Namespace', 'Partition'])
  const away = firstSet(object, ['Peer', 'Datacenter', 'Partition'])
  const place = range ?? first?.keyRange ?? object.source.range
  return {
    how,
    service: textOf(object, nameField),
    subset: textOf(object, 'ServiceSubset'),
    namespace: textOf(object, 'Namespace'),
    partition: textOf(object, 'Partition'),
    datacenter: textOf(object, 'Datacenter'),
    peer: textOf(object, 'Peer'),
    samenessGroup: textOf(object, 'SamenessGroup'),
    range: place,
    awayRange: away ?? place,
    entry,
  }
}

function firstSet(object: DecodedObject, names: readonly string[]): Range | undefined {
  const values = names.map((name) => object.fields.get(name)?.value)
  return values.find((value) => value?.type === 'string' && value.value !== '')?.source.range
}
