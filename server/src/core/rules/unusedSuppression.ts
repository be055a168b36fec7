// Tells of a comment that suppresses nothing, so that none outlives its reason.
import { withoutCode } from '../model/suppressionEdit.ts'
import { editFix, type SuppressionRule } from './rule.ts'

export const unusedSuppression: SuppressionRule = {
  about: 'suppression',
  code: 'unused-suppression',
  title: 'A suppression that suppresses nothing',
  category: 'advice',
  severity: 'warning',
  why: 'The finding that the comment was written for is gone, or stands elsewhere. Left in place, the comment would hide the next one of its kind.',
  source: "the comments `consul-peering-ignore` are this project's own",
  examples: {
    bad: `
# consul-peering-ignore namespace-ignored: agreed with the platform team
                        ^^^^^^^^^^^^^^^^^ advice unused-suppression: There is no finding \`namespace-ignored\` here, and the comment would hide a later one. Remove it.
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
`,
    good: `
Kind = "exported-services"
Name = "default"
# consul-peering-ignore namespace-ignored: agreed with the platform team
Services = [{ Name = "web", Namespace = "shop", Consumers = [{ peer_name = "cluster-02" }] }]
`,
  },
  check({ suppression, state }) {
    if (state !== 'unused') return []
    const message = `There is no finding \`${suppression.code}\` here, and the comment would hide a later one. Remove it.`
    const fixes = [
      editFix(suppression, `Remove the suppression of \`${suppression.code}\``, withoutCode(suppression), { safe: true, preferred: true }),
    ]
    return [{ message, range: suppression.codeRange, fixes }]
  },
}
