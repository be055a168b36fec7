// Tells of a `proxy-defaults` entry that is not named `global`.
import { textOf } from '../decode/decoded.ts'
import { editFix, type Rule } from './rule.ts'

export const proxyDefaultsName: Rule = {
  code: 'proxy-defaults-name',
  kinds: ['proxy-defaults'],
  title: 'A `proxy-defaults` entry must be named `global`',
  category: 'rejected',
  severity: 'error',
  since: '1.13',
  why: 'There is one `proxy-defaults` entry, which holds for all proxies. Its name may be left out, or is `global`.',
  source: 'agent/structs/config_entry.go ProxyConfigEntry.Normalize @ v1.13.9, v1.16.1',
  examples: {
    target: '1.16',
    bad: `
Kind = "proxy-defaults"
Name = "web"
       ^^^^^ rejected proxy-defaults-name: A \`proxy-defaults\` entry must be named \`global\`, and Consul refuses \`web\`. For one service use \`service-defaults\`.
`,
    good: `
Kind = "proxy-defaults"
Name = "global"
`,
  },
  check(entry) {
    if (!entry.decoded) return []
    const name = textOf(entry.decoded.root, 'Name')
    const value = entry.decoded.root.fields.get('Name')?.value.source
    if (!value || name === '' || name === 'global') return []
    const message = `A \`proxy-defaults\` entry must be named \`global\`, and Consul refuses \`${name}\`. For one service use \`service-defaults\`.`
    return [
      {
        message,
        range: value.range,
        fixes: [
          editFix(entry, 'Change the name to `global`', { type: 'replaceValue', value, by: 'global' }, { safe: false, preferred: true }),
        ],
      },
    ]
  },
}
