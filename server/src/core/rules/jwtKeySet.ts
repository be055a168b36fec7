// Tells of key sets of a JWT provider that Consul cannot read.
import { type DecodedObject, objectOf, textOf } from '../decode/decoded.ts'
import { isRequestUri } from '../model/address.ts'
import { isBase64 } from '../model/base64.ts'
import { placeOf } from '../model/place.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const jwtKeySet: EntryRule = {
  code: 'jwt-key-set',
  kinds: ['jwt-provider'],
  title: 'A key set that Consul cannot read',
  category: 'rejected',
  severity: 'error',
  since: '1.16',
  why: 'Keys that are given in the entry are written in Base64, keys that are fetched have a URI, and the longest pause between two tries is not shorter than the first.',
  source: 'agent/structs/config_entry_jwt_provider.go Validate @ v1.16.1',
  noFix: 'The right keys or the right URI are for a person to say.',
  examples: {
    target: '1.16',
    bad: `
Kind = "jwt-provider"
Name = "okta"
JSONWebKeySet { Local { JWKS = "{}" } }
                               ^^^^ rejected jwt-key-set: \`JWKS\` is not in Base64, and Consul refuses the entry. Encode the whole key set.
`,
    good: `
Kind = "jwt-provider"
Name = "okta"
JSONWebKeySet { Local { JWKS = "e30=" } }
`,
  },
  check(entry) {
    const root = entry.decoded?.root
    const keys = root && objectOf(root, 'JSONWebKeySet')
    const local = keys && objectOf(keys, 'Local')
    const remote = keys && objectOf(keys, 'Remote')
    return [...(local ? checkLocal(local) : []), ...(remote ? checkRemote(remote) : [])]
  },
}

function checkLocal(local: DecodedObject): readonly RuleFinding[] {
  const value = local.fields.get('JWKS')?.value
  if (value?.type !== 'string' || isBase64(value.value)) return []
  return [{ message: '`JWKS` is not in Base64, and Consul refuses the entry. Encode the whole key set.', range: value.source.range }]
}

function checkRemote(remote: DecodedObject): readonly RuleFinding[] {
  const uri = remote.fields.get('URI')?.value
  const policy = objectOf(remote, 'RetryPolicy')
  const pauses = policy && objectOf(policy, 'RetryPolicyBackOff')
  const text = textOf(remote, 'URI')
  const isWrong = uri !== undefined && text !== '' && !isRequestUri(text)
  return [
    ...(isWrong ? [{ message: `\`${text}\` is no URI that can be fetched, and Consul refuses the entry.`, range: uri.source.range }] : []),
    ...(pauses ? checkPauses(pauses) : []),
  ]
}

function checkPauses(pauses: DecodedObject): readonly RuleFinding[] {
  const [first = 0, longest = 0] = ['BaseInterval', 'MaxInterval'].map((name) => {
    const value = pauses.fields.get(name)?.value
    return value?.type === 'number' ? value.value : 0
  })
  if (longest === 0 || first <= longest) return []
  const range = pauses.fields.get('MaxInterval')?.value.source.range ?? placeOf(pauses)
  return [{ message: '`MaxInterval` is shorter than `BaseInterval`, and Consul refuses the entry.', range }]
}
