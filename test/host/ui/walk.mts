// What a walk of the UI tests has and does.
import type { Page } from 'playwright-core'

export interface Workbench {
  readonly page: Page
  /** The opened folder: a copy of `examples/`. */
  readonly folder: string
  /** Takes a picture into dist/pictures/<name>.png. */
  picture(name: string): Promise<void>
}

export interface Walk {
  /** A sentence: what the user gets. */
  readonly title: string
  run(workbench: Workbench): Promise<void>
}
