// Writes the target to where it counts for a document, and says where that was.
import { describeTarget, withTarget } from '../target.ts'
import type { CommandDependencies } from './command.ts'

/** Writes into the `consul-peering.json` of the document's cluster where there is one, else into the settings. */
export async function applyTarget({ ui, targets }: CommandDependencies, uri: string | undefined, target: string): Promise<void> {
  const status = uri === undefined ? undefined : await targets.statusOf(uri)
  const file = uri === undefined ? undefined : await targets.scopeFile(uri)
  const place = file ? `\`${file.shown}\`` : undefined
  if (file) {
    const text = withTarget(file.text, target)
    if (text === undefined) {
      await ui.tell('error', `${place} is not a JSON object, so the target was not written. Correct the file, then choose again.`)
      return
    }
    await targets.writeScopeFile(file, text)
  }
  const where = place ?? `the setting \`consulPeering.target\` of the ${await targets.writeSetting(target, uri)}`
  const own = status?.reason.includes('comment') ? ' A comment in this file names its own target, which counts more.' : ''
  // Shown while whoever called goes on.
  void ui.tell('information', `Entries are judged by ${describeTarget(target)} now: ${where} says so.${own}`)
}
