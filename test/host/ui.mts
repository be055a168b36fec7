// Uses what `npm start` serves as a person would: clicks and keys in a browser, no hooks, and a picture of each step.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { Page } from 'playwright-core'
import { openPage } from '../vscode/browser.mts'
import { choice, menu, openFile, row, shownPage, type, word } from './workbench.mts'

const root = path.resolve(import.meta.dirname, '..', '..')
const pictures = path.join(root, 'dist', 'pictures')
const steps: string[] = []
let started: ChildProcess | undefined
let closeBrowser = async () => {}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void end().then(() => process.exit(130)))
fs.rmSync(pictures, { recursive: true, force: true })
fs.mkdirSync(pictures, { recursive: true })
const example = path.join(root, 'examples', 'cluster-01', 'exported-services.hcl')
const before = fs.readFileSync(example, 'utf8')

try {
  const url = await start()
  const { page, close } = await openPage()
  closeBrowser = close
  // A loaded machine is slow, and a person is patient.
  page.setDefaultTimeout(60_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  try {
    await page.goto(url)
    await mendAnEntry(page)
    await peerTheClusters(page)
    await shareAService(page)
    await lookAtEntries(page)
    await editAnEntry(page)
    await meetTrouble(page)
    await lookAtTheRest(page)
    await rewriteEntries(page)
    await seeTheConstraints(page)
    assert.equal(fs.readFileSync(example, 'utf8'), before, 'what is mended is a copy of the examples')
  } catch (error) {
    await page.screenshot({ path: path.join(pictures, 'failure.png') }).catch(() => undefined)
    throw error
  }
  report({ passed: steps.length, failed: 0 })
  console.log(`   ${steps.length} steps, with pictures in ${path.relative(root, pictures)}: ${steps.join(', ')}`)
} catch (error) {
  report({ passed: steps.length, failed: 1 })
  console.error(error)
  process.exitCode = 1
} finally {
  await end()
}

async function mendAnEntry(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /README/ }).waitFor()
  await shownPage(page).getByRole('heading').first().waitFor()
  await picture(page, 'readme')
  await page.getByRole('treeitem', { name: 'cluster-01' }).click()
  await page.getByRole('treeitem', { name: 'exported-services.hcl' }).dblclick()
  await page.locator('.monaco-editor .squiggly-error').first().waitFor()
  await page.locator('.monaco-editor .squiggly-warning').first().waitFor()
  await picture(page, 'squiggle')

  await word(page, 'Peer').hover()
  await page.locator('.monaco-hover').getByText('is a key of a consumer since Consul 1.14').first().waitFor()
  await picture(page, 'hover')

  await page.locator('.monaco-hover').getByText('unknown-field').click()
  const rulePage = page.getByRole('tab', { name: /unknown-field/ })
  await rulePage.waitFor()
  await shownPage(page).getByRole('heading').first().waitFor()
  await picture(page, 'rule-page')
  // By clicks: the page is a frame of its own, and keys that are pressed while it goes are lost.
  await rulePage.click({ button: 'middle' })
  await rulePage.waitFor({ state: 'detached' })

  await page.locator('[id="status.problems"]').click()
  await page.locator('.markers-panel').getByText('is a key of a consumer since Consul 1.14').first().dblclick()
  await page.locator('.monaco-editor.focused .lightBulbWidget').waitFor()
  await page.keyboard.press('Control+.')
  const fix = page.locator('.action-widget').getByText('Rename to `peer_name`').first()
  await fix.waitFor()
  await picture(page, 'quick-fix')
  await fix.click()
  await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'hidden' })
  await picture(page, 'fixed')
  await page.keyboard.press('Control+s')
  await page.keyboard.press('Control+j')
}

