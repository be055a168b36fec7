// Judges a text that is no file, for whoever wants to know whether Consul would take it.
import { judgeText } from '../core/features/diagnostics.ts'
import { lineStarts, placeAt } from '../core/lines.ts'
import { rules } from '../core/rules/index.ts'
import { parseTarget, targets } from '../core/schema/target.ts'
import { parse } from '../core/syntax/index.ts'
import { formatOfText } from '../workspace/formats.ts'
import { isRecord } from '../workspace/looseObject.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { CheckTextAnswer } from './protocol.ts'

/** Longer texts are no entry that somebody asks about. */
const longest = 1_000_000

/** Judges the text of the parameters, which may be anything. */
export function checkText(workspace: Workspace, params: unknown): CheckTextAnswer {
  if (!isRecord(params)) return { ok: false, problem: 'There is no text.' }
  const { text, format, target: wanted } = params
  if (typeof text !== 'string') return { ok: false, problem: 'There is no text.' }
  if (text.length > longest) return { ok: false, problem: `The text is longer than ${longest} characters.` }
  if (format !== 'hcl' && format !== 'json' && format !== 'yaml') return { ok: false, problem: 'The format is `hcl`, `json` or `yaml`.' }
  const target = typeof wanted === 'string' ? parseTarget(wanted) : undefined
  if (wanted !== undefined && !target) return { ok: false, problem: `The target is one of ${targets.join(', ')}.` }
  const read = formatOfText(text, format)
  const document = { uri: '', format: read, text, ...parse(text, read) }
  const judgement = workspace.project.judgementOf(document)
  const by = { target: target ?? judgement.target, edition: judgement.edition }
  const starts = lineStarts(text, 0)
  return {
    ok: true,
    ...by,
    findings: judgeText(document, { ...by, severities: workspace.settings.severities }, rules).map((finding) => {
      const { line, character } = placeAt(text, starts, finding.range.start)
      const { code, severity, constraint, message } = finding
      return { line: line + 1, character: character + 1, code, severity, ...(constraint ? { constraint } : {}), message }
    }),
  }
}
