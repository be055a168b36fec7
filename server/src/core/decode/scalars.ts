// How Go reads numbers, truth values and durations from text, since Consul decodes weakly.

const smallestInt64 = -(2 ** 63)

/**
 * Go's conversion of a float to int64 on amd64: the fraction is cut off, and what does not fit becomes the smallest
 * integer, which is why a huge duration counts as negative.
 */
export function truncateToInt64(value: number): number {
  if (!(Math.abs(value) < 2 ** 63)) return smallestInt64
  return Math.trunc(value) + 0
}

/** Go's `strconv.ParseInt(text, 0, bits)` or `ParseUint`, the empty text being 0; `undefined` when it is refused. */
export function parseInteger(text: string, { bits, unsigned }: { readonly bits: 32 | 64; readonly unsigned: boolean }): number | undefined {
  if (text === '') return 0
  const match = /^([+-]?)(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[1-9][0-9_]*)$/.exec(text)
  if (!match) return undefined
  const [, sign = '', digits = ''] = match
  if (unsigned && sign !== '') return undefined
  if (!underscoresFit(digits)) return undefined
  const plain = digits.replaceAll('_', '')
  const literal = /^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain
  if (/^0[xXbBoO]$/.test(literal)) return undefined
  const magnitude = BigInt(literal)
  const value = sign === '-' ? -magnitude : magnitude
  const width = BigInt(bits)
  const [lowest, highest] = unsigned ? [0n, (1n << width) - 1n] : [-(1n << (width - 1n)), (1n << (width - 1n)) - 1n]
  return value < lowest || value > highest ? undefined : Number(value)
}

/** Go allows `_` between digits and after a base prefix, never doubled or at the end. */
function underscoresFit(digits: string): boolean {
  return !digits.includes('__') && !digits.endsWith('_')
}

/** Go's `strconv.ParseFloat`, the empty text being 0; `undefined` when it is refused or no finite number. */
export function parseFloatText(text: string, round: (value: number) => number): number | undefined {
  if (text === '') return 0
  const value = round(parseDecimal(text) ?? parseHexadecimal(text) ?? Number.NaN)
  return Number.isFinite(value) ? value : undefined
}

function parseDecimal(text: string): number | undefined {
  const isDecimal = /^[+-]?(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/.test(text)
  return isDecimal ? Number(text.replaceAll('_', '')) : undefined
}

/** `0x1.8p3`; the exponent, of two, is always there. */
function parseHexadecimal(text: string): number | undefined {
  const digits = /^([+-]?)0[xX]((?:_?[\da-fA-F])*)\.?((?:[\da-fA-F](?:_?[\da-fA-F])*)?)[pP]([+-]?\d(?:_?\d)*)$/.exec(text)
  if (!digits) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = ''] = digits.map((part) => part.replaceAll('_', ''))
  if (whole + fraction === '') return undefined
  const size = Number.parseInt(whole + fraction, 16) / 16 ** fraction.length
  return (sign === '-' ? -size : size) * 2 ** Number(exponent)
}

/** Go's `strconv.ParseBool`, the empty text being false; `undefined` when it is refused. */
export function parseBoolean(text: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true
  if (['', '0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false
  return undefined
}

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
}

/** Go's `time.ParseDuration`: nanoseconds, or `undefined` when it is refused. */
export function parseDuration(text: string): number | undefined {
  const unsignedText = text.replace(/^[+-]/, '')
  if (unsignedText === '0') return 0
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(unsignedText)) return undefined
  const parts = [...unsignedText.matchAll(/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g)].map(durationPart)
  const total = parts.reduce((sum, { whole, unit, fraction }) => sum + Number(whole) * unit + fraction, 0)
  const size = total > Number.MAX_SAFE_INTEGER ? longDuration(parts, text.startsWith('-')) : total
  return size !== undefined && text.startsWith('-') ? 0 - size : size
}

interface DurationPart {
  readonly whole: string
  /** In nanoseconds. */
  readonly unit: number
  /** What is behind the point, in whole nanoseconds. */
  readonly fraction: number
}

function durationPart([, whole = '', digits = '', name = '']: RegExpExecArray): DurationPart {
  const unit = nanoseconds[name] ?? 0
  // Go reads about as many digits as an int64 has, and no unit needs more.
  const read = digits.slice(0, 18)
  return { whole, unit, fraction: Math.trunc(Number(read) * (unit / 10 ** read.length)) }
}

/** The exact size, which one nanosecond may put beyond an int64; the smallest of these has no positive counterpart. */
function longDuration(parts: readonly DurationPart[], isNegative: boolean): number | undefined {
  const total = parts.reduce((sum, { whole, unit, fraction }) => sum + BigInt(whole) * BigInt(unit) + BigInt(fraction), 0n)
  const highest = isNegative ? 1n << 63n : (1n << 63n) - 1n
  return total > highest ? undefined : Number(total)
}

/** Go's `time.Parse(time.RFC3339)`: milliseconds since 1970, or `undefined` when it is refused. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)([.,]\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text)
  if (!match) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = match
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const fits = inRange(month, 1, 12) && inRange(day, 1, days) && inRange(hour, 0, 23) && inRange(minute, 0, 59) && inRange(second, 0, 59)
  if (!fits) return undefined
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
}

function inRange(text: string, lowest: number, highest: number): boolean {
  return Number(text) >= lowest && Number(text) <= highest
}

/** Go's `strconv.FormatFloat(value, 'f', -1, 64)`: the shortest digits, never an exponent. */
export function formatFloat(value: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value))
  if (!match) return String(value)
  const [, sign = '', first = '', rest = '', exponent = ''] = match
  const digits = first + rest
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.padEnd(point, '0')}`
}

/** Go's `time.Duration.String` for whole nanoseconds, which `parseDuration` reads back. */
export function formatDuration(nanosecondCount: number): string {
  if (nanosecondCount === 0) return '0s'
  // The longest duration is no number of JavaScript; the next one is too long.
  if (nanosecondCount >= 2 ** 63) return '2562047h47m16.854775807s'
  const sign = nanosecondCount < 0 ? '-' : ''
  const size = Math.abs(nanosecondCount)
  if (size < 1e3) return `${sign}${size}ns`
  if (size < 1e6) return `${sign}${size / 1e3}µs`
  if (size < 1e9) return `${sign}${size / 1e6}ms`
  const hours = Math.floor(size / 3600e9)
  const minutes = Math.floor((size % 3600e9) / 60e9)
  const seconds = formatFloat((size % 60e9) / 1e9)
  return `${sign}${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`
}

/** A time as RFC 3339 in UTC. `value`: milliseconds since 1970. */
export function formatTime(value: number): string {
  return new Date(value).toISOString()
}
