// What a scalar of YAML stands for: YAML 1.1 as Kubernetes' reader takes it, with its own limits.
// Source: gopkg.in/yaml.v2 v2.4.0 resolve.go, which sigs.k8s.io/yaml v1.3.0 and kubectl use.

/** What JSON makes of a scalar. `raw` is the number as JSON spells it: `010` is `8`. */
export type Scalar =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly raw: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  /** Kubernetes refuses it; one sentence says why. */
  | { readonly type: 'refused'; readonly message: string }

export interface ScalarSource {
  /** The text, escapes resolved and lines folded. */
  readonly text: string
  /** Neither quoted nor a block. */
  readonly isPlain: boolean
  /** As written in full (`tag:yaml.org,2002:int`), where there is one. */
  readonly tag: string | undefined
}

const words = new Map<string, Scalar>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => truth(word, true)),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => truth(word, false)),
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, Scalar] => [word, { type: 'null' }]),
])
const notInJson = /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/

function truth(word: string, value: boolean): [string, Scalar] {
  return [word, { type: 'boolean', value }]
}

const tagPrefix = 'tag:yaml.org,2002:'
const typeOfTag: Readonly<Record<string, Scalar['type']>> = { bool: 'boolean', int: 'number', float: 'number', null: 'null' }

/** Reads a scalar. Quoted ones and blocks are texts, unless a tag says otherwise. */
export function resolveScalar({ text, isPlain, tag }: ScalarSource): Scalar {
  if (tag === undefined) return isPlain ? resolvePlain(text) : { type: 'string', value: text }
  const name = tag.startsWith(tagPrefix) ? tag.slice(tagPrefix.length) : ''
  const wanted = typeOfTag[name]
  if (wanted === undefined) return { type: 'string', value: text }
  const scalar = resolvePlain(text)
  const isFraction = scalar.type === 'number' && name === 'int' && !/^[-+]?\d+$/.test(scalar.raw)
  if (scalar.type === wanted && !isFraction) return scalar
  return { type: 'refused', message: `\`${text}\` is not what its tag \`!!${name}\` says, so Kubernetes cannot read the document.` }
}

function resolvePlain(text: string): Scalar {
  const word = words.get(text)
  if (word !== undefined) return word
  if (notInJson.test(text)) {
    return { type: 'refused', message: `\`${text}\` is no number that JSON knows, so Kubernetes cannot read the document.` }
  }
  const raw = /^[-+.\d]/.test(text) ? numberOf(text) : undefined
  return raw === undefined ? { type: 'string', value: text } : { type: 'number', raw }
}

/** The number as JSON spells it; `undefined` where the text is none. */
function numberOf(text: string): string | undefined {
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '')
  const whole = wholeNumberOf(plain)
  if (whole !== undefined) return whole
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain)) return undefined
  const value = Number(plain)
  return Number.isFinite(value) ? String(value) : undefined
}

/** Go's ParseInt and ParseUint with base 0 and 64 bits. */
function wholeNumberOf(text: string): string | undefined {
  const match = /^([-+]?)(?:(0[xX][\da-fA-F]{1,99})|(0[bB][01]{1,99})|0[oO]?([0-7]{1,99})|(0|[1-9]\d{0,29}))$/.exec(text)
  if (match === null) return undefined
  const [, sign = '', hexadecimal, binary, octal, decimal] = match
  const size = BigInt(hexadecimal ?? binary ?? (octal === undefined ? decimal : `0o${octal}`) ?? '0')
  const value = sign === '-' ? -size : size
  if (value < -(2n ** 63n) || size >= 2n ** (sign === '' ? 64n : 63n) + (sign === '-' ? 1n : 0n)) return undefined
  return String(value)
}
