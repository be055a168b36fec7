// The classes of characters that HCL 1 tells apart (hashicorp/hcl v1.0.0, hcl/scanner/scanner.go).

/** For ASCII: 1 where a character may go on an identifier, 3 where it may also begin one, else 0. */
export const identifierClass = new Uint8Array(128)
for (let c = 48; c <= 57; c++) identifierClass[c] = 1
for (let c = 65; c <= 90; c++) identifierClass[c] = identifierClass[c + 32] = 3
identifierClass[45] = identifierClass[46] = 1
identifierClass[95] = 3

// Letters and digits are those of the running Unicode version; Go 1.20, which Consul 1.16 is built with, knows those of version 13.
const letter = /^\p{L}/u
const digit = /^\p{Nd}/u

/** Says whether a letter stands at the offset; `_` is one. */
export function isLetter(text: string, i: number): boolean {
  const c = text.charCodeAt(i)
  return c < 128 ? identifierClass[c] === 3 : i < text.length && letter.test(character(text, i))
}

/** Says whether a digit of any script stands at the offset. */
export function isDigit(text: string, i: number): boolean {
  const c = text.charCodeAt(i)
  return c < 128 ? isDecimal(c) : i < text.length && digit.test(character(text, i))
}

/** Says whether the UTF-16 code is one of 0 to 9. */
export function isDecimal(c: number): boolean {
  return c >= 48 && c <= 57
}

/** Says whether the UTF-16 code is one of 0 to 7. */
export function isOctal(c: number): boolean {
  return c >= 48 && c <= 55
}

/** Says whether the UTF-16 code is a hexadecimal digit. */
export function isHexadecimal(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70)
}

/** Says whether a line break stands at the offset: a line feed, or a carriage return right before one. */
export function isLineBreak(text: string, i: number): boolean {
  return text.charCodeAt(i) === 10 || (text.charCodeAt(i) === 13 && text.charCodeAt(i + 1) === 10)
}

/** How many UTF-16 units the character at the offset takes. */
export function size(text: string, i: number): number {
  return (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
}

function character(text: string, i: number): string {
  return String.fromCodePoint(text.codePointAt(i) ?? 0)
}
