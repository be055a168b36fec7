// Values for a field: mostly such as a person would write there, now and then one at or over an edge.

import type { Target } from '../../server/src/core/schema/target.ts'
import type { Field, Type } from '../../server/src/core/schema/types.ts'
import { createFields } from './entries.ts'
import { list, number, object, type Plan, text } from './plan.ts'
import { happens, pick, type Random } from './random.ts'

/** Where a value is made: how deep, and for which release. */
export interface Place {
  readonly depth: number
  readonly target: Target
  readonly random: Random
}

const names = ['web', 'billing', 'api', 'db', '*', 'default']

/** Texts for fields whose name says what they hold. */
const hints: readonly (readonly [field: RegExp, texts: readonly string[]])[] = [
  [/path|prefix$/i, ['/admin', '/', 'admin', '/a*', '//', '/var/log/x']],
  [/regex|pattern/i, ['^/v[0-9]+$', '.*', '[', '(?i)x', '(?=x)', 'a{1001}', '\\d+', 'x**', '(?P<n>a)', '\\pN', '\\C', '']],
  [/methods/i, ['GET', 'POST', 'PUT', 'get', 'PATCH', 'TRACE', 'FETCH']],
  [/version/i, ['>= 1.16.0', '1.16', '~> 1.2', '>=1,<2', 'v1.2.3', 'latest', '>= x', '1.2.3-beta', '>', '', '1.x']],
  [/address|host|domain/i, ['api.bank.example', '10.0.0.1', '::1', '*.bank.example', 'a_b', '*', 'a..b', '127.0.0.1:80', 'bank.example.']],
  [/filter/i, ['Service.Meta.version == v1', 'Service.ID == ""', 'x ==', 'Checks is empty', 'v1 in Service.Tags', 'Nope == 1', '']],
  [/json/i, ['{"a": "%START_TIME%"}', '{', '[]', '"x"', 'null', '{"a":1}x']],
  [/protocol/i, ['tcp', 'http', 'http2', 'grpc', 'HTTP', 'udp', 'Grpc']],
  [/mode$/i, ['none', 'local', 'remote', 'direct', 'transparent', 'permissive', 'strict', 'Local']],
  [/policy$/i, ['random', 'maglev', 'ring_hash', 'round_robin', 'least_request', 'header', 'cookie', 'query_parameter', 'sequential']],
  [/statuscode/i, ['200', '99', '600']],
  [/retryon/i, ['5xx', 'gateway-error', 'retriable-4xx', 'nope']],
  [/peer|partition|samenessgroup/i, ['cluster-02', 'default', 'east', '*', 'a*', '']],
  [/namespace/i, ['default', 'shop', '*', '']],
  [/name$/i, [...names, 'x-canary', 'a b', 'Web', 'builtin/lua', 'builtin/aws/lambda', 'builtin/http/localratelimit']],
  [/subset/i, ['v1', 'v2', '', 'V1', '-v1', 'v1-', 'v'.repeat(64)]],
]

const oddTexts = [
  ...['', ' ', '*', 'web*', '**', 'a/b', 'ünïcode', '😀', '\n', 'a\nb', '\u0000', '"', '\\', '${x}', '5', '5s', 'true', 'null', 'a,b'],
  ...[64, 65, 128, 129, 256, 512, 513].map((length) => 'x'.repeat(length)),
  ...['é'.repeat(32), 'é'.repeat(256), 'é'.repeat(257), 'é'.repeat(31)],
]

const oddNumbers = [
  ...['0', '1', '-1', '2', '99', '100', '101', '255', '256', '65535', '65536', '2147483647', '2147483648', '4294967295', '4294967296'],
  ...[
    '9223372036854775807',
    '-9223372036854775808',
    '1.5',
    '-0.5',
    '1e3',
    '1e99',
    '0.01',
    '0.009',
    '100.004',
    '99.995',
    '33.33',
    '16777217',
  ],
]

const durations = ['5s', '1m', '100ms', '0s', '-1s', '1h30m', '1.5s', '500us', '1ns', '5', '', '999ns', '2540400h', '1d']

