// Go's readings of number literals (strconv.ParseInt with base 0, strconv.ParseFloat), as HCL 1 calls them.

const smallest = -(2n ** 63n)
const largest = 2n ** 63n - 1n

/** Go's ParseInt with base 0 and 64 bits: `0x10`, `0b1`, `0o7`, `017`, `1_000`. Undefined where it fails. */
export function parseGoInt(text: string): bigint | undefined {
  if (/^-?(0|[1-9]\d{0,14})$/.test(text)) return BigInt(text)
  const match = /^([+-]?)(?:(0[xX](?:_?[\da-fA-F])+)|(0[bB](?:_?[01])+)|0[oO]?((?:_?[0-7])+)|(0|[1-9](?:_?\d)*))$/.exec(text)
  if (match === null) return undefined
  const [, sign, hexadecimal, binary, octal, decimal] = match
  const digits = hexadecimal ?? binary ?? (octal === undefined ? decimal : `0o${octal}`) ?? '0'
  // 64 bits take 64 binary digits at most; leading zeros aside, more need not be read.
  const significant = digits.replaceAll('_', '').replace(/^(0[xXbBo])?0*(?=[\da-fA-F])/, '$1')
  if (significant.length > 66) return undefined
  const size = BigInt(significant)
  const value = sign === '-' ? -size : size
  return value < smallest || value > largest ? undefined : value
}

/** Go's ParseFloat for the decimal literals that HCL's scanner lets through. Undefined where it fails or overflows. */
export function parseGoFloat(text: string): number | undefined {
  if (!/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}
