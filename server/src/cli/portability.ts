// `--portability`: tells what HCL 2 tools cannot read. Their parser is big and slow, so it is loaded only here.
import type { Document } from '../core/document.ts'
import type { Range } from '../core/range.ts'
import type { Finding } from '../core/rules/rule.ts'
import type { ObjectValue } from '../core/value.ts'
import type { CheckOptions } from './checkOptions.ts'
import type { Judged } from './judged.ts'

const portabilityCode = 'hcl2-portability'

type CanRead = (text: string) => boolean

/** Adds what HCL 2 tools cannot read to the findings of each HCL file. */
export async function addPortability(judged: Judged, { severities }: CheckOptions): Promise<Judged> {
  const severity = severities[portabilityCode] ?? 'warning'
  if (severity === 'off') return judged
  const { hcl2Portability } = await import('../portability/main.ts')
  const canRead: CanRead = (text) => hcl2Portability(text) === 'readable'
  const files = judged.files.map((file) => {
    const range = unreadableRange(file.document, canRead)
    if (!range) return file
    const finding: Finding = { code: portabilityCode, category: 'advice', severity, message, range, document: file.document }
    return { ...file, findings: [...file.findings, finding].sort((a, b) => a.range.start - b.range.start) }
  })
  return { ...judged, files }
}

const message =
  'Terraform and other HCL 2 tools cannot read this, though Consul can. Write keys without quotes, separate the elements of lists by commas, and put nothing behind them that only HCL 1 takes.'

function unreadableRange({ format, text, problems, roots }: Document, canRead: CanRead): Range | undefined {
  const [root] = roots
  if (format !== 'hcl' || problems.length > 0 || root?.type !== 'object' || canRead(text)) return undefined
  return narrowest(root, text, canRead) ?? root.members[0]?.keyRange ?? root.range
}

/** The parser does not say where it stops; but a member that cannot be read by itself is at fault, or holds the fault. */
function narrowest({ members }: ObjectValue, text: string, canRead: CanRead): Range | undefined {
  const wrong = members.find(({ range }) => !canRead(`${text.slice(range.start, range.end)}\n`))
  if (!wrong) return undefined
  const within = wrong.value.type === 'object' ? narrowest(wrong.value, text, canRead) : undefined
  return within ?? wrong.range
}
