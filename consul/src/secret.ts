// Keeps a credential where neither a log line, an error message nor `JSON.stringify` can reach it.

/** What a `Secret` shows of itself everywhere but in `reveal()`. */
export const secretText = '[secret]'

/** A credential (ACL token, peering token, private key). Printing, inspecting or serialising it gives `[secret]`. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The text itself, for the one place that sends it. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return secretText
  }

  toJSON(): string {
    return secretText
  }

  /** Asked by `console.log` and `util.inspect`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return secretText
  }
}
