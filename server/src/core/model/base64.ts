// Reads and writes Base64, and reads PEM, as Go does.

/** Says whether Go's `base64.StdEncoding` takes the text: the standard alphabet, padded; line breaks do not count. */
export function isBase64(text: string): boolean {
  const plain = text.replaceAll(/[\r\n]/g, '')
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain)
}

/** The UTF-8 bytes of a text in the standard alphabet, padded. */
export function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

/** Says whether the text holds a block in PEM, as Go's `pem.Decode` finds the first one. */
export function holdsPem(text: string): boolean {
  let block: { readonly type: string; readonly lines: string[] } | undefined
  for (const line of text.split('\n').map((part) => part.trimEnd())) {
    const type = /^-----BEGIN (.*)-----$/.exec(line)?.[1]
    if (type !== undefined) block = { type, lines: [] }
    else if (block && line === `-----END ${block.type}-----`) {
      if (isBase64(withoutHeaders(block.lines).join(''))) return true
      block = undefined
    } else block?.lines.push(line.trim())
  }
  return false
}

/** Headers stand before an empty line, each with a colon, which is no letter of Base64. */
function withoutHeaders(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !line.includes(':'))
}
