// What a change to another release means, as a page: what changes, what no longer holds, what is left to do, and what is new.
import { lineStarts, placeAt } from '../core/lines.ts'
import type { Judgement } from '../core/model/project.ts'
import type { Finding } from '../core/rules/rule.ts'
import { kinds } from '../core/schema/index.ts'
import { describeTarget, isOfEdition, isWithin, type Target } from '../core/schema/target.ts'
import type { Migration } from './migrate.ts'

type Before = Pick<Judgement, 'target' | 'edition'>

/** Markdown, for a terminal as well. `shown`: how a file is called; `from`: the release and the edition of before. */
export function migrationPage({ to, changes, lifted, left, unsaid }: Migration, from: Before, shown: (uri: string) => string): string {
  const open = left.filter(({ severity }) => severity === 'error' || severity === 'warning')
  return [
    `# Ready for ${describeTarget(to)}`,
    section(
      'What changes',
      changes.map(({ document }) => shown(document.uri)),
      'Nothing has to change.',
    ),
    ...(unsaid.length === 0
      ? []
      : [
          `${unsaid.length} of the files lie in no folder with a \`consul-peering.json\`: set \`consulPeering.target\`, or name the release to the command line.`,
        ]),
    section(
      'What no longer holds',
      lifted.map((finding) => lineOf(finding, shown)),
      'Nothing that was told before has gone.',
    ),
    section(
      'What is left to do',
      open.map((finding) => lineOf(finding, shown)),
      'Nothing: the new release takes all of it.',
    ),
    section('What is new', newSince(from, to), 'No kind and no key of these entries is new.'),
  ].join('\n\n')
}

function section(title: string, lines: readonly string[], none: string): string {
  const unique = [...new Set(lines)]
  return `## ${title}\n\n${unique.length === 0 ? none : unique.map((line) => `- ${line}`).join('\n')}`
}

function lineOf({ document, range, constraint, message }: Finding, shown: (uri: string) => string): string {
  const line = placeAt(document.text, lineStarts(document.text, 0), range.start).line + 1
  return `${shown(document.uri)}:${line}: ${constraint === undefined ? '' : `${constraint}: `}${message}`
}

/** Kinds, and keys at the top of kinds, that people may write with the newer release and could not with the older one. */
function newSince({ target: from, edition }: Before, to: Target): readonly string[] {
  const isNew = (span: { readonly since?: Target; readonly until?: Target }) => isWithin(to, span) && !isWithin(from, span)
  return kinds.flatMap((kind) => {
    if (kind.writer !== undefined || !isOfEdition(edition, kind)) return []
    if (isNew(kind)) return [`the kind \`${kind.kind}\``]
    if (!isWithin(to, kind)) return []
    const fields = kind.object.fields.filter((field) => isNew(field) && (edition === 'enterprise' || field.enterprise === undefined))
    return fields.map(({ name }) => `\`${name}\` of \`${kind.kind}\``)
  })
}
