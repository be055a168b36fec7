// What the webhook of consul-k8s says to `ServiceIntentions`.
// Source: serviceintentions_types.go of consul-k8s @ 557f7c37.
import { type DecodedObject, objectOf, objectsOf, textOf } from '../../decode/decoded.ts'
import { beginsWithSlash, enterpriseOnly, type Fault, isSet, notTogether, placeOf, valuePlaceOf } from './fault.ts'

/** At least one source, each with a name and either an action or permissions. */
export function checkIntentions(root: DecodedObject): readonly Fault[] {
  const sources = objectsOf(root, 'Sources')
  const none = { fact: 'No source is named', advice: 'Name at least one in `sources`.', range: placeOf(root, 'Sources') }
  return [
    ...(sources.length === 0 ? [none] : []),
    ...enterpriseOnly(root, ['Namespace']),
    ...sources.flatMap(checkSource),
    ...checkJwt(root),
  ]
}

function checkSource(source: DecodedObject): readonly Fault[] {
  const permissions = objectsOf(source, 'Permissions')
  return [
    ...(permissions.length === 0 ? checkAction(source) : notTogether(source, ['Action', 'Permissions'])),
    ...permissions.flatMap(checkPermission),
    ...(isSet(source, 'Name') ? [] : [{ fact: 'A source has no name', advice: 'Add its `name`.', range: placeOf(source, 'Name') }]),
    ...['Partition', 'Peer', 'SamenessGroup'].flatMap((field) => checkWildcard(source, field)),
    ...enterpriseOnly(source, ['Partition', 'Namespace']),
    ...notTogether(source, ['Peer', 'Partition', 'SamenessGroup']),
    ...checkDescription(source),
  ]
}

function checkAction(object: DecodedObject): readonly Fault[] {
  if (['allow', 'deny'].includes(textOf(object, 'Action'))) return []
  const range = object.fields.has('Action') ? valuePlaceOf(object, 'Action') : placeOf(object)
  return [{ fact: '`action` must be `allow` or `deny`', advice: 'Write one of them, in lower case.', range }]
}

function checkWildcard(source: DecodedObject, field: string): readonly Fault[] {
  if (!textOf(source, field).includes('*')) return []
  return [
    { fact: `\`${textOf(source, field)}\` holds \`*\``, advice: 'Name each by a source of its own.', range: valuePlaceOf(source, field) },
  ]
}

function checkDescription(source: DecodedObject): readonly Fault[] {
  if (bytesIn(textOf(source, 'Description')) <= 512) return []
  return [{ fact: '`description` is longer than 512 bytes', advice: 'Shorten it.', range: valuePlaceOf(source, 'Description') }]
}

const encoder = new TextEncoder()

function bytesIn(text: string): number {
  return encoder.encode(text).length
}

function checkPermission(permission: DecodedObject): readonly Fault[] {
  const http = objectOf(permission, 'HTTP')
  return [...checkAction(permission), ...(http ? checkHttp(http) : []), ...checkJwt(permission)]
}

function checkHttp(http: DecodedObject): readonly Fault[] {
  return [
    ...beginsWithSlash(http, 'PathPrefix'),
    ...beginsWithSlash(http, 'PathExact'),
    ...notTogether(http, ['PathExact', 'PathPrefix', 'PathRegex']),
    ...checkMethods(http),
    ...objectsOf(http, 'Header').flatMap((header) => notTogether(header, ['Present', 'Exact', 'Prefix', 'Suffix', 'Regex'])),
  ]
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE']

function checkMethods(http: DecodedObject): readonly Fault[] {
  const list = http.fields.get('Methods')?.value
  const seen = new Set<string>()
  return (list?.type === 'list' ? list.elements : []).flatMap((element) => {
    if (element.type !== 'string') return []
    const { value, source } = element
    const isRepeated = seen.has(value)
    seen.add(value)
    if (isRepeated) return [{ fact: `\`${value}\` stands here a second time`, advice: 'Remove it.', range: source.range }]
    if (methods.includes(value)) return []
    return [{ fact: `\`${value}\` is no HTTP method`, advice: `It takes ${methods.join(', ')}.`, range: source.range }]
  })
}

function checkJwt(object: DecodedObject): readonly Fault[] {
  const jwt = objectOf(object, 'JWT')
  const nameless = (jwt ? objectsOf(jwt, 'Providers') : []).filter((provider) => !isSet(provider, 'Name'))
  return nameless.map((provider) => ({ fact: 'A JWT provider has no name', advice: 'Add its `name`.', range: placeOf(provider, 'Name') }))
}
