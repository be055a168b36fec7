// Narrows the Clusters view to what holds a text, and widens it again.
import type { Command } from './command.ts'

/** The text is shown at the top of the view as long as it holds. */
export const filterClusters: Command = {
  id: 'consulPeering.filterClusters',
  async run({ ui, editor }) {
    const text = await ui.input({
      title: 'Filter Clusters',
      prompt: 'Show rows whose name or description holds this text; empty for all',
      value: editor.filter(),
    })
    if (text !== undefined) editor.setFilter(text.trim())
  },
}

/** Shows all rows again. */
export const clearFilter: Command = {
  id: 'consulPeering.clearFilter',
  run: async ({ editor }) => editor.setFilter(''),
}
