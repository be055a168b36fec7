// What the client can do, read once, and what the server answers with.
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver/node'
import { CodeActionKind, PositionEncodingKind, ResourceOperationKind, TextDocumentSyncKind } from 'vscode-languageserver/node'
import { tokenModifiers, tokenTypes } from '../core/features/semanticTokens.ts'
import { extensions } from '../workspace/formats.ts'
import { diagnosticSource } from './convert.ts'
import { fixAllKind } from './protocol.ts'

export interface ClientFeatures {
  readonly pullsDiagnostics: boolean
  readonly refreshesDiagnostics: boolean
  readonly configuration: boolean
  readonly refreshesInlayHints: boolean
  readonly refreshesCodeLenses: boolean
  readonly registersConfiguration: boolean
  readonly registersWatchers: boolean
  /** Formatting can be offered and taken back, so that an editor asks nobody to choose between two formatters. */
  readonly registersFormatting: boolean
  readonly workspaceFolders: boolean
  readonly progress: boolean
  readonly documentChanges: boolean
  /** Changes can be shown under a title before they are made. */
  readonly changeAnnotations: boolean
  readonly createsFiles: boolean
  readonly renamesFiles: boolean
  /** Completions may leave places to fill in. */
  readonly snippets: boolean
  /** The documentation of a completion is asked for when it is looked at. */
  readonly resolvesDocumentation: boolean
}

/** Reads the capabilities of the client; what it does not speak of it cannot do. */
export function featuresOf({ workspace, textDocument, window }: ClientCapabilities): ClientFeatures {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersFormatting: textDocument?.formatting?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    resolvesDocumentation: textDocument?.completion?.completionItem?.resolveSupport?.properties.includes('documentation') === true,
    changeAnnotations: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: changesFiles(workspace, ResourceOperationKind.Create),
    renamesFiles: changesFiles(workspace, ResourceOperationKind.Rename),
  }
}

function changesFiles(workspace: ClientCapabilities['workspace'], operation: ResourceOperationKind): boolean {
  const edit = workspace?.workspaceEdit
  return edit?.documentChanges === true && edit.resourceOperations?.includes(operation) === true
}

/** Globs of the files that are watched: candidates, and what decides about them. */
export const watchedFiles: readonly string[] = [`**/*.{${extensions.join(',')}}`, '**/.gitignore']

/** What the server offers to such a client. */
export function capabilitiesFor(features: ClientFeatures): ServerCapabilities {
  const filters = [{ scheme: 'file', pattern: { glob: '**' } }]
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: ['"', '=', ':'], resolveProvider: true },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    codeLensProvider: {},
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: { delta: true },
      range: true,
    },
    renameProvider: { prepareProvider: true },
    ...(features.registersFormatting
      ? {}
      : {
          documentFormattingProvider: true,
          documentRangeFormattingProvider: true,
          documentOnTypeFormattingProvider: { firstTriggerCharacter: '}' },
        }),
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind] },
    ...(features.pullsDiagnostics
      ? { diagnosticProvider: { identifier: diagnosticSource, interFileDependencies: true, workspaceDiagnostics: true } }
      : {}),
    workspace: {
      ...(features.workspaceFolders ? { workspaceFolders: { supported: true, changeNotifications: true } } : {}),
      fileOperations: { didDelete: { filters }, didRename: { filters } },
    },
  }
}
