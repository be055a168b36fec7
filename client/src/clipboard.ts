// A secret in the clipboard must not stay there.
import type { Subscription } from './emitter.ts'

/** The two calls of a clipboard. */
export interface Clipboard {
  readText(): Thenable<string>
  writeText(text: string): Thenable<void>
}

/** Copies secrets for a while. */
export interface SecretClipboard extends Subscription {
  /** Puts `text` into the clipboard, and takes it out after `forMs` milliseconds unless something else is there by then. */
  copy(text: string, forMs: number): Promise<void>
}

/** Wraps a clipboard; when disposed, a secret that is still in it is taken out at once. */
export function createSecretClipboard(clipboard: Clipboard): SecretClipboard {
  let pending: { readonly text: string; readonly timer: NodeJS.Timeout } | undefined
  const clear = async (text: string) => {
    if ((await clipboard.readText()) === text) await clipboard.writeText('')
  }
  return {
    async copy(text, forMs) {
      clearTimeout(pending?.timer)
      await clipboard.writeText(text)
      const timer = setTimeout(() => {
        pending = undefined
        void clear(text)
      }, forMs)
      timer.unref()
      pending = { text, timer }
    },
    dispose() {
      if (!pending) return
      clearTimeout(pending.timer)
      void clear(pending.text)
      pending = undefined
    },
  }
}