/** A value for a field of a table. */
export function createValue(type: Type, field: Pick<Field, 'name' | 'docs'> & Partial<Field>, place: Place): Plan {
  const { random } = place
  switch (type.is) {
    case 'string':
    case 'name':
      return createText(type, field, random)
    case 'enum':
      return text(happens(85, random) ? pick(type.values, random).value : createOddWord(pick(type.values, random).value, random))
    case 'boolean':
      return happens(90, random) ? { is: 'boolean', value: random(2) === 0 } : pick([text('true'), number(1), text(''), text('no')], random)
    case 'integer':
    case 'float':
      return createNumber(field, random)
    case 'duration':
      return happens(75, random)
        ? text(pick(durations, random))
        : number(pick(['0', '-1', '5', '1000000000', '1.5', ...oddNumbers], random))
    case 'time':
      return text(
        pick(['2026-01-31T12:00:00Z', '2026-01-31T12:00:00+01:00', '2026-02-30T12:00:00Z', '2026', '0001-01-01T00:00:00Z'], random),
      )
    case 'object':
      return happens(4, random) ? object([]) : createFields(type.object, { ...place, depth: place.depth + 1 })
    case 'list':
      return list(Array.from({ length: createLength(random) }, () => createValue(type.of, field, place)))
    case 'map':
      return object(Array.from({ length: createLength(random) }, () => createMember(type, field, place)))
    case 'any':
      return pick([text('x'), number(1), { is: 'boolean', value: true }, object([]), list([]), list([text('a')]), { is: 'null' }], random)
  }
}

function createLength(random: Random): number {
  return pick([0, 1, 1, 1, 2, 2, 3], random)
}

function createMember(
  type: Type & { readonly is: 'map' },
  field: Pick<Field, 'name' | 'docs'>,
  place: Place,
): { key: string; value: Plan } {
  const { random } = place
  const words = ['v1', 'v2', '*', 'protocol', 'a', 'B', 'x-canary', ...wordsOf(field.docs)]
  return { key: happens(95, random) ? pick(words, random) : pick(oddTexts, random), value: createValue(type.of, field, place) }
}

/** The words that the description of a field puts into backquotes. */
function wordsOf(docs: string): readonly string[] {
  return [...docs.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
}

function createText(type: Type, field: Pick<Field, 'name' | 'docs'> & Partial<Field>, random: Random): Plan {
  if (happens(6, random)) return text(pick(oddTexts, random))
  const words = wordsOf(field.docs)
  if (words.length > 0 && happens(50, random)) return text(pick(words, random))
  if (type.is === 'name' && type.of === 'service' && happens(80, random)) return text(pick(names.slice(0, 4), random))
  const hinted = hints.find(([pattern]) => pattern.test(field.name))
  return text(pick(hinted?.[1] ?? names, random))
}

function createOddWord(word: string, random: Random): string {
  return pick([word.toUpperCase(), word.toLowerCase(), `${word} `, word.slice(1), '', '*', `${word}x`], random)
}

function createNumber({ lowest, highest }: Partial<Field>, random: Random): Plan {
  const edges = [lowest, highest].flatMap((edge) => (edge === undefined ? [] : [edge - 1, edge, edge + 1].map(String)))
  const usual = ['1', '2', '5', '10', '80', '100', '443', '8080', '50']
  const raw = pick(happens(65, random) ? [...usual, ...edges] : oddNumbers, random)
  return happens(8, random) ? text(raw) : number(raw)
}

/** Any value at all, to be put where another one is awaited. */
export function createOddValue(random: Random): Plan {
  switch (random(8)) {
    case 0:
      return { is: 'null' }
    case 1:
      return text(pick(oddTexts, random))
    case 2:
      return number(pick(oddNumbers, random))
    case 3:
      return { is: 'boolean', value: random(2) === 0 }
    case 4:
      return list(Array.from({ length: random(3) }, () => createOddValue(random)))
    case 5:
      return object(
        Array.from({ length: random(3) }, () => ({ key: pick(['Name', 'a', 'Peer', ''], random), value: createOddValue(random) })),
      )
    case 6:
      return text(pick(durations, random))
    default:
      return text(pick(names, random))
  }
}
