// Where one plain value does not say what another one says.
import type { PlainDecoded } from '../../decode/decoded.ts'

/** The paths at which `b` does not say what `a` does: `Sources[0].Peer`. What `b` says beyond that does not count. */
export function missingPaths(a: PlainDecoded | undefined, b: PlainDecoded | undefined, path = ''): readonly string[] {
  if (isList(a) && isList(b) && a.length === b.length) return a.flatMap((element, i) => missingPaths(element, b[i], `${path}[${i}]`))
  if (isObject(a) && isObject(b)) {
    return Object.keys(a).flatMap((key) => missingPaths(a[key], b[key], path === '' ? key : `${path}.${key}`))
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [path]
}

function isList(value: PlainDecoded | undefined): value is readonly PlainDecoded[] {
  return Array.isArray(value)
}

function isObject(value: PlainDecoded | undefined): value is { readonly [key: string]: PlainDecoded } {
  return typeof value === 'object' && value !== null && !isList(value)
}