async function peerTheClusters(page: Page): Promise<void> {
  await page.locator('.activitybar').getByRole('tab', { name: 'Consul' }).click()
  const first = row(page, 'cluster-01 dc1')
  await first.waitFor()
  await row(page, 'cluster-02 dc2').waitFor()
  await row(page, 'No peerings yet').first().waitFor()
  await picture(page, 'clusters')

  await first.hover()
  await first.getByRole('button', { name: 'Peer with Another Cluster…' }).click()
  await choice(page, 'cluster-02').waitFor()
  await picture(page, 'choose')
  await page.keyboard.press('Enter')
  await choice(page, 'Peer cluster-01 with cluster-02').waitFor()
  await picture(page, 'checklist')
  await page.keyboard.press('Enter')
  await row(page, /^cluster-02 ACTIVE/).waitFor()
  await row(page, /^cluster-01 ACTIVE/).waitFor()
  await page.locator('.notification-toast').getByText('are peered').waitFor()
  await page.locator('.notification-toast').getByText('Peering cluster-01').first().waitFor({ state: 'detached' })
  await picture(page, 'peered')
}

/** From the message of the peering on: export a service, allow its caller, and see it arrive. */
async function shareAService(page: Page): Promise<void> {
  await page.locator('.notification-toast').getByRole('button', { name: 'Export a Service…' }).click()
  await choice(page, 'billing').waitFor()
  await picture(page, 'export-choose')
  await choice(page, 'billing').click()
  await page.locator('.quick-input-list').getByText('exported-services/default').waitFor()
  await picture(page, 'export-preview')
  await page.locator('.quick-input-list').getByText('exported-services/default').click()
  await page.getByRole('tab', { name: /exported-services\/default/ }).waitFor()
  await choice(page, 'Apply 1 change to cluster-01').waitFor()
  await picture(page, 'export-compare')
  await choice(page, 'Apply 1 change to cluster-01').click()
  await page.locator('.monaco-dialog-box').getByText('Write this entry?').waitFor()
  await picture(page, 'export-question')
  await page.keyboard.press('Enter')
  await page.locator('.notification-toast').getByRole('button', { name: 'Allow Callers…' }).waitFor()
  await row(page, /^billing for cluster-02/).waitFor()
  await picture(page, 'exported')

  await page.locator('.notification-toast').getByRole('button', { name: 'Allow Callers…' }).click()
  await choice(page, 'frontend').waitFor()
  await picture(page, 'allow-choose')
  await choice(page, 'frontend').click()
  await page.locator('.quick-input-list').getByText('service-intentions/billing').waitFor()
  await picture(page, 'allow-preview')
  await page.keyboard.press('Enter')
  await page.locator('.monaco-dialog-box').getByText('Write this entry?').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.notification-toast').getByText('may call').waitFor()
  await picture(page, 'allowed')
  await page.keyboard.press('Escape')
}

/** What the tree shows of it: the service on the other side, the intention, the entries, and one of them as a document. */
async function lookAtEntries(page: Page): Promise<void> {
  await row(page, 'Imported services').last().click()
  await row(page, /^cluster-01 \d+$/).click()
  await row(page, /^billing 1 instance/).waitFor()
  await row(page, 'Intentions').first().click()
  await row(page, /^frontend → billing/).waitFor()
  await row(page, /^Config entries/)
    .first()
    .click()
  await row(page, /^service-intentions/).click()
  await picture(page, 'tree')
  await row(page, /^frontend → billing/).click()
  await page.getByRole('tab', { name: /billing\.hcl/ }).waitFor()
  await page.locator('.monaco-editor').getByText('read only').first().waitFor()
  await picture(page, 'entry')
  await row(page, /^cluster-02 ACTIVE/).click({ button: 'right' })
  await page.locator('.context-view').getByText('Delete Peering…').waitFor()
  await picture(page, 'peering-menu')
  await menu(page, 'Delete Peering…')
  await choice(page, 'Both ends').waitFor()
  await picture(page, 'delete-ends')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: /^exported-services\.hcl/ }).click()
}

