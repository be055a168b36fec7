// What the handlers of one connection share.
import type { Connection, TextDocuments } from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { FeatureSwitch } from '../workspace/featureSwitches.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Background } from './background.ts'
import type { ClientFeatures } from './capabilities.ts'
import type { Converter } from './convert.ts'
import type { Guard } from './guard.ts'

export interface Session {
  readonly connection: Connection
  readonly workspace: Workspace
  readonly documents: OpenDocuments
  readonly converter: Converter
  readonly guard: Guard
  readonly background: Background
  readonly features: ClientFeatures
  /** The client runs `consulPeering.judgeBy`. */
  readonly runsJudgeBy: boolean
  /** The client runs `consulPeering.showPlaces`. */
  readonly showsPlaces: boolean
  /** The client runs `consulPeering.explainPath`. */
  readonly explainsPaths: boolean
  /** The client's editor describes the keys of `*.consul.json`. */
  readonly hasEntrySchema: boolean
}

/** The documents that the client holds open, by normalised URI. */
export interface OpenDocuments {
  get(uri: string): TextDocument | undefined
  /** The client's own spelling of a URI, for one that it holds open; else the normalised one. */
  clientUri(uri: string): string
  readonly synchronised: TextDocuments<TextDocument>
}

/** Who brings diagnostics to the client, and must learn when they may have changed. */
export interface DiagnosticSink {
  documentChanged(uri: string): void
  documentClosed(uri: string): void
  /** Files on disk, settings or Facts have changed. */
  everythingChanged(): void
}

/** Says whether a language feature is switched on. */
export function isOn({ workspace }: Session, feature: FeatureSwitch): boolean {
  return !workspace.settings.off.has(feature)
}

/** Says whether the editor itself tells about the keys of a document. */
export function describesKeys({ hasEntrySchema }: Session, uri: string): boolean {
  return hasEntrySchema && /\.consul\.json$/i.test(uri)
}
