// Tells listeners of a change, without VS Code's own emitter, so that what uses it can be tested without VS Code.

/** Ends a subscription. */
export interface Subscription {
  dispose(): void
}

/** Subscribes to something; fits VS Code's `Event`. */
export type Listen<T> = (listener: (event: T) => void) => Subscription

/** Something to subscribe to, and the way to tell. */
export interface Emitter<T> {
  readonly event: Listen<T>
  fire(event: T): void
  /** Forgets all listeners. */
  dispose(): void
}

/** Makes an emitter. Listeners are told in the order in which they came. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<{ readonly tell: (event: T) => void }>()
  return {
    event(tell) {
      const listener = { tell }
      listeners.add(listener)
      return { dispose: () => void listeners.delete(listener) }
    },
    fire(event) {
      for (const listener of [...listeners]) listener.tell(event)
    },
    dispose: () => listeners.clear(),
  }
}