/** What the editor knows of names and keys, where the clusters are connected. */
async function editAnEntry(page: Page): Promise<void> {
  await openFile(page, 'billing-intentions.hcl')
  await word(page, '"billing"').hover()
  await page.locator('.monaco-hover').getByText('Exported to').first().waitFor()
  await picture(page, 'hover-name')
  await page.keyboard.press('Escape')

  await word(page, '"cluster-02"').click()
  await page.keyboard.press('F2')
  await page.locator('.rename-box input').fill('west')
  await picture(page, 'rename')
  await page.keyboard.press('Control+Enter')
  const discard = page.getByRole('button', { name: 'Discard' })
  await discard.waitFor()
  await page.locator('.notification-toast').getByText('keeps the name').waitFor()
  await picture(page, 'rename-preview')
  await discard.click()

  await page.getByRole('tab', { name: 'billing-intentions.hcl' }).click()
  await word(page, '"frontend"').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  await page.keyboard.type(',')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Space')
  const choices = page.locator('.suggest-widget')
  await choices.getByText('intention source').first().waitFor()
  await picture(page, 'completion')
  await page.keyboard.press('Enter')
  await choices.getByText('billing').first().waitFor()
  await picture(page, 'snippet')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  await page.locator('.quick-input-widget input').fill('>Revert File')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: /^exported-services\.hcl/ }).click()
  await page.locator('.codelens-decoration').getByText('exported to').first().waitFor()
  await page
    .locator('.codelens-decoration')
    .getByText(/^(applied to|differs from) cluster-01$/)
    .waitFor()
  await page.locator('.monaco-editor .view-lines').getByText('ACTIVE').first().waitFor()
  await picture(page, 'lenses')

  // A lens that is drawn anew at that moment loses the click, and a person clicks again.
  while (!(await choice(page, 'frontend').isVisible())) {
    await page.locator('.codelens-decoration').getByText('explain').first().click({ delay: 100 })
    await choice(page, 'frontend')
      .waitFor({ timeout: 3_000 })
      .catch(() => undefined)
  }
  await picture(page, 'explain-choose')
  await choice(page, 'frontend').click()
  await choice(page, 'Show as a Page').waitFor()
  await picture(page, 'explain-hops')
  await choice(page, 'Show as a Page').click()
  await page.getByRole('tab', { name: /Path frontend to billing/ }).waitFor()
  await shownPage(page).getByRole('heading').first().waitFor()
  await picture(page, 'explain-path')
  await page.getByRole('tab', { name: /^exported-services\.hcl/ }).click()
}

async function meetTrouble(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add Cluster…' }).first().click()
  await type(page, 'http://127.0.0.1:1')
  await page.locator('.quick-input-widget').getByText('Nothing listens on').waitFor()
  await picture(page, 'wrong-address')
  await choice(page, 'Add it all the same').click()
  await type(page, 'cluster-03')
  await choice(page, 'Without a token').click()
  await row(page, /^cluster-03 not reachable/).waitFor()
  await row(page, /^Nothing listens on/).hover()
  await picture(page, 'unreachable')

  await row(page, 'cluster-01 dc1').click({ button: 'right' })
  await page.locator('.context-view').getByText('Generate Peering Token…').waitFor()
  await picture(page, 'menu')
  await menu(page, 'Generate Peering Token…')
  await type(page, 'cluster-04')
  await page.locator('.monaco-dialog-box').getByText('Generate a peering token').waitFor()
  await picture(page, 'token-question')
  await page.keyboard.press('Escape')

  await row(page, /^cluster-03/).click({ button: 'right' })
  await menu(page, 'Remove Cluster…')
  await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Remove' }).waitFor()
  await picture(page, 'remove-question')
  await page.keyboard.press('Enter')
  await row(page, /^cluster-03/).waitFor({ state: 'detached' })
}

