// Judges files as the editor does: those that hold something to judge, together, by the scopes they lie in.
import * as fs from 'node:fs'
import type { Document } from '../core/document.ts'
import { rules } from '../core/rules/index.ts'
import { applyEdits } from '../core/syntax/applyEdits.ts'
import { fixAll } from '../workspace/fixAll.ts'
import { defaultEditorSettings } from '../workspace/settings.ts'
import { pathOf, uriOf } from '../workspace/uri.ts'
import { createWorkspace, type Workspace } from '../workspace/workspace.ts'
import type { CheckOptions, JudgeOptions } from './checkOptions.ts'
import { formatOf } from './formats.ts'
import type { Inputs } from './inputs.ts'
import type { InputText, Judged, JudgedFile } from './judged.ts'

/** Judges all inputs as one workspace. */
export function judgeFiles(inputs: Inputs, input: InputText | undefined, options: CheckOptions): Judged {
  const workspace = workspaceFor(options)
  if (input) workspace.open(uriOf(input.path), { format: formatOf(input.path, input.text), text: () => input.text })
  // A person who names a file wants it judged, whatever its size.
  workspace.configure({ ...workspace.settings, maxFileSizeKb: Number.POSITIVE_INFINITY })
  const unread = workspace.read(inputs.named.map(uriOf))
  workspace.configure({ ...workspace.settings, maxFileSizeKb: defaultEditorSettings.maxFileSizeKb })
  const leftOut = [...unread, ...workspace.read(inputs.found.map(uriOf))]
  const fixed = options.fixes ? fixFiles(workspace) : 0
  return { files: judgedFiles(workspace), leftOut, fixed }
}

/** An empty workspace that judges by the options. */
export function workspaceFor({ target, edition, complete, severities, facts }: JudgeOptions): Workspace {
  const workspace = createWorkspace(rules)
  workspace.configure({ ...defaultEditorSettings, target, edition, complete, severities })
  workspace.learn(facts)
  return workspace
}

function judgedFiles(workspace: Workspace): readonly JudgedFile[] {
  const files = workspace.uris().flatMap((uri): readonly JudgedFile[] => {
    const document = workspace.project.file(uri)?.document ?? workspace.findings(uri)[0]?.document
    return document ? [{ path: pathOf(uri) ?? uri, document, findings: workspace.findings(uri) }] : []
  })
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** One fix may uncover another in a file that was done before; more rounds mean that two fixes undo each other. */
const maxRounds = 10

/** Writes all safe fixes; gives how many files have changed. */
function fixFiles(workspace: Workspace): number {
  const originals = new Map<string, Document>()
  for (let round = 0; round < maxRounds; round++) {
    let isDone = true
    for (const uri of workspace.project.uris()) {
      const document = workspace.project.file(uri)?.document
      const edits = fixAll(workspace, uri)
      if (!document || edits.length === 0) continue
      if (!originals.has(uri)) originals.set(uri, document)
      workspace.project.setFile(uri, applyEdits(document.text, edits), document.format)
      isDone = false
    }
    if (isDone) break
  }
  let written = 0
  for (const [uri, original] of originals) {
    const file = pathOf(uri)
    const text = workspace.project.file(uri)?.document.text ?? original.text
    if (file === undefined || text === original.text) continue
    fs.writeFileSync(file, text)
    written++
  }
  return written
}
