// Keys without which Consul refuses the entry.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('missing-field', () => {
  it('inserts the name in the style of the file', () => {
    checkFix(
      '\nkind = "exported-services"\n\nservices = []\n',
      'Insert `name = "default"`',
      '\nkind = "exported-services"\nname = "default"\n\nservices = []\n',
    )
    checkFix(
      '#- a.json\n{\n  "Kind": "exported-services",\n  "Services": []\n}\n',
      'Insert `Name = "default"`',
      '#- a.json\n{\n  "Kind": "exported-services",\n  "Name": "default",\n  "Services": []\n}\n',
    )
  })

  it('puts the name in the place of a `null`', () => {
    checkFix(
      '#- a.json\n{ "Kind": "exported-services", "Name": null, "Services": [] }\n',
      'Insert `Name = "default"`',
      '#- a.json\n{ "Kind": "exported-services", "Name": "default", "Services": [] }\n',
    )
  })

  it('says nothing of what is being typed', () => {
    checkFindings(`
Kind = "exported-services"
Name =
^^^^^^ rejected syntax-error: \`Name\` has no value. Write one after the \`=\`, or remove the key.
Services = []
`)
  })

  it('takes an empty text and an empty list as missing', () => {
    checkFindings(`
Kind = "exported-services"
Name = "default"
Services = [{ Name = "", Consumers = [] }]
              ^^^^^^^^^ rejected missing-field: \`Name\` is empty, and Consul refuses an exported service without it. Add it.
                         ^^^^^^^^^^^^^^ rejected missing-field: \`Consumers\` is empty, and Consul refuses an exported service without it. Add it with at least one element.
`)
  })

  it('is silent about an entry without services, which Consul takes', () => {
    checkFindings('\nKind = "exported-services"\nName = "default"\n')
  })
})
