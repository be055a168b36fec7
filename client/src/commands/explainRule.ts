// Opens the page of a rule, which comes with the extension and needs no network.
import type { Command } from './command.ts'

/** Takes the code of the rule, else asks for it. */
export const explainRule: Command = {
  id: 'consulPeering.explainRule',
  async run({ ui, editor }, given) {
    const codes = await editor.listRules()
    const choices = codes.map((code) => ({ label: code, icon: 'book', value: code }))
    // Whatever is given becomes part of a path, so it has to be one of the codes.
    const code = codes.find((known) => known === given) ?? (await ui.pick({ title: 'Explain Rule', placeholder: 'Which rule?', choices }))
    if (code !== undefined) await editor.openRulePage(code)
  },
}
