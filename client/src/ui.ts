// All that a command may ask or tell a person. Commands get it handed in, so that tests can answer in a person's place.

/** One row of a pick. */
export interface Choice<T> {
  readonly label: string
  readonly description?: string | undefined
  readonly detail?: string | undefined
  /** Name of a product icon. */
  readonly icon?: string | undefined
  readonly value: T
}

/** A heading between choices. */
export interface Heading {
  readonly heading: string
}

/** A question with given answers. */
export interface PickQuestion<T> {
  readonly title: string
  readonly placeholder?: string
  readonly choices: readonly (Choice<T> | Heading)[]
}

/** A question that is answered by typing. */
export interface InputQuestion {
  readonly title: string
  readonly prompt: string
  readonly value?: string
  readonly placeholder?: string
  /** Shows dots. */
  readonly isSecret?: boolean
  /** Why the text will not do; `undefined` when it will. */
  readonly problem?: (text: string) => string | undefined
}

/** A question that holds up everything else. */
export interface ConfirmQuestion {
  readonly message: string
  readonly detail?: string | undefined
  /** On the button. */
  readonly verb: string
}

/** How loud a message is. */
export type Level = 'information' | 'warning' | 'error'

/** What a person sees and answers. Each question gives `undefined` (or `false`) when it is left unanswered. */
export interface Ui {
  pick<T>(question: PickQuestion<T>): Promise<T | undefined>
  input(question: InputQuestion): Promise<string | undefined>
  confirm(question: ConfirmQuestion): Promise<boolean>
  /** Lets a person choose a file; gives its path. */
  chooseFile(title: string): Promise<string | undefined>
  /** Shows a message with buttons; gives the pressed one. Nobody has to answer, so do not wait for it while something is locked. */
  tell(level: Level, message: string, ...buttons: readonly string[]): Promise<string | undefined>
  /** Shows progress with a button that aborts `signal`. */
  progress<T>(title: string, work: (report: (message: string) => void, signal: AbortSignal) => Promise<T>): Promise<T>
  /** Puts a secret into the clipboard and takes it out again after `forMs`, unless something else is there by then. */
  copySecret(text: string, forMs: number): Promise<void>
}
