// Reads addresses as Go does.
import { byteLength } from '../bytes.ts'
import { isWithin, type Target } from '../schema/target.ts'

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

/**
 * Says whether a text has the form of a domain name, as IsDomainName of miekg/dns sees it (v1.1.50 since 1.16, v1.1.41
 * before): nearly any text whose labels have 1 to 63 bytes, 255 together. A backslash takes the meaning from the next
 * character, and the first label may be empty before 1.16.
 */
export function isDomainName(text: string, target: Target): boolean {
  if (text === '.') return true
  const mayBeginWithDot = !isWithin(target, { since: '1.16' })
  let total = 0
  let label = 0
  for (const [token] of withFinalDot(text).matchAll(/\\\d{3}|\\?[\s\S]/gu)) {
    if (token !== '.') {
      label += /^\\\d/.test(token) && token.length === 4 ? 1 : byteLength(token.replace(/^\\(?=.)/su, ''))
      continue
    }
    const isFirst = total === 0
    total += 1 + label
    if ((label === 0 && !(isFirst && mayBeginWithDot)) || label > 63 || total > 256) return false
    label = 0
  }
  return text !== ''
}

function withFinalDot(text: string): string {
  const escapes = /(\\*)\.$/.exec(text)?.[1]
  return escapes !== undefined && escapes.length % 2 === 0 ? text : `${text}.`
}

/**
 * Says whether Go's `url.ParseRequestURI` takes the text: an absolute path, `*`, or a scheme with something behind it.
 */
export function isRequestUri(text: string): boolean {
  if (text === '*') return true
  if (hasControl(text)) return false
  const [, scheme, rest = ''] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(.*)$/s.exec(text) ?? []
  const path = rest.replace(/\?.*$/s, '')
  if (!path.startsWith('/')) return scheme !== undefined
  const authority = /^\/\/([^/]*)/.exec(path)
  if (scheme === undefined || !authority) return hasEscapes(path)
  return isAuthority(authority[1] ?? '') && hasEscapes(path.slice(authority[0].length))
}

/** Control characters make a URI no URI. */
function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f')
}

function hasEscapes(text: string): boolean {
  return !/%(?![\da-fA-F]{2})/.test(text)
}

/** An optional user, a host and an optional port (net/url of Go). */
function isAuthority(text: string): boolean {
  const at = text.lastIndexOf('@')
  const user = at < 0 ? '' : text.slice(0, at)
  const host = text.slice(at + 1)
  return /^[\w.~!$&'()*+,;=:@%-]*$/.test(user) && hasEscapes(user) && hasPort(host) && isHost(host)
}

function hasPort(host: string): boolean {
  if (host.startsWith('[')) return /\](?::\d*)?$/.test(host)
  const colon = host.lastIndexOf(':')
  return colon < 0 || /^:\d*$/.test(host.slice(colon))
}

/** Escapes stand for bytes beyond ASCII only, and for `%` itself. */
function isHost(host: string): boolean {
  return /^(?:[\w.~!$&'()*+,;=:[\]<>"\u0080-\uffff-]|%[89a-fA-F][\da-fA-F]|%25)*$/.test(host)
}