async function lookAtTheRest(page: Page): Promise<void> {
  await page
    .locator('.statusbar')
    .getByRole('button', { name: /Editor Language Status/ })
    .hover()
  await page.locator('.hover-language-status').getByText('the technical preview').first().waitFor()
  await picture(page, 'language-status')
  await page.mouse.move(700, 300)

  await page.keyboard.press('F1')
  await page.locator('.quick-input-widget input').fill('>Consul: ')
  await choice(page, 'Consul: Add Cluster…').waitFor()
  await picture(page, 'palette')
  await page.locator('.quick-input-widget input').fill('>Consul: Judge')
  await choice(page, 'Consul: Judge Entries by Another Release…').click()
  await choice(page, 'preview').waitFor()
  await picture(page, 'targets')
  await page.keyboard.press('Escape')
}

/** Folded, written in another format, and made ready for another release. */
async function rewriteEntries(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^exported-services\.hcl/ }).click()
  await word(page, '"exported-services"').click()
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Control+0')
  await page.locator('.codicon-folding-collapsed').first().waitFor()
  await picture(page, 'folded')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Control+j')
  await page.locator('.codicon-folding-collapsed').first().waitFor({ state: 'detached' })

  await openFile(page, 'api-intentions.hcl')
  await word(page, '"service-intentions"').click()
  await page.keyboard.press('Control+.')
  const conversion = page.locator('.action-widget').getByText('Convert to JSON').first()
  await conversion.waitFor()
  await picture(page, 'convert')
  await conversion.click()
  await page.getByRole('tab', { name: /^api-intentions\.json/ }).waitFor()
  await word(page, '"service-intentions"').waitFor()
  await picture(page, 'converted')

  await page.getByRole('tab', { name: /^exported-services\.hcl/ }).click()
  await page.keyboard.press('F1')
  await page.locator('.quick-input-widget input').fill('>Consul: Get Ready')
  await choice(page, 'Consul: Get Ready for Another Release…').click()
  await choice(page, '1.16').click()
  const question = page.locator('.monaco-dialog-box').getByRole('button', { name: 'Change' })
  await question.waitFor()
  await shownPage(page).getByRole('heading').first().waitFor()
  await picture(page, 'migrate')
  await question.click()
  await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: /^exported-services\.hcl/ }).click()
  await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' })
  await picture(page, 'migrated')
}

/** All ten of them in Problems, which fills the window for it. */
async function seeTheConstraints(page: Page): Promise<void> {
  await page.locator('[id="status.problems"]').click()
  const panel = page.locator('.markers-panel')
  await page.getByPlaceholder(/^Filter \(e\.g\. text/).fill('**/constraints/**')
  await page.getByRole('button', { name: 'Maximize Panel' }).click()
  for (let i = 1; i <= 10; i++)
    await panel
      .getByText(new RegExp(`^C${i}: `))
      .first()
      .waitFor()
  await picture(page, 'constraints')
}

async function picture(page: Page, name: string): Promise<void> {
  steps.push(name)
  await page.screenshot({ path: path.join(pictures, `${String(steps.length).padStart(2, '0')}-${name}.png`), animations: 'disabled' })
}

/** Starts `npm start`; gives the address that it prints. */
function start(): Promise<string> {
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.mts'), '--serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started = child
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => reject(new Error(`\`npm start\` printed no address within 3 minutes:\n${output}`)), 180_000)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /VS Code: (http:\S+)/.exec(output)?.[1]
      if (address === undefined || !output.includes('Ctrl-C')) return
      clearTimeout(timer)
      resolve(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`\`npm start\` ended with ${code}:\n${output}`))
    })
  })
}

async function end(): Promise<void> {
  await closeBrowser().catch(() => undefined)
  const child = started
  if (child && child.exitCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    await gone
  }
}

function report(counts: { readonly passed: number; readonly failed: number }): void {
  const file = process.env['TEST_COUNTS']
  if (file !== undefined) fs.writeFileSync(file, JSON.stringify(counts))
}
