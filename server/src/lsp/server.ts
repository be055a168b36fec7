// Wires the language server: each handler decodes, makes one call, and encodes.
import { pathToFileURL } from 'node:url'
import type { Connection, InitializeParams, WorkspaceFolder } from 'vscode-languageserver/node'
import { rules } from '../core/rules/index.ts'
import { freshFacts, readFacts } from '../workspace/facts.ts'
import { isRecord } from '../workspace/looseObject.ts'
import { createWorkspace } from '../workspace/workspace.ts'
import { type Background, createBackground } from './background.ts'
import { capabilitiesFor, featuresOf } from './capabilities.ts'
import { checkText } from './checkText.ts'
import { codeActionsAt } from './codeActions.ts'
import { answerCompletion } from './completion.ts'
import { followConfiguration } from './configuration.ts'
import { createConverter } from './convert.ts'
import { createDocuments, followDocuments } from './documents.ts'
import { entryFile } from './entryFile.ts'
import { answerExplainPath } from './explainPath.ts'
import { answerFormat, createFormatOffer } from './format.ts'
import { cancelled, createGuard, detach, type Guard, traceThreshold } from './guard.ts'
import { answerHints, refreshHints } from './hints.ts'
import { answerHover } from './hover.ts'
import { createIndexer } from './indexer.ts'
import { answerMigrate } from './migrate.ts'
import { definitionAt, documentSymbols, highlightsAt, prepareRename, referencesAt, renameAt } from './names.ts'
import {
  type CheckTextAnswer,
  checkTextMethod,
  entryFileMethod,
  factsMethod,
  type InitializationOptions,
  statusOfMethod,
} from './protocol.ts'
import { servePull } from './pull.ts'
import { servePush } from './push.ts'
import { createReports } from './reports.ts'
import { answerSemanticTokens } from './semanticTokens.ts'
import type { DiagnosticSink, Session } from './session.ts'
import { createStatus, type StatusTeller } from './status.ts'
import { answerStructure } from './structure.ts'
import { watchFiles } from './watch.ts'

/** Serves a connection until it ends. `script`: the path of the running bundle, beside which the rules' pages lie. */
export function serve(connection: Connection, script: string): void {
  const guard = createGuard(connection.console, traceThreshold(process.env))
  const background = createBackground(guard)
  connection.onInitialize((params) => {
    const features = featuresOf(params.capabilities)
    start({ connection, guard, background, params, script })
    return { capabilities: capabilitiesFor(features), serverInfo: { name: 'consul-peering' } }
  })
  connection.onShutdown(() => background.stop())
  connection.listen()
}

interface Start {
  readonly connection: Connection
  readonly guard: Guard
  readonly background: Background
  readonly params: InitializeParams
  readonly script: string
}

function start({ connection, guard, background, params, script }: Start): void {
  const options = optionsOf(params.initializationOptions)
  const workspace = createWorkspace(rules)
  const documents = createDocuments()
  const pageOf = rulePages(options, script)
  const { hidesMark } = workspace
  const converter = createConverter({ hidesMark, clientUri: documents.clientUri, openDocument: documents.get, pageOf })
  const features = featuresOf(params.capabilities)
  const session: Session = {
    ...{ connection, workspace, documents, converter, guard, background, features },
    runsJudgeBy: options.judgeByCommand === true,
    showsPlaces: options.showPlacesCommand === true,
    explainsPaths: options.explainPathCommand === true,
    hasEntrySchema: options.entrySchema === true,
  }
  const reports = createReports(workspace, documents, converter)
  const status = createStatus(session)
  const sink = withHints(features.pullsDiagnostics ? servePull(session, reports, status) : servePush(session, reports, status), session)
  followDocuments(documents, workspace, guard, sink)
  documents.synchronised.listen(connection)
  answerRequests(session, sink, status)
  connection.onInitialized(() => {
    const indexer = createIndexer(session, sink, status)
    watchFiles(session, indexer, foldersOf(params))
    const configured = followConfiguration({
      session,
      sink,
      status,
      indexer,
      offerFormat: createFormatOffer(session),
      initial: options.settings,
    })
    detach(
      connection.console,
      'initialized',
      configured.then(() => indexer.index()),
    )
  })
}

