// Starts the language server anew.
import type { Command } from './command.ts'

/** Restarts it; open files, settings and Facts are handed over again. */
export const restartServer: Command = {
  id: 'consulPeering.restartServer',
  run: ({ editor }) => editor.restartServer(),
}
