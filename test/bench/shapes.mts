// Texts of awkward shapes, each in any size: where an engine that is not linear in its input shows it.

export interface Shape {
  readonly name: string
  /** A text of about that many characters. */
  readonly text: (size: number) => string
}

const head = 'Kind = "service-intentions"\nName = "billing"\n'

/** Each shape grows in one way only. */
export const shapes: readonly Shape[] = [
  { name: 'many sources', text: (size) => `${head}Sources = [\n${fill(size, (i) => `  { Name = "s${i}", Action = "allow" },\n`)}]\n` },
  { name: 'the same source', text: (size) => `${head}Sources = [\n${fill(size, () => '  { Name = "web", Action = "allow" },\n')}]\n` },
  { name: 'many blocks', text: (size) => `${head}${fill(size, (i) => `Sources {\n  Name = "s${i}"\n  Action = "deny"\n}\n`)}` },
  { name: 'many fixes', text: (size) => `${head}${fill(size, (i) => `Sources { Name = "s${i}" Namespace = "q" } # no\n`)}` },
  { name: 'unknown keys', text: (size) => `${head}${fill(size, (i) => `Colour${i} = "red"\n`)}` },
  { name: 'a repeated key', text: (size) => `${head}${fill(size, () => 'Name = "billing"\n')}` },
  { name: 'deep lists', text: (size) => `${head}Sources = ${'['.repeat(size / 2)}${']'.repeat(size / 2)}\n` },
  { name: 'deep objects', text: (size) => `${head}Meta ${'{ a '.repeat(size / 5)}{}${'}'.repeat(size / 5)}\n` },
  { name: 'never closed', text: (size) => `${head}Sources = ${'[{ a = '.repeat(size / 7)}` },
  { name: 'a long string', text: (size) => `${head}Meta { text = "${'x'.repeat(size)}" }\n` },
  { name: 'one long line', text: (size) => `${head}Sources = [${fill(size, (i) => `{ Name = "s${i}", Action = "allow" }, `)}]` },
  { name: 'comments', text: (size) => `${head}${fill(size, () => '# nothing to see here\n')}` },
  { name: 'noise', text: (size) => `${head}${fill(size, () => '}]"=<<\n')}` },
]

function fill(size: number, part: (i: number) => string): string {
  const parts: string[] = []
  for (let length = 0, i = 0; length < size; i++) {
    const text = part(i)
    parts.push(text)
    length += text.length
  }
  return parts.join('')
}
