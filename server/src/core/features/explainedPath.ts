// An explained path as text: lines for a terminal, and a page of Markdown.
import { lineStarts, placeAt } from '../lines.ts'
import type { ExplainedPath, HopPlace, HopVerdict, PathHop } from '../model/paths/path.ts'

const marks: Readonly<Record<HopVerdict, string>> = { yes: 'ok', no: 'NO', unknown: '?', note: 'note' }

/** The lines for a terminal. `shown`: how a file is called there. */
export function pathLines({ sentence, answer, hops }: ExplainedPath, shown: (uri: string) => string): string {
  const lines = hops.map(({ verdict, sentence: text, place }) => {
    const where = place ? `  (${shown(place.document.uri)}:${lineOf(place)})` : ''
    return `  ${marks[verdict].padEnd(4)}  ${text}${where}`
  })
  return `${answer.toUpperCase()}  ${sentence}\n${lines.join('\n')}\n`
}

/** The line on which a place begins, from 1. */
export function lineOf({ document: { text }, range }: HopPlace): number {
  return placeAt(text, lineStarts(text, 0), range.start).line + 1
}

/** What each hop is about, in a word. */
export const hopTitles: Readonly<Record<PathHop['step'], string>> = {
  peering: 'Peering',
  export: 'Export',
  protocol: 'Protocol',
  intention: 'Intention',
  routing: 'Routing',
  gateway: 'Mesh gateway',
}

/** The page: the answer, and a row for each hop with what decides it. `shown`: how a file is called there. */
export function pathPage({ answer, sentence, hops }: ExplainedPath, shown: (uri: string) => string): string {
  const title = { yes: 'Yes', no: 'No', unknown: 'It depends' }[answer]
  const rows = hops.map(({ step, verdict, sentence: text, place }) => {
    const where = place ? `\`${shown(place.document.uri)}:${lineOf(place)}\`` : ''
    return `| ${marks[verdict]} | ${hopTitles[step]} | ${cell(text)} | ${where} |`
  })
  const fixes = hops.flatMap(({ fix }) => (fix ? [`- ${fix.title}, in ${shown(fix.entry.document.uri)}`] : []))
  return [
    `# ${title}`,
    sentence,
    ['| | | | |', '|---|---|---|---|', ...rows].join('\n'),
    ...(fixes.length === 0 ? [] : [`## What would help\n\n${fixes.join('\n')}`]),
    'Files say what is meant, and connected clusters what is; where both are known the cluster counts.',
  ].join('\n\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
