// Shows what a peering token says, without its secret.
import { decodePeeringToken } from '../../../consul/src/token.ts'
import { describeToken, type TokenPage } from '../../../consul/src/tokenPage.ts'
import { code, escapeMarkdown, prose } from '../tree/markdown.ts'
import { type Command, sentence } from './command.ts'

/** Reads the selected text, else asks for a token; only what is not secret comes onto the page. */
export const inspectToken: Command = {
  id: 'consulPeering.inspectToken',
  async run({ ui, pages }) {
    const selected = decodePeeringToken(pages.selection())
    const pasted = selected.ok
      ? undefined
      : await ui.input({
          title: 'Inspect Peering Token',
          prompt: 'Paste the token; it is read here and goes nowhere',
          isSecret: true,
          problem: (text) => {
            const read = decodePeeringToken(text)
            return text === '' || read.ok ? undefined : sentence(read.problem)
          },
        })
    const decoded = pasted === undefined ? selected : decodePeeringToken(pasted)
    if (!decoded.ok) return
    await pages.open({ path: 'Peering token.md', text: tokenText(describeToken(decoded.token, { dialerAddress: undefined })) })
  },
}

/** The page of a token as Markdown. */
export function tokenText({ lines, warnings }: TokenPage): string {
  const rows = lines.map(({ label, text }) => `| ${escapeMarkdown(label)} | ${code(text).replaceAll('|', '\\|')} |`)
  const list = warnings.map((warning) => `- ${prose(sentence(warning))}`)
  return [
    '# Peering token',
    ['| | |', '|---|---|', ...rows].join('\n'),
    warnings.length === 0 ? 'Nothing about it looks wrong.' : `## What may keep it from working\n\n${list.join('\n')}`,
    'A peering token is a credential: whoever has it can connect a cluster. It is not kept here.',
  ].join('\n\n')
}
