// Where things are in VS Code's window, and how a person uses them.
import type { FrameLocator, Locator, Page } from 'playwright-core'

/** The page in a preview; while it is loaded anew there are two frames, and only one is the page that is shown. */
export function shownPage(page: Page): FrameLocator {
  return page.locator('iframe.webview').last().contentFrame().frameLocator('#active-frame')
}

/** A word of the editor's text, in a span of its own. */
export function word(page: Page, text: string): Locator {
  return page
    .locator('.monaco-editor .view-line span')
    .filter({ hasText: new RegExp(`^${text}$`) })
    .last()
}

/** A row of a view. */
export function row(page: Page, name: string | RegExp): Locator {
  return page.locator('.pane-body').getByRole('treeitem', { name })
}

/** A row of the open question. */
export function choice(page: Page, text: string): Locator {
  return page.locator('.quick-input-list').getByText(text, { exact: true })
}

/** Clicks as slowly as a hand does: a menu ignores what comes within its first moments. */
export async function menu(page: Page, title: string): Promise<void> {
  await page.locator('.context-view').getByText(title).click({ delay: 300 })
}

/** Types into the open question and presses Enter. */
export async function type(page: Page, text: string): Promise<void> {
  const box = page.locator('.quick-input-widget input[type=text]').first()
  await box.waitFor()
  await box.fill(text)
  await page.keyboard.press('Enter')
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+p')
  await page.locator('.quick-input-widget input').fill(name)
  await page.locator('.quick-input-list').getByText(name).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name }).waitFor()
}
