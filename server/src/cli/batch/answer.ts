// Answers one record of a batch.
import { isPeeringFile } from '../../workspace/peeringFile.ts'
import type { JudgeOptions } from '../checkOptions.ts'
import { workspaceFor } from '../judgeFiles.ts'
import { judgeEntry, readDocument } from '../judgeTexts.ts'
import { createPlaces } from '../places.ts'
import { type FindingRecord, recordOf } from '../records.ts'
import type { BatchRecord, FilesRecord, TextRecord } from './record.ts'
import { judgeSteps } from './steps.ts'

/** The line for a record, without its line feed. */
export function answer(record: BatchRecord, options: JudgeOptions): string {
  return `{"id":${record.id},${bodyOf(record, options)}}`
}

function bodyOf(record: BatchRecord, options: JudgeOptions): string {
  switch (record.type) {
    case 'text':
      return `"findings":${JSON.stringify(judgeRecord(record, options))}`
    case 'files':
      return `"findings":${JSON.stringify(judgeRecordFiles(record, options))}`
    case 'steps':
      return `"steps":${JSON.stringify(judgeSteps(record.steps, options))}`
  }
}

function judgeRecord({ format, text }: Pick<TextRecord, 'format' | 'text'>, options: JudgeOptions): readonly FindingRecord[] {
  const places = createPlaces('counted')
  return judgeEntry(readDocument('record:///entry', text, format), options).map((finding) => recordOf(finding, places))
}

/** A scheme of its own, so that nothing on disk is taken for a file of the record. */
const folder = 'record:///'

function judgeRecordFiles({ files }: FilesRecord, options: JudgeOptions): readonly FindingRecord[] {
  const workspace = workspaceFor(options)
  const places = createPlaces('counted')
  const known = files.flatMap(({ name, format, text }) => (format === undefined ? [] : [{ name, uri: uriOf(name), format, text }]))
  // Scopes first, so that no file is judged twice.
  const ordered = [...known].sort((a, b) => Number(isPeeringFile(b.uri)) - Number(isPeeringFile(a.uri)))
  for (const { uri, format, text } of ordered) workspace.open(uri, { format, text: () => text })
  return known.flatMap(({ name, uri }) => workspace.findings(uri).map((finding) => ({ file: name, ...recordOf(finding, places) })))
}

function uriOf(name: string): string {
  // Half a surrogate pair has no UTF-8, and so no place in a URI.
  const wellFormed = name.replaceAll(/\p{Cs}/gu, '\uFFFD').replaceAll('\\', '/')
  return folder + wellFormed.split('/').map(encodeURIComponent).join('/')
}
