// The graph of a scope is what a server would say, had the entries been written in the order in which they need each other.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Entry } from '../../../../server/src/core/model/entry.ts'
import { graphOf } from '../../../../server/src/core/model/graph/scopeGraph.ts'
import { createProject, defaultSettings, type Scope } from '../../../../server/src/core/model/project.ts'
import type { Target } from '../../../../server/src/core/schema/target.ts'
import { parseFixture } from '../../../harness/fixture.ts'

interface Options {
  readonly target?: Target
  readonly complete?: boolean
}

/** The refusals of all files together: `file reason`. */
function refusals(fixture: string, { target = '1.16', complete = true }: Options = {}): readonly string[] {
  const project = createProject()
  project.configure({ ...defaultSettings, target, complete })
  for (const { name, text } of parseFixture(fixture).files) project.setFile(name, text, 'hcl')
  return project.uris().flatMap((uri) => {
    const file = project.file(uri)
    if (!file) return []
    const graph = graphOf({ scope: project.scopeOf(file), ...file.judgement })
    const reason = (entry: Entry) => graph.refusalOf(entry)?.reason
    return file.entries.flatMap((entry) => reason(entry) ?? []).map((found) => `${uri} ${found}`)
  })
}

const counting = new WeakMap<Scope, Scope>()

/** A scope that tells what it is asked for; the same one as long as the project has the same one. */
function countingOnce(scope: Scope, asked: string[]): Scope {
  const before = counting.get(scope)
  if (before) return before
  const counted: Scope = {
    ...scope,
    entry(kind, name) {
      asked.push(`${kind}/${name}`)
      return scope.entry(kind, name)
    },
  }
  counting.set(scope, counted)
  return counted
}

const http = `
#- z.hcl
Kind = "proxy-defaults"
Name = "global"
Config { protocol = "http" }
`

describe('the graph of a scope', () => {
  it('takes entries whatever the order of their files', () => {
    const found = refusals(`${http}
#- a.hcl
Kind = "service-intentions"
Name = "api"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/" } }] }]
#- b.hcl
Kind = "service-router"
Name = "api"
Routes = [{ Destination { Service = "api", ServiceSubset = "v1" } }]
#- c.hcl
Kind = "service-resolver"
Name = "api"
Redirect { Service = "other", ServiceSubset = "v1" }
Subsets { v1 {} }
#- d.hcl
Kind = "service-resolver"
Name = "other"
Subsets { v1 {} }
`)
    assert.deepEqual(found, [])
  })

  it('refuses of a circle only the last entry, and takes what leads to the others', () => {
    const found = refusals(`
#- a.hcl
Kind = "service-resolver"
Name = "a"
Redirect { Service = "b" }
#- b.hcl
Kind = "service-resolver"
Name = "b"
Redirect { Service = "c" }
#- c.hcl
Kind = "service-resolver"
Name = "c"
Redirect { Service = "a" }
#- d.hcl
Kind = "service-resolver"
Name = "d"
Redirect { Service = "c" }
`)
    assert.deepEqual(found, ['c.hcl redirect-loop'])
  })

  it('leaves a refused entry out of what others see', () => {
    const found = refusals(`${http}
#- a.hcl
Kind = "service-defaults"
Name = "tcp"
Protocol = "tcp"
#- b.hcl
Kind = "service-resolver"
Name = "x"
Redirect { Service = "tcp" }
#- c.hcl
Kind = "service-router"
Name = "api"
Routes = [{ Destination { Service = "x" } }]
`)
    assert.deepEqual(found, ['b.hcl inconsistent-protocols'])
  })

  it('takes a service with entries but no protocol as `tcp`, whatever `proxy-defaults` say', () => {
    const found = refusals(`${http}
#- a.hcl
Kind = "service-defaults"
Name = "api"
#- b.hcl
Kind = "service-splitter"
Name = "api"
Splits = [{ Weight = 100 }]
`)
    assert.deepEqual(found, ['b.hcl routing-on-tcp'])
  })

  it('does not decide what it cannot know', () => {
    const files = `
#- a.hcl
Kind = "service-router"
Name = "api"
Routes = [{ Destination { Service = "web", ServiceSubset = "v1" } }]
#- b.hcl
Kind = "service-intentions"
Name = "api"
Sources = [{ Name = "web", Permissions = [{ Action = "allow", HTTP { PathPrefix = "/" } }] }]
`
    assert.deepEqual(refusals(files, { complete: false }), [])
    assert.deepEqual(refusals(files), ['a.hcl missing-subset', 'b.hcl l7-permissions-on-tcp'])
  })

  it('looks at exports from 1.13 on', () => {
    const files = `
#- a.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "*", Consumers = [{ peer_name = "p" }] }]
#- b.hcl
Kind = "service-resolver"
Name = "api"
Redirect { Service = "api", Datacenter = "dc2" }
`
    assert.deepEqual(refusals(files, { target: 'preview' }), [])
    assert.deepEqual(refusals(files, { target: '1.13' }), ['a.hcl export-not-safe'])
  })

  it('judges an entry that leads to the one by which it is overwritten', () => {
    const found = refusals(`${http}
#- a.hcl
Kind = "service-splitter"
Name = "api"
Splits = [{ Weight = 100, Service = "API", ServiceSubset = "v1" }]
#- b.hcl
Kind = "service-splitter"
Name = "api"
Splits = [{ Weight = 100 }]
`)
    assert.deepEqual(found, ['a.hcl missing-subset'])
  })

  it('looks each entry of a long chain up once for all files, whoever asks', () => {
    const project = createProject()
    const length = 50
    for (let i = 0; i < length; i++)
      project.setFile(`f${i}`, `Kind = "service-resolver"\nName = "f${i}"\nRedirect { Service = "f${i + 1}" }`, 'hcl')
    const asked: string[] = []
    for (const uri of project.uris()) {
      const file = project.file(uri)
      if (!file) continue
      const all = project.scopeOf(file)
      const unrecorded = countingOnce(all, asked)
      const graph = graphOf({ scope: { ...all, unrecorded }, ...file.judgement })
      for (const entry of file.entries) assert.equal(graph.refusalOf(entry), undefined)
    }
    const resolvers = asked.filter((question) => question.startsWith('service-resolver/'))
    // Nobody leads to the first one.
    const expected = Array.from({ length }, (_, i) => `service-resolver/f${i + 1}`)
    assert.deepEqual(resolvers.sort(), expected.sort())
  })
})
