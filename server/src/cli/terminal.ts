// What a command may use of its surroundings; tests give it others.

export interface Terminal {
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>
  /** Writes results; resolves when the reader is ready for more. */
  write(text: string): Promise<void>
  /** Says a line to the person in front, apart from the results. */
  say(line: string): void
  /** The current folder. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Results go to a screen, which shows colours. */
  readonly isScreen: boolean
  /** Aborted when a person interrupts the program. Asking for it keeps the program from ending at once then. */
  readonly interrupted: AbortSignal
  /** The folder of this package: its manifest and the pages of the rules lie there. */
  readonly packageFolder: string
}

/** 0 clean, 1 findings or differences, 2 misuse, 3 cluster trouble. */
export type ExitCode = 0 | 1 | 2 | 3

/** What was read, or a sentence that says why it cannot be. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }
