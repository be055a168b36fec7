// Opens the page of a rule, which comes with the extension and needs no network.
import type { Command } from './command.ts'

/** Takes the code of the rule, as the link of a diagnostic gives it. */
export const explainRule: Command = {
  id: 'consulPeering.explainRule',
  async run({ editor }, code) {
    // The code becomes part of a path.
    if (typeof code === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code)) await editor.openRulePage(code)
  },
}
