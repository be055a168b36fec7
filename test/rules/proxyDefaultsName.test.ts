// The one name that a `proxy-defaults` entry may have.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

const entry = (name: string) => `\nKind = "proxy-defaults"\nName = "${name}"\n`

describe('proxy-defaults-name', () => {
  it('changes the name', () => checkFix(entry('web'), 'Change the name to `global`', entry('global'), { target: '1.13' }))

  it('is silent for the technical preview, which takes any name', () => checkFindings(entry('web')))
})
