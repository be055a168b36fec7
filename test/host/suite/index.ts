// What VS Code calls inside its extension host: runs the mocha files beside it, and fails when one test fails.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { format } from 'node:util'
import Mocha from 'mocha'

// The workbench logs to the same console; the launcher tells the report from that noise by this mark.
const mark = process.env['HOST_REPORT_MARK'] ?? ''
Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(mark + format(...args))

/** Rejects when a test failed; writes the counts as JSON into the file that TEST_COUNTS names. */
export function run(): Promise<void> {
  process.setSourceMapsEnabled(true)
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, forbidOnly: true, forbidPending: true, color: process.env['CI'] === undefined })
  const wanted = process.env['HOST_TESTS'] ?? ''
  // The window with the extensions of others is one of its own.
  const isBesideOthers = process.env['HOST_WINDOW'] === 'neighbours'
  const files = fs
    .readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.cjs') && name.includes(wanted) && name.startsWith('neighbours') === isBesideOthers)
  for (const name of files.sort()) mocha.addFile(path.join(__dirname, name))
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const counts = process.env['TEST_COUNTS']
      if (counts !== undefined) fs.writeFileSync(counts, JSON.stringify({ passed: runner.stats?.passes ?? 0, failed: failures }))
      if (failures === 0) resolve()
      else reject(new Error(`${failures} host test(s) failed`))
    })
  })
}
