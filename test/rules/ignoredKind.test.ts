// `kind` beside `Kind`.
import { describe, it } from 'node:test'
import { checkFindings, checkFixAll } from '../harness/rules.ts'

describe('ignored-kind', () => {
  it('removes it, before or behind', () => {
    checkFixAll('kind = "x"\nKind = "mesh"\n', 'Kind = "mesh"\n')
    checkFixAll('#- a.json\n{"Kind": "mesh", "kind": "mesh"}\n', '#- a.json\n{"Kind": "mesh"}\n')
  })

  it('is silent about `kind` alone', () => checkFindings('kind = "mesh"\n'))
})
