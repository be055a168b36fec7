// Constraints on versions, such as `>= 1.16.0, < 2`, as hashicorp/go-version v1.2.1 reads them.

const blank = '[\\t\\n\\f\\r ]*'
const prerelease = '(?:-\\d+[0-9A-Za-z\\-~]*(?:\\.[0-9A-Za-z\\-~]+)*|-?[A-Za-z\\-~]+[0-9A-Za-z\\-~]*(?:\\.[0-9A-Za-z\\-~]+)*)?'
const metadata = '(?:\\+[0-9A-Za-z\\-~]+(?:\\.[0-9A-Za-z\\-~]+)*)?'
const single = new RegExp(`^${blank}(?:=|!=|>|<|>=|<=|~>|)${blank}v?(\\d+(?:\\.\\d+)*)${prerelease}${metadata}${blank}$`)

/** Longer texts are none that a person writes; the limit keeps the reading short. */
const longest = 500

/** Says whether Consul can read a text as a constraint. */
export function isConstraint(text: string): boolean {
  return text.length <= longest && text.split(',').every(isSingle)
}

function isSingle(text: string): boolean {
  const numbers = single.exec(text)?.[1]
  return numbers?.split('.').every((number) => BigInt(number) < 2n ** 63n) ?? false
}
