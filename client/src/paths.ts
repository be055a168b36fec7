// What the language server is asked for by commands: paths over a peering, and changes to another release.
import type { ExplainPathAnswer, ExplainPathParams, MigrateAnswer, MigrateParams, PathCluster } from '../../server/src/lsp/protocol.ts'

type Answered = Extract<ExplainPathAnswer, { readonly ok: true }>

/** What a person is shown of a path, with changes of files that would help; or why there is nothing to show. */
export type ExplainedPath =
  | (Omit<Answered, 'fixes'> & { readonly fixes: readonly PathFix[] })
  | Extract<ExplainPathAnswer, { readonly ok: false }>

/** A change that a person may want. */
export interface PathFix {
  readonly title: string
  /** Makes the change, which stays unsaved for a person to look at. */
  apply(): Promise<void>
}

/** A change to another release. */
export interface PlannedMigration extends Pick<MigrateAnswer, 'files' | 'isUnsaid' | 'page'> {
  /** Makes the changes, which stay unsaved for a person to look at. */
  apply(): Promise<void>
}

/** Who explains paths, and plans changes of many files. */
export interface Paths {
  /** The clusters of the workspace, each with its services. */
  ends(): Promise<readonly PathCluster[]>
  /** `undefined` while no language server runs. */
  explain(path: ExplainPathParams): Promise<ExplainedPath | undefined>
  /** What a change to another release takes; `undefined` while no language server runs. */
  migrate(params: MigrateParams): Promise<PlannedMigration | undefined>
}
