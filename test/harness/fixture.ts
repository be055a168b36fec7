// Reads and writes fixtures: texts in which carets under a line say what is expected there.

export interface FixtureFile {
  readonly name: string
  readonly text: string
}

export interface Fixture {
  readonly files: readonly FixtureFile[]
  /** The file and offset of `$0`, where there is one. */
  readonly cursor: { readonly file: string; readonly offset: number } | undefined
}

/** What a caret line says: a range of a file and the words after the carets. */
export interface Mark {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly label: string
}

const caretLine = /^\s*\^+ (?:rejected|preview|advice) .*$/

/** Splits a fixture into its files (`#- path` starts one; `main.hcl` when none does) and takes carets and `$0` out. */
export function parseFixture(fixture: string): Fixture {
  const files: { name: string; lines: string[] }[] = []
  for (const line of fixture.replace(/^\n/, '').split('\n')) {
    const name = /^#- (\S+)$/.exec(line)?.[1]
    if (name !== undefined) files.push({ name, lines: [] })
    else if (!caretLine.test(line)) currentOf(files).lines.push(line)
  }
  let cursor: Fixture['cursor']
  const read = files.map(({ name, lines }) => {
    const text = lines.join('\n')
    const offset = text.indexOf('$0')
    if (offset < 0) return { name, text }
    cursor = { file: name, offset }
    return { name, text: text.slice(0, offset) + text.slice(offset + 2) }
  })
  return { files: read, cursor }
}

function currentOf(files: { name: string; lines: string[] }[]): { name: string; lines: string[] } {
  const last = files.at(-1)
  if (last) return last
  const first = { name: 'main.hcl', lines: [] }
  files.push(first)
  return first
}

/** Writes the files with a caret line for each mark, so that what was found can be compared with a fixture as text. */
export function renderFixture(files: readonly FixtureFile[], marks: readonly Mark[]): string {
  const parts = files.map(({ name, text }) => {
    const header = files.length === 1 && name === 'main.hcl' ? [] : [`#- ${name}`]
    return [
      ...header,
      ...withCarets(
        text,
        marks.filter(({ file }) => file === name),
      ),
    ].join('\n')
  })
  return parts.join('\n')
}

function withCarets(text: string, marks: readonly Mark[]): readonly string[] {
  const lines: string[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    lines.push(line)
    for (const mark of marks.filter((candidate) => candidate.start >= start && candidate.start <= end)) {
      const width = Math.max(1, Math.min(mark.end, end) - mark.start)
      lines.push(`${' '.repeat(mark.start - start)}${'^'.repeat(width)} ${mark.label}`)
    }
    start = end + 1
  }
  return lines
}
