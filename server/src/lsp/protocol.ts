// The requests and notifications beside those of LSP, for server and client alike: names and types, nothing that runs.
import type { WorkspaceEdit } from 'vscode-languageserver/node'
import type { Facts } from '../core/facts.ts'
import type { PathCluster } from '../core/model/paths/ends.ts'
import type { PathEnd } from '../core/model/paths/path.ts'

export type { ClusterFacts, Facts, PeerFacts } from '../core/facts.ts'

/** Notification, client to server: what live clusters told. */
export const factsMethod = 'consulPeering/facts'
/** The parameters of `consulPeering/facts`. */
export type FactsParams = Facts

/** Notification, server to client: the status of the workspace, and of the document that was asked for last. */
export const statusMethod = 'consulPeering/status'

/** Request, client to server: the status of one document. */
export const statusOfMethod = 'consulPeering/statusOf'

/** The parameters of `consulPeering/statusOf`. */
export interface StatusOfParams {
  readonly uri: string
}

/** By what a document is judged, and how far the workspace is known. */
export interface Status {
  /** The document; absent when none was asked for, or when it holds no entry: then the settings of the workspace are told. */
  readonly uri?: string
  /** `auto` only without a document. */
  readonly target: string
  /** Why this target is in force, for a person. */
  readonly reason: string
  readonly edition: 'community' | 'enterprise'
  /** How many files hold an entry. */
  readonly files: number
  readonly indexing: boolean
  /** What a person should put right: a setting, a file that was left out. */
  readonly problem?: string
}

/** Request, client to server: the file that holds an entry of a cluster, as its URI; `null` where there is none. */
export const entryFileMethod = 'consulPeering/entryFile'

/** The parameters of `consulPeering/entryFile`; `cluster` is the name in `consul-peering.json`. */
export interface EntryFileParams {
  readonly cluster: string
  readonly kind: string
  readonly name: string
}

/** Request, client to server: what is wrong with a text, with nothing beside it. */
export const checkTextMethod = 'consulPeering/checkText'

/** The parameters of `consulPeering/checkText`; without a target the settings decide, as for a file of the workspace. */
export interface CheckTextParams {
  readonly text: string
  readonly format: 'hcl' | 'json' | 'yaml'
  readonly target?: string
}

/** Its answer: by what the text was judged, and what was found in it, in its order. */
export type CheckTextAnswer =
  | {
      readonly ok: true
      readonly target: string
      readonly edition: Status['edition']
      readonly findings: readonly TextFinding[]
    }
  /** Why nothing was judged, for a person. */
  | { readonly ok: false; readonly problem: string }

/** A finding in a text without a file; `line` and `character` count from 1. */
export interface TextFinding {
  readonly line: number
  readonly character: number
  readonly code: string
  readonly severity: string
  readonly constraint?: string
  readonly message: string
}

export type { PathCluster, PathEnd }

/** Request, client to server: the clusters of the workspace, each with its services. */
export const pathEndsMethod = 'consulPeering/pathEnds'
/** Its answer. */
export type PathEndsAnswer = readonly PathCluster[]

/** One thing that has to hold. */
export interface ExplainedHop {
  readonly title: string
  /** `note`: decides nothing, and is good to know. */
  readonly verdict: 'yes' | 'no' | 'unknown' | 'note'
  readonly sentence: string
  /** Where it stands in a file; the line counts from 0. */
  readonly place?: { readonly uri: string; readonly line: number; readonly shown: string }
}

/** Request, client to server: whether a service can reach another one over a peering, and why. */
export const explainPathMethod = 'consulPeering/explainPath'
/** The parameters of `consulPeering/explainPath`. */
export interface ExplainPathParams {
  readonly from: PathEnd
  readonly to: PathEnd
}
/** Its answer; `null` where the parameters do not fit. */
export type ExplainPathAnswer =
  | {
      readonly ok: true
      readonly answer: 'yes' | 'no' | 'unknown'
      readonly sentence: string
      /** Markdown. */
      readonly page: string
      /** What was looked at, in the order of a call. */
      readonly hops: readonly ExplainedHop[]
      /** What would help. */
      readonly fixes: readonly { readonly title: string; readonly edit: WorkspaceEdit }[]
    }
  | { readonly ok: false; readonly why: string }

/** Request, client to server: what a change to another release takes. */
export const migrateMethod = 'consulPeering/migrate'
/** The parameters of `consulPeering/migrate`: of a document, the files of its cluster are meant, else all. */
export interface MigrateParams {
  readonly to: string
  readonly uri?: string
}
/** Its answer; `null` where the parameters do not fit. */
export interface MigrateAnswer {
  /** How many files change. */
  readonly files: number
  /** Some files say no release, so that the setting has to. */
  readonly isUnsaid: boolean
  /** Markdown. */
  readonly page: string
  readonly edit: WorkspaceEdit
}

/** Command of a code lens, run by the client: explains a path, and asks for what is not given. */
export const explainPathCommand = 'consulPeering.explainPath'
/** Its arguments. */
export type ExplainPathArguments = readonly [from?: Partial<PathEnd>, to?: Partial<PathEnd>]

/** Command of a code action, run by the client: judges the cluster of a document by another release. */
export const judgeByCommand = 'consulPeering.judgeBy'
/** Its arguments: the URI of the document, and the target. */
export type JudgeByArguments = readonly [uri: string, target: string]

/** Command of a code lens, run by the client: shows places of files. */
export const showPlacesCommand = 'consulPeering.showPlaces'

/** Kind of the code action that applies all safe fixes of a file. */
export const fixAllKind = 'source.fixAll.consulPeering'

/** What a client may tell at the start. */
export interface InitializationOptions {
  /** The client runs `consulPeering.judgeBy`. */
  readonly judgeByCommand?: boolean
  /** The client runs `consulPeering.showPlaces`. */
  readonly showPlacesCommand?: boolean
  /** The client runs `consulPeering.explainPath`. */
  readonly explainPathCommand?: boolean
  /** The client's editor describes the keys of `*.consul.json` by our schema, so that nothing is told twice. */
  readonly entrySchema?: boolean
  /** The address of a rule's page, with `{code}` in place of the rule's code. */
  readonly rulePages?: string
  /** The section `consulPeering`, for clients without `workspace/configuration`. */
  readonly settings?: unknown
}
