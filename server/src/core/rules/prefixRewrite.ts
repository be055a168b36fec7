// Tells of a path that is rewritten although the route matches none.
import { objectOf, objectsOf, textOf } from '../decode/decoded.ts'
import { type EntryRule, editFix } from './rule.ts'

export const prefixRewrite: EntryRule = {
  code: 'prefix-rewrite',
  kinds: ['service-router'],
  title: '`PrefixRewrite` without a path to rewrite',
  category: 'rejected',
  severity: 'error',
  why: '`PrefixRewrite` takes the place of what `PathExact` or `PathPrefix` matched; without them Consul refuses it, with `PathRegex` too.',
  source:
    'agent/structs/config_entry_discoverychain.go ServiceRouterConfigEntry.Validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2 and 1.16.1',
  examples: {
    bad: `
Kind = "service-router"
Name = "billing"
Routes = [{ Destination { Service = "old", PrefixRewrite = "/" } }]
                                           ^^^^^^^^^^^^^ rejected prefix-rewrite: \`PrefixRewrite\` needs a \`PathExact\` or \`PathPrefix\` in the match of the route, and Consul refuses the entry without it.
`,
    good: `
Kind = "service-router"
Name = "billing"
Routes = [{ Match { HTTP { PathPrefix = "/old" } }, Destination { Service = "old", PrefixRewrite = "/" } }]
`,
  },
  check(entry) {
    if (!entry.decoded) return []
    return objectsOf(entry.decoded.root, 'Routes').flatMap((route) => {
      const destination = objectOf(route, 'Destination')
      const member = destination?.fields.get('PrefixRewrite')?.member
      if (!destination || !member || textOf(destination, 'PrefixRewrite') === '') return []
      const match = objectOf(route, 'Match')
      const http = match && objectOf(match, 'HTTP')
      if (http && (textOf(http, 'PathExact') !== '' || textOf(http, 'PathPrefix') !== '')) return []
      const message =
        '`PrefixRewrite` needs a `PathExact` or `PathPrefix` in the match of the route, and Consul refuses the entry without it.'
      const fixes = [editFix(entry, `Remove \`${member.key}\``, { type: 'removeMember', member }, { safe: false })]
      return [{ message, range: member.keyRange, fixes }]
    })
  },
}