function answerRequests(session: Session, sink: DiagnosticSink, status: StatusTeller): void {
  const { connection, guard, workspace } = session
  connection.onCodeAction(
    (params, token) => cancelled(token) ?? guard('textDocument/codeAction', null, () => [...codeActionsAt(params, session)]),
  )
  answerCompletion(session)
  answerHover(session)
  answerNames(session)
  answerFormat(session)
  answerStructure(session)
  answerSemanticTokens(session)
  answerHints(session)
  answerExplainPath(session)
  answerMigrate(session)
  connection.onRequest(statusOfMethod, (params: unknown) =>
    guard(statusOfMethod, null, () => (isRecord(params) && typeof params['uri'] === 'string' ? status.of(params['uri']) : null)),
  )
  connection.onRequest<CheckTextAnswer | null, void>(checkTextMethod, (params: unknown) =>
    guard<CheckTextAnswer | null>(checkTextMethod, null, () => checkText(workspace, params)),
  )
  connection.onRequest(entryFileMethod, (params: unknown) => guard(entryFileMethod, null, () => entryFile(workspace, params)))
  let staleTimer: NodeJS.Timeout | undefined
  const learn = (params: unknown): void => {
    guard(factsMethod, undefined, () => {
      const { facts, problems } = readFacts(params)
      for (const problem of problems) connection.console.warn(problem)
      const nowMs = Date.now()
      const fresh = freshFacts(facts, nowMs)
      if (workspace.learn(fresh.facts)) sink.everythingChanged()
      clearTimeout(staleTimer)
      if (fresh.staleAtMs !== undefined) staleTimer = setTimeout(() => learn(params), fresh.staleAtMs - nowMs + 1000).unref()
    })
  }
  connection.onNotification(factsMethod, learn)
}

function answerNames(session: Session): void {
  const { connection, guard } = session
  connection.onDefinition(
    (params, token) => cancelled(token) ?? guard('textDocument/definition', [], () => [...definitionAt(params, session)]),
  )
  connection.onReferences(
    (params, token) => cancelled(token) ?? guard('textDocument/references', [], () => [...referencesAt(params, session)]),
  )
  connection.onDocumentHighlight(
    (params, token) => cancelled(token) ?? guard('textDocument/documentHighlight', [], () => [...highlightsAt(params, session)]),
  )
  connection.onDocumentSymbol(
    ({ textDocument }, token) =>
      cancelled(token) ?? guard('textDocument/documentSymbol', [], () => [...documentSymbols(textDocument.uri, session)]),
  )
  connection.onPrepareRename(
    (params, token) => cancelled(token) ?? guard('textDocument/prepareRename', null, () => prepareRename(params, session)),
  )
  connection.onRenameRequest((params, token) => cancelled(token) ?? guard('textDocument/rename', null, () => renameAt(params, session)))
}

/** What is known of a live cluster, and settings, show in hints and lenses, too. */
function withHints(sink: DiagnosticSink, session: Session): DiagnosticSink {
  return {
    ...sink,
    everythingChanged() {
      sink.everythingChanged()
      refreshHints(session)
    },
  }
}

function optionsOf(given: unknown): InitializationOptions {
  if (!isRecord(given)) return {}
  const { rulePages: pages, settings } = given
  return {
    judgeByCommand: given['judgeByCommand'] === true,
    showPlacesCommand: given['showPlacesCommand'] === true,
    explainPathCommand: given['explainPathCommand'] === true,
    entrySchema: given['entrySchema'] === true,
    settings,
    ...(typeof pages === 'string' ? { rulePages: pages } : {}),
  }
}

/** Where the page of a rule is: where the client says, else beside the bundle. */
function rulePages({ rulePages: template }: InitializationOptions, script: string): (code: string) => string | undefined {
  const codes = new Set(rules.map(({ code }) => code))
  const folder = new URL('../docs/rules/', pathToFileURL(script))
  return (code) => {
    if (!codes.has(code)) return undefined
    return template === undefined ? new URL(`${code}.md`, folder).href : template.replace('{code}', code)
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  if (workspaceFolders) return workspaceFolders
  return rootUri ? [{ uri: rootUri, name: '' }] : []
}
