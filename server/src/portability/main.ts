// Says whether HCL 2 tools can read a text. A file of its own, since the parser in it is big, slow, and asked for seldom.
import hcl2 from 'hcl2-parser'

export type Portability = 'readable' | 'unreadable'

/**
 * Whether Terraform and other HCL 2 tools can read the text. The parser tells neither where nor why it stops: it answers a
 * pair of the JSON and an error without a message.
 */
export function hcl2Portability(text: string): Portability {
  const answer: unknown = hcl2.parseToString(text)
  return Array.isArray(answer) && answer[1] === null ? 'readable' : 'unreadable'
}
