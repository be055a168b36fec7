// Changes the codes of a suppression comment, and leaves its reason as it is.
import type { Edit } from '../edit.ts'
import type { Suppression } from './suppression.ts'

/** Takes one code out of its comment; the whole comment when it was the only one. */
export function withoutCode({ comment, code }: Suppression): Edit {
  const [head, list, rest] = partsOf(comment.text)
  const codes = list.split(/[\s,]+/).filter((other) => other !== '' && other !== code)
  if (codes.length === 0) return { type: 'removeComment', comment }
  return { type: 'replaceComment', comment, text: `${head} ${codes.join(', ')}${rest}` }
}

/** Writes another code in the place of one. */
export function withCode({ comment, code }: Suppression, by: string): Edit {
  const [head, list, rest] = partsOf(comment.text)
  const codes = list.split(/[\s,]+/).filter((other) => other !== '')
  return { type: 'replaceComment', comment, text: `${head} ${codes.map((other) => (other === code ? by : other)).join(', ')}${rest}` }
}

/** Adds a code to those that a comment names. */
export function andCode({ comment }: Suppression, added: string): Edit {
  const [head, list, rest] = partsOf(comment.text)
  return { type: 'replaceComment', comment, text: `${head}${list.trimEnd()}, ${added}${rest}` }
}

/** The form, the codes, and from the colon on the reason. */
function partsOf(text: string): readonly [head: string, list: string, rest: string] {
  const [, head = text, list = '', rest = ''] = /^(\S+?)(?=[\s:]|$)([^:]*)(.*)$/s.exec(text) ?? []
  return [head, list, rest]
}
