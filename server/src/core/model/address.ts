// Reads addresses as Go does.

/** Says whether Go's `net.ParseIP` takes the text: four decimal parts, or IPv6 with or without an embedded IPv4. */
export function isIP(text: string): boolean {
  return isIPv4(text) || isIPv6(text)
}

function isIPv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

function isIPv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const all = groups.flat()
  const last = all.at(-1) ?? ''
  const hasIPv4 = last.includes('.')
  if (hasIPv4 && !isIPv4(last)) return false
  const plain = hasIPv4 ? all.slice(0, -1) : all
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  const count = plain.length + (hasIPv4 ? 2 : 0)
  return halves.length === 2 ? count < 8 : count === 8
}
