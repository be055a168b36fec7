// What a check says beside its results: which files it left out, and what it has written.
import { extensions } from '../workspace/formats.ts'
import type { LeftOut } from '../workspace/indexing.ts'
import { defaultEditorSettings } from '../workspace/settings.ts'
import { pathOf } from '../workspace/uri.ts'
import type { Inputs } from './inputs.ts'
import type { Judged } from './judged.ts'
import { shownPath } from './report/report.ts'
import type { Terminal } from './terminal.ts'

export interface Talk {
  readonly inputs: Inputs
  readonly judged: Judged
  readonly terminal: Terminal
}

/** Says which files were not looked at, and whether anything was. */
export function sayWhatWasLeftOut({ inputs, judged, terminal }: Talk): void {
  const { say, folder } = terminal
  for (const leftOut of judged.leftOut) say(describe(leftOut, folder))
  const [first] = inputs.ignored
  if (first !== undefined) {
    const more = inputs.ignored.length - 1
    say(`Left out, as git ignores it: ${shownPath(first, folder)}${more === 0 ? '' : ` and ${more} more`}.`)
  }
  if (judged.fixed > 0) say(`Fixed ${judged.fixed} ${judged.fixed === 1 ? 'file' : 'files'}.`)
  if (inputs.hasFolders && judged.files.length === 0) say('No config entry was found.')
}

function describe({ uri, reason }: LeftOut, folder: string): string {
  const file = shownPath(pathOf(uri) ?? uri, folder)
  switch (reason) {
    case 'too-large':
      return `Left out, as it is larger than ${defaultEditorSettings.maxFileSizeKb} KB: ${file}. Name it to have it judged.`
    case 'binary':
      return `Left out, as it is no UTF-8 text: ${file}.`
    case 'other-name':
      return `Left out, as its name ends in none of ${extensions.map((extension) => `.${extension}`).join(', ')}: ${file}. Judge it with \`--as entry\`.`
    case 'unreadable':
      return `Left out, as it cannot be read: ${file}.`
  }
}
