// Tells of an `exported-services` entry that is not named `default`.
import { textOf } from '../decode/decoded.ts'
import { editFix, type Rule } from './rule.ts'

export const exportedServicesName: Rule = {
  code: 'exported-services-name',
  kinds: ['exported-services'],
  title: 'An `exported-services` entry must be named `default`',
  category: 'rejected',
  severity: 'error',
  edition: 'community',
  why: 'A cluster has one `exported-services` entry. Its name is the name of the admin partition, which is `default` outside Consul Enterprise.',
  source: 'agent/structs/config_entry_oss.go validateExportedServicesName @ v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  examples: {
    bad: `
Kind = "exported-services"
Name = "shop"
       ^^^^^^ rejected exported-services-name: An \`exported-services\` entry must be named \`default\`, and Consul refuses \`shop\`. Put all exports of the cluster into the one entry \`default\`.
`,
    good: `
Kind = "exported-services"
Name = "default"
`,
  },
  check(entry) {
    if (!entry.decoded) return []
    const value = entry.decoded.root.fields.get('Name')?.value
    const name = textOf(entry.decoded.root, 'Name')
    if (!value || name === '' || name === 'default') return []
    const message = `An \`exported-services\` entry must be named \`default\`, and Consul refuses \`${name.trim()}\`. Put all exports of the cluster into the one entry \`default\`.`
    const edit = { type: 'replaceValue', value: value.source, by: 'default' } as const
    return [
      {
        message,
        range: value.source.range,
        fixes: [editFix(entry, 'Change the name to `default`', edit, { safe: true, preferred: true })],
      },
    ]
  },
}
