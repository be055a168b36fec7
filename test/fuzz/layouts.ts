// Makes texts of HCL up, with blanks, line breaks and comments where nobody would put them.
import { happens, pick, type Random } from './random.ts'

/** A text; most are valid in HCL 1 and in HCL 2. */
export function createLayout(random: Random): string {
  const text = bodyText(random, 3)
  return happens(90, random) ? text : text.trimEnd()
}

function bodyText(random: Random, depth: number): string {
  let text = ''
  for (let i = random(6); i >= 0; i--) text += happens(8, random) ? pick(['\n', '  \n', '\n\n'], random) : line(random, depth)
  return text
}

function line(random: Random, depth: number): string {
  if (happens(12, random)) return `${blanks(random)}${pick(comments, random)}\n`
  const inner = depth > 0 && happens(25, random) ? block(random, depth) : attribute(random, depth)
  return `${blanks(random)}${inner}${happens(15, random) ? blanks(random) + pick(comments, random) : blanks(random)}\n`
}

const comments = ['# one', '// two', '#', '/* three */', '//four  ', '# größer ✓'] as const
const keys = ['a', 'Name', 'Peer', 'Services', 'x_y', 'long_key-with', 'ä'] as const

function block(random: Random, depth: number): string {
  const label = happens(30, random) ? `${blanks(random)}"${pick(['v1', '*', 'a b'], random)}"` : ''
  const head = `${pick(keys, random)}${label}${blanks(random)}{`
  if (happens(30, random)) return `${head}${blanks(random)}${happens(70, random) ? attribute(random, 0) : ''}${blanks(random)}}`
  return `${head}${blanks(random)}\n${bodyText(random, depth - 1)}${blanks(random)}}`
}

function attribute(random: Random, depth: number): string {
  if (happens(5, random)) return `${pick(keys, random)}${blanks(random)}=${blanks(random)}${heredoc(random)}`
  return `${pick(keys, random)}${blanks(random)}=${blanks(random)}${value(random, depth)}`
}

function heredoc(random: Random): string {
  const mark = pick(['EOF', 'END'], random)
  return `${pick(['<<', '<<-'], random)}${mark}\n  some = text {\n\n${mark}`
}

function value(random: Random, depth: number): string {
  if (depth > 0 && happens(20, random)) return list(random, depth - 1)
  if (depth > 0 && happens(20, random)) return object(random, depth - 1)
  return pick(['"web"', '""', '"a = { b, [c] }"', '"größe 日本"', '1', '-1', '0.5', 'true', 'false', '"\\"q\\" \\n"'], random)
}

function list(random: Random, depth: number): string {
  const elements = Array.from({ length: random(4) }, () => value(random, depth))
  if (elements.length === 0) return `[${blanks(random)}]`
  const separator = happens(50, random) ? () => `,${blanks(random)}\n${blanks(random)}` : () => `${blanks(random)},${blanks(random)}`
  const end = pick([',', '', ''], random)
  const open = happens(50, random) ? `\n${blanks(random)}` : blanks(random)
  return `[${open}${elements.reduce((all, each) => all + separator() + each)}${end}${open}]`
}

function object(random: Random, depth: number): string {
  const members = Array.from({ length: random(4) }, () => `${pick(keys, random)}${blanks(random)}=${blanks(random)}${value(random, depth)}`)
  if (members.length === 0) return `{${blanks(random)}}`
  if (happens(40, random)) return `{${blanks(random)}${members.join(`,${blanks(random)}`)}${blanks(random)}}`
  return `{\n${members.map((member) => `${blanks(random)}${member}${pick([',', ''], random)}\n`).join('')}${blanks(random)}}`
}

function blanks(random: Random): string {
  return pick(['', '', ' ', ' ', '  ', '    ', '\t'], random)
}
