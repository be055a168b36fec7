// The first thing that a user sees: the examples, and an entry coloured.
import type { Walk } from './walk.mts'

export const opensTheExamples: Walk = {
  title: 'the examples are open, and an entry is coloured',
  async run({ page, picture }) {
    await page.getByRole('treeitem', { name: 'cluster-01' }).click()
    await page.getByRole('treeitem', { name: 'exported-services.hcl' }).dblclick()
    // Tokens of more than one colour: the grammar is at work.
    await page.locator('.monaco-editor .view-line span.mtk1 ~ span:not(.mtk1), .monaco-editor .view-line span:not(.mtk1)').first().waitFor()
    await picture('1-entry')
  },
}
