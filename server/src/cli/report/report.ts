// What every format of a report is written from.
import * as path from 'node:path'
import type { Document } from '../../core/document.ts'
import type { Edition, Target } from '../../core/schema/target.ts'
import { pathOf } from '../../workspace/uri.ts'
import { type CheckOptions, targetOf } from '../checkOptions.ts'
import type { Judged, JudgedFile } from '../judged.ts'
import { createPlaces, type Places } from '../places.ts'
import type { Terminal } from '../terminal.ts'

export interface Report {
  readonly target: Target
  readonly edition: Edition
  /** Those with findings. */
  readonly files: readonly JudgedFile[]
  readonly summary: Summary
  readonly places: Places
  readonly terminal: Terminal
}

export interface Summary {
  /** How many files were judged, with and without findings. */
  readonly files: number
  readonly rejected: number
  readonly preview: number
  readonly advice: number
}

/** Makes the report of a check. */
export function createReport(judged: Judged, options: CheckOptions, terminal: Terminal): Report {
  const files = judged.files.filter(({ findings }) => findings.length > 0)
  const summary = { files: judged.files.length, rejected: 0, preview: 0, advice: 0 }
  for (const { findings } of files) for (const { category } of findings) summary[category]++
  return { target: targetOf(options), edition: options.edition, files, summary, places: createPlaces('hidden'), terminal }
}

/** A path as it is shown: relative to a folder, with slashes. */
export function shownPath(file: string, folder: string): string {
  return path.relative(folder, file).replaceAll(path.sep, '/')
}

/** The path of a document, as it is shown. */
export function shownDocument({ uri }: Document, folder: string): string {
  return shownPath(pathOf(uri) ?? uri, folder)
}
