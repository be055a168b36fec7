// A change is felt only by the files whose discovery chains it can reach.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createJudge } from '../../../../server/src/core/features/diagnostics.ts'
import { createProject, defaultSettings } from '../../../../server/src/core/model/project.ts'
import { rules } from '../../../../server/src/core/rules/index.ts'

const files: Readonly<Record<string, string>> = {
  'api.hcl': 'Kind = "service-defaults"\nName = "api"\nProtocol = "http"\n',
  'api-router.hcl': 'Kind = "service-router"\nName = "api"\nRoutes = [{ Destination { Service = "admin" } }]\n',
  'admin.hcl': 'Kind = "service-defaults"\nName = "admin"\nProtocol = "http"\n',
  'web.hcl': 'Kind = "service-defaults"\nName = "web"\nProtocol = "http"\n',
  'web-splitter.hcl': 'Kind = "service-splitter"\nName = "web"\nSplits = [{ Weight = 100 }]\n',
}

describe('a change of a protocol', () => {
  it('is felt by the router that leads there, and by no other file', () => {
    const project = createProject()
    project.configure({ ...defaultSettings, target: '1.16' })
    for (const [uri, text] of Object.entries(files)) project.setFile(uri, text, 'hcl')
    const judge = createJudge(project, rules, () => ({}))
    const codes = () => project.uris().flatMap((uri) => judge.findings(uri).map(({ code }) => `${uri} ${code}`))
    assert.deepEqual(codes(), [])
    const before = judge.judged
    project.setFile('admin.hcl', 'Kind = "service-defaults"\nName = "admin"\nProtocol = "tcp"\n', 'hcl')
    assert.deepEqual(codes(), ['api-router.hcl inconsistent-protocols'])
    assert.equal(judge.judged - before, 2)
  })
})
