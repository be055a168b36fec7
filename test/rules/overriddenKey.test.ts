// Repeated keys of which the last counts.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkFindings, checkFix, checkFixAll, fixTitles } from '../harness/rules.ts'

describe('overridden-key', () => {
  it('removes what counts for nothing', () => {
    checkFixAll('Kind = "mesh"\nKind = "mesh" # two\n', 'Kind = "mesh" # two\n')
    checkFixAll(
      '#- a.json\n{"Kind": "service-defaults", "Name": "a", "Meta": {"x": "1"}, "Meta": {"y": "2"}}\n',
      '#- a.json\n{"Kind": "service-defaults", "Name": "a", "Meta": {"y": "2"}}\n',
    )
  })

  it('leaves it to a person where the first value decides the type', () => {
    const text = 'Kind = "service-defaults"\nName = "a"\nName = 5\n'
    checkFixAll(text, text)
    checkFix(text, 'Remove this one, which counts for nothing', 'Kind = "service-defaults"\nName = 5\n')
  })

  it('offers nothing where the next one would decide another type for a third', () => {
    const text = 'Kind = "service-defaults"\nname = "a"\nname = 255\nname = "a"\n'
    checkFixAll(text, text)
    assert.equal(fixTitles(text).length, 1)
    checkFix(text, 'Remove this one, which counts for nothing', 'Kind = "service-defaults"\nname = "a"\nname = "a"\n')
  })

  it('is silent about lists and blocks of HCL, which are put together', () => {
    checkFindings('Kind = "service-defaults"\nName = "a"\nMeta {\n  x = "1"\n}\nMeta {\n  y = "2"\n}\n')
  })
})
