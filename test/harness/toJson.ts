// Renders an HCL fixture as the same entry in JSON, to show that a rule does not depend on the syntax.
import type { PlainValue } from '../../server/src/core/edit.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import type { Value } from '../../server/src/core/value.ts'
import type { FixtureFile } from './fixture.ts'

/** The file in JSON; repeated keys must not occur in it. Files that are not in HCL stay as they are. */
export function toJson({ name, text }: FixtureFile): FixtureFile {
  if (!name.endsWith('.hcl')) return { name, text }
  const [root] = parse(text, 'hcl').roots
  if (!root) throw new Error(`${name} holds nothing`)
  return { name: name.replace(/\.hcl$/, '.json'), text: `${JSON.stringify(plainOf(root), undefined, 2)}\n` }
}

function plainOf(value: Value): PlainValue {
  switch (value.type) {
    case 'string':
    case 'boolean':
      return value.value
    case 'number':
      return Number(value.raw)
    case 'null':
    case 'missing':
      return null
    case 'list':
      return value.elements.map(plainOf)
    case 'object':
      return Object.fromEntries(value.members.map((member) => [member.key, plainOf(member.value)]))
  }
}
