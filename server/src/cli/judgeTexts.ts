// Judges each text by itself, as `consul config write` would be given it (`--as entry`).
import * as fs from 'node:fs'
import type { Document } from '../core/document.ts'
import { judgeText } from '../core/features/diagnostics.ts'
import { safeEditsOf } from '../core/features/fixes.ts'
import { rules } from '../core/rules/index.ts'
import type { Finding } from '../core/rules/rule.ts'
import { applyEdits } from '../core/syntax/applyEdits.ts'
import { parse } from '../core/syntax/index.ts'
import { isPeeringFile } from '../workspace/peeringFile.ts'
import { uriOf } from '../workspace/uri.ts'
import { type CheckOptions, type JudgeOptions, targetOf } from './checkOptions.ts'
import { consulFormat, formatOf } from './formats.ts'
import type { Inputs } from './inputs.ts'
import type { InputText, Judged, JudgedFile } from './judged.ts'

/** Judges all inputs, one by one. */
export function judgeTexts(inputs: Inputs, input: InputText | undefined, options: CheckOptions): Judged {
  const paths = [...inputs.named, ...inputs.found.filter((file) => !isPeeringFile(file))].sort()
  let fixed = 0
  const files = paths.map((file): JudgedFile => {
    const before = documentOf(file, readAsIs(file))
    const document = options.fixes ? fixedText(before, options) : before
    if (document.text !== before.text) {
      fs.writeFileSync(file, document.text)
      fixed++
    }
    return { path: file, document, findings: judgeEntry(document, options) }
  })
  if (!input) return { files, leftOut: [], fixed }
  const document = documentOf(input.path, input.text)
  return { files: [...files, { path: input.path, document, findings: judgeEntry(document, options) }], leftOut: [], fixed }
}

/** The findings of one text with nothing beside it. */
export function judgeEntry(document: Document, options: JudgeOptions): readonly Finding[] {
  const { edition, complete, severities } = options
  return judgeText(document, { target: targetOf(options), edition, complete, severities }, rules)
}

/** A text as a document that holds an entry; for all but YAML the text alone says whether it is HCL or JSON. */
export function readDocument(uri: string, text: string, format: Document['format']): Document {
  const read = format === 'yaml' ? 'yaml' : consulFormat(text)
  return { uri, format: read, text, ...parse(text, read) }
}

function documentOf(file: string, text: string): Document {
  return readDocument(uriOf(file), text, formatOf(file, text))
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** As Go reads it: whatever the bytes are, and with a byte order mark. */
function readAsIs(file: string): string {
  return decoder.decode(fs.readFileSync(file))
}

/** One fix may uncover the next; more rounds mean that two fixes undo each other. */
const maxRounds = 10

function fixedText(document: Document, options: JudgeOptions): Document {
  let fixed = document
  for (let round = 0; round < maxRounds; round++) {
    const edits = safeEditsOf(fixed, judgeEntry(fixed, options))
    if (edits.length === 0) break
    fixed = readDocument(fixed.uri, applyEdits(fixed.text, edits), fixed.format)
  }
  return fixed
}
