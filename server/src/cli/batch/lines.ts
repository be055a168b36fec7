// Splits a stream of bytes at line feeds, and nowhere else; no more than one line is held.

/** The lines of each chunk as it comes, without their line feeds; a last line may lack its own. */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  let open: Uint8Array[] = []
  for await (const chunk of input) {
    const lines: Uint8Array[] = []
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      lines.push(joined(open, chunk.subarray(start, end)))
      open = []
      start = end + 1
    }
    if (start < chunk.length) open.push(chunk.subarray(start))
    if (lines.length > 0) yield lines
  }
  if (open.length > 0) yield [Buffer.concat(open)]
}

function joined(open: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  return open.length === 0 ? last : Buffer.concat([...open, last])
}
