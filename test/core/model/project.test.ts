// Scopes, targets, and what a change to one file means for others.
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createJudge } from '../../../server/src/core/features/diagnostics.ts'
import { createProject, defaultSettings, type Project } from '../../../server/src/core/model/project.ts'
import { rules } from '../../../server/src/core/rules/index.ts'

const exportsText =
  'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ peer_name = "east" }] }]\n'
const defaultsText = (name: string, protocol: string) => `Kind = "service-defaults"\nName = "${name}"\nProtocol = "${protocol}"\n`

describe('the project', () => {
  let project: Project
  beforeEach(() => {
    project = createProject()
  })

  it('holds only files with an entry', () => {
    assert.equal(project.setFile('job.hcl', 'job "web" {}', 'hcl'), false)
    assert.equal(project.setFile('pod.json', '{"kind": "Pod", "apiVersion": "v1"}', 'json'), false)
    assert.equal(project.setFile('pods.json', '[{"kind": "Pod"}]', 'json'), false)
    assert.equal(project.setFile('a.hcl', exportsText, 'hcl'), true)
    assert.deepEqual(project.uris(), ['a.hcl'])
    assert.equal(project.setFile('a.hcl', 'nothing here', 'hcl'), false)
    assert.deepEqual(project.uris(), [])
  })

  it('holds a list of entries, which must be told that it is none', () => {
    assert.equal(project.setFile('list.json', '[{"Kind": "mesh"}]', 'json'), true)
  })

  it('takes the target from the file, its folder, the settings, the clusters, or the preview, in this order', () => {
    const target = (text = exportsText) => {
      project.setFile('east/a.hcl', text, 'hcl')
      return project.file('east/a.hcl')?.judgement
    }
    assert.deepEqual(target(), { target: 'preview', edition: 'community', complete: false, reason: 'no cluster is connected' })

    const facts = {
      clusters: [
        { cluster: 'east', version: '1.16.1', readAt: 0 },
        { cluster: 'west', version: '1.14.3', readAt: 0 },
      ],
    }
    project.configure({ ...defaultSettings, facts })
    assert.deepEqual(target(), { target: '1.14', edition: 'community', complete: false, reason: 'the connected clusters' })

    const scope = { folder: 'east/', cluster: 'east', file: 'east/consul-peering.json' }
    project.configure({ ...defaultSettings, facts, scopes: [scope] })
    assert.deepEqual(target(), { target: '1.16', edition: 'community', complete: false, reason: 'the cluster `east`' })

    project.configure({ ...defaultSettings, facts, target: '1.15', scopes: [scope] })
    assert.equal(target()?.target, '1.15')

    project.configure({ ...defaultSettings, facts, target: '1.15', scopes: [{ ...scope, target: '1.13', edition: 'enterprise' }] })
    assert.deepEqual(target(), { target: '1.13', edition: 'enterprise', complete: false, reason: '`east/consul-peering.json`' })
    assert.equal(target(`# consul-peering: target=1.16.1\n${exportsText}`)?.target, '1.16')
  })

  it('judges again only what a change can affect', () => {
    const judge = createJudge(project, rules, () => ({}))
    project.setFile('exports.hcl', exportsText, 'hcl')
    project.setFile('billing.hcl', defaultsText('billing', 'tcp'), 'hcl')
    project.setFile('other.hcl', defaultsText('other', 'http'), 'hcl')
    const judgeAll = () => {
      const before = judge.judged
      const codes = project
        .uris()
        .flatMap((uri) => judge.findings(uri))
        .map(({ code }) => code)
      return { codes, judged: judge.judged - before }
    }
    assert.deepEqual(judgeAll(), { codes: [], judged: 3 })
    assert.deepEqual(judgeAll(), { codes: [], judged: 0 })
    project.setFile('other.hcl', defaultsText('other', 'grpc'), 'hcl')
    assert.deepEqual(judgeAll(), { codes: [], judged: 1 })
    project.setFile('billing.hcl', defaultsText('billing', 'http'), 'hcl')
    assert.deepEqual(judgeAll(), { codes: ['exported-service-protocol'], judged: 2 })
    project.removeFile('billing.hcl')
    assert.deepEqual(judgeAll(), { codes: [], judged: 1 })
  })

  it('counts the later path when two files hold the same entry', () => {
    const judge = createJudge(project, rules, () => ({}))
    project.setFile('exports.hcl', exportsText, 'hcl')
    project.setFile('b.hcl', defaultsText('billing', 'http'), 'hcl')
    project.setFile('a.hcl', defaultsText('billing', 'tcp'), 'hcl')
    assert.equal(judge.findings('exports.hcl').length, 1)
    project.setFile('c.hcl', defaultsText('billing', 'tcp'), 'hcl')
    assert.equal(judge.findings('exports.hcl').length, 0)
  })
})
