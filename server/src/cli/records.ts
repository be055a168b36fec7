// A finding as one JSON object, as `check --format json` and `check --batch` write it.
import type { Severity } from '../core/model/project.ts'
import type { Category, Finding } from '../core/rules/rule.ts'
import type { ConstraintId } from '../core/schema/types.ts'
import type { PlaceRange, Places } from './places.ts'

export interface FindingRecord {
  readonly file?: string
  readonly code: string
  readonly category: Category
  readonly constraint?: ConstraintId
  readonly severity: Severity
  readonly message: string
  /** Zero-based, in UTF-16 code units; absent where there is no text. */
  readonly range?: PlaceRange
  /** Their titles. */
  readonly fixes: readonly string[]
}

/** The record of a finding; its keys stand in the order in which they are written. */
export function recordOf(finding: Finding, places: Places): FindingRecord {
  const { code, category, constraint, severity, message, range, document, fixes = [] } = finding
  return {
    code,
    category,
    ...(constraint === undefined ? {} : { constraint }),
    severity,
    message,
    range: places.of(document, range),
    fixes: fixes.map(({ title }) => title),
  }
}
