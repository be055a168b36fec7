// Read-only pages that commands open: entries of clusters, comparisons, and things to read.

/** A text in a tab of its own. Holds no secret: what is a credential is masked before it comes here. */
export interface Page {
  /** Stands in the tab and is the page's address: the same path shows the new text in the same tab. */
  readonly path: string
  readonly text: string
}

/** What commands may open and write. */
export interface Pages {
  /** Opens a page by the language of its name; `.md` pages are shown as they read. */
  open(page: Page): Promise<void>
  /** Shows two pages side by side. */
  compare(left: Page, right: Page, title: string): Promise<void>
  /** Asks where to save a text; `undefined` when that is left unanswered, else the path for messages. */
  saveAs(text: string, suggestedName: string): Promise<string | undefined>
  /** Files that are named (a resource of the explorer, several, or a folder), else the open one, each with its text as it is being edited. */
  filesOf(given: readonly unknown[]): Promise<readonly OpenedFile[]>
  /** The file of the workspace that holds an entry of a cluster, by the names in `consul-peering.json`; `undefined` where there is none. */
  entryFile(cluster: string, entry: { readonly kind: string; readonly name: string }): Promise<OpenedFile | undefined>
  /** The selected text, or nothing. */
  selection(): string
  /** Shows a message of a cluster at its place in a file, until the file is changed. */
  showProblem(uri: string, range: TextRange, message: string): Promise<void>
  /** Opens a file at a line, which counts from 0. */
  openFile(uri: string, line: number): Promise<void>
  /** Puts a new text into a file, which stays unsaved for a person to look at. */
  changeFile(uri: string, text: string): Promise<void>
}

/** A file as it is being edited. */
export interface OpenedFile {
  readonly uri: string
  /** Relative to the workspace. */
  readonly shown: string
  readonly text: string
}

/** UTF-16 offsets, the end exclusive. */
export interface TextRange {
  readonly start: number
  readonly end: number
}
