// Whether two entries say the same: a server takes a write that changes nothing without a look at the graph.
// Source: agent/consul/config_endpoint.go shouldSkipUpsertOperation @ v1.13.0-alpha2, v1.13.9, v1.16.1.
import type { Decoded, DecodedObject } from '../../decode/decoded.ts'
import type { Stored } from './stored.ts'

/** Says whether the decoded fields are the same, whatever their order and spelling. */
export function sameContent(a: Stored, b: Stored): boolean {
  if (a.entry === b.entry) return true
  const [left, right] = [a.entry.decoded?.root, b.entry.decoded?.root]
  return a.id === b.id && left !== undefined && right !== undefined && sameObject(left, right)
}

/** Counted by the server, whatever a file says of them. */
const counted = new Set(['CreateIndex', 'ModifyIndex', 'Kind'])

function sameObject(a: DecodedObject, b: DecodedObject): boolean {
  const names = new Set([...a.fields.keys(), ...b.fields.keys()])
  return [...names].every((name) => counted.has(name) || sameOrAbsent(a.fields.get(name)?.value, b.fields.get(name)?.value))
}

function sameOrAbsent(a: Decoded | undefined, b: Decoded | undefined): boolean {
  return a === undefined || b === undefined ? isEmpty(a) && isEmpty(b) : same(a, b)
}

function isEmpty(value: Decoded | undefined): boolean {
  switch (value?.type) {
    case undefined:
      return true
    case 'string':
      return value.value === ''
    case 'boolean':
      return !value.value
    case 'number':
      return value.value === 0
    case 'list':
      return value.elements.length === 0
    case 'map':
      return value.entries.size === 0
    default:
      return false
  }
}

function same(a: Decoded, b: Decoded): boolean {
  if (a.type === 'object') return b.type === 'object' && sameObject(a, b)
  if (a.type === 'list') {
    return (
      b.type === 'list' && a.elements.length === b.elements.length && a.elements.every((element, i) => sameOrAbsent(element, b.elements[i]))
    )
  }
  if (a.type === 'map') {
    if (b.type !== 'map' || a.entries.size !== b.entries.size) return false
    return [...a.entries].every(([key, { value }]) => sameOrAbsent(value, b.entries.get(key)?.value))
  }
  if ('value' in a) return a.type === b.type && 'value' in b && JSON.stringify(a.value) === JSON.stringify(b.value)
  return a.type === b.type
}
