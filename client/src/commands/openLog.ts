// Shows the log of the extension and its language server.
import type { Command } from './command.ts'

/** Opens the output channel. */
export const openLog: Command = {
  id: 'consulPeering.openLog',
  async run({ editor }) {
    editor.openLog()
  },
}
