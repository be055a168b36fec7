// Tells of L7 permissions in an intention for all services.
import { objectsOf, textOf } from '../decode/decoded.ts'
import type { Rule } from './rule.ts'

export const wildcardPermissions: Rule = {
  code: 'wildcard-permissions',
  kinds: ['service-intentions'],
  title: 'L7 permissions for all services at once',
  category: 'rejected',
  severity: 'error',
  why: 'Permissions need a service that speaks HTTP, which is not known of all services; with `Name = "*"` Consul takes only `Action`.',
  source: 'agent/structs/config_entry_intentions.go validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'Whether the service or the permissions should go is for a person to say.',
  examples: {
    bad: `
Kind = "service-intentions"
Name = "*"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/" } }] }]
                           ^^^^^^^^^^^ rejected wildcard-permissions: \`Permissions\` are not possible for all services (\`Name = "*"\`), and Consul refuses the entry. Use \`Action\`, or name one service.
`,
    good: `
Kind = "service-intentions"
Name = "*"
Sources = [{ Name = "web", Action = "allow" }]
`,
  },
  check(entry) {
    if (!entry.decoded || textOf(entry.decoded.root, 'Name') !== '*') return []
    return objectsOf(entry.decoded.root, 'Sources').flatMap((source) => {
      const permissions = source.fields.get('Permissions')
      if (permissions?.value.type !== 'list' || permissions.value.elements.length === 0) return []
      const message =
        '`Permissions` are not possible for all services (`Name = "*"`), and Consul refuses the entry. Use `Action`, or name one service.'
      return [{ message, range: permissions.member.keyRange }]
    })
  },
}
