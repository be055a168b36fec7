// Tells of a comment that means to suppress something but names no rule.
import { nearest } from '../model/nearest.ts'
import { withCode } from '../model/suppressionEdit.ts'
import { editFix, type SuppressionRule } from './rule.ts'

export const unknownSuppression: SuppressionRule = {
  about: 'suppression',
  code: 'unknown-suppression',
  title: 'A suppression of a rule that does not exist',
  category: 'advice',
  severity: 'warning',
  why: 'The comment has no effect: a suppression is `consul-peering-ignore`, `consul-peering-ignore-entry` or `consul-peering-ignore-file`, followed by the codes of rules and, after a colon, the reason.',
  source: "the comments `consul-peering-ignore` are this project's own",
  examples: {
    bad: `
Kind = "exported-services"
Name = "default"
# consul-peering-ignore namespace-ignore: agreed with the platform team
                        ^^^^^^^^^^^^^^^^ advice unknown-suppression: No rule has the code \`namespace-ignore\`, so this suppresses nothing. Did you mean \`namespace-ignored\`?
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
    good: `
Kind = "exported-services"
Name = "default"
# consul-peering-ignore namespace-ignored: agreed with the platform team
Services = [{ Name = "web", Namespace = "shop", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check({ suppression, state, codes }) {
    if (state !== 'unknown') return []
    const { form, code, codeRange: range } = suppression
    if (form === 'unknown') {
      const message =
        'This form of suppression does not exist. Write `consul-peering-ignore`, `consul-peering-ignore-entry` or `consul-peering-ignore-file`.'
      return [{ message, range }]
    }
    if (code === '')
      return [{ message: 'This suppresses nothing, since it names no rule. Add the code of the finding that is meant.', range }]
    const meant = nearest(code, codes)
    const hint = meant ? `Did you mean \`${meant}\`?` : 'Write the code that the finding shows.'
    const message = `No rule has the code \`${code}\`, so this suppresses nothing. ${hint}`
    const fixes = meant
      ? [editFix(suppression, `Suppress \`${meant}\` instead`, withCode(suppression, meant), { safe: false, preferred: true })]
      : []
    return [{ message, range, fixes }]
  },
}
