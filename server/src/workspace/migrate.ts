// Makes entries ready for another release: the release is written where it is said, and what that release wants otherwise is put right.
import type { Document } from '../core/document.ts'
import type { TextEdit } from '../core/edit.ts'
import { rules } from '../core/rules/index.ts'
import type { Finding } from '../core/rules/rule.ts'
import type { Target } from '../core/schema/target.ts'
import { applyEdits } from '../core/syntax/applyEdits.ts'
import { fixAll } from './fixAll.ts'
import { judgeByEdit, saysItsTarget } from './judgeBy.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

export interface Migration {
  readonly to: Target
  /** The files that change, each with its new text. */
  readonly changes: readonly { readonly document: Document; readonly text: string }[]
  /** What was told before, and no longer holds. */
  readonly lifted: readonly Finding[]
  /** What is told by the other release once all is changed. */
  readonly left: readonly Finding[]
  /** Files that say no release, and lie in no folder that does: the setting or the option has to. */
  readonly unsaid: readonly string[]
}

/** Plans the change of these files; nothing is written, and the workspace is left as it was. Unsaved texts count. */
export function migrate(workspace: Workspace, uris: readonly string[], to: Target): Migration {
  const texts = new Map<string, Text>()
  for (const uri of uris) addText(texts, workspace, uri, to)
  const trial = createWorkspace(rules)
  const { folders: _, ...settings } = workspace.settings
  trial.configure({ ...settings, target: to })
  // The files of scopes come first, so that none of them is read from the disk.
  const ordered = [...texts.values()].sort((a, b) => Number(uris.includes(a.document.uri)) - Number(uris.includes(b.document.uri)))
  for (const text of ordered) open(trial, text)
  fixEverything(trial, texts, uris)
  const before = uris.flatMap((uri) => workspace.findings(uri))
  const left = uris.flatMap((uri) => trial.findings(uri))
  const still = new Set(left.map(signOf))
  return {
    to,
    changes: [...texts.values()].flatMap(({ document, now }) => (now === document.text ? [] : [{ document, text: now }])),
    lifted: before.filter((finding) => !still.has(signOf(finding))),
    left,
    unsaid: uris.filter((uri) => !saysItsTarget(workspace, uri) && !workspace.peeringFileOf(uri)),
  }
}

interface Text {
  readonly document: Document
  now: string
}

/** The file itself, and the `consul-peering.json` that says by what it is judged. */
function addText(texts: Map<string, Text>, workspace: Workspace, uri: string, to: Target): void {
  const document = workspace.project.file(uri)?.document
  if (!document) return
  if (!texts.has(uri)) texts.set(uri, { document, now: document.text })
  const said = saysItsTarget(workspace, uri) || workspace.peeringFileOf(uri) ? judgeByEdit(workspace, uri, to) : undefined
  if (!said || isChanged(texts.get(said.document.uri))) return
  texts.set(said.document.uri, { document: said.document, now: applyEdits(said.document.text, said.edits) })
}

function isChanged(text: Text | undefined): boolean {
  return text !== undefined && text.now !== text.document.text
}

function open(trial: Workspace, text: Text): void {
  trial.open(text.document.uri, { format: text.document.format, text: () => text.now })
}

/** One fix may uncover another in a file that was done before; more rounds mean that two fixes undo each other. */
const maxRounds = 10

function fixEverything(trial: Workspace, texts: ReadonlyMap<string, Text>, uris: readonly string[]): void {
  for (let round = 0; round < maxRounds; round++) {
    let isDone = true
    for (const uri of uris) {
      const text = texts.get(uri)
      const edits: readonly TextEdit[] = text ? fixAll(trial, uri) : []
      if (!text || edits.length === 0) continue
      text.now = applyEdits(text.now, edits)
      open(trial, text)
      isDone = false
    }
    if (isDone) return
  }
}

/** What a finding is about, wherever its place has moved. */
function signOf({ code, constraint, document }: Finding): string {
  return `${document.uri} ${code} ${constraint ?? ''}`
}
