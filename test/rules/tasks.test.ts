// Fixes within the tasks of VS Code, which must leave JSON, and name files from the folder in which tasks run.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseJson } from '../../server/src/core/syntax/json.ts'
import { parseFixture } from '../harness/fixture.ts'
import { checkFix, fixed, fixTitles } from '../harness/rules.ts'

const tasks = (...lines: readonly string[]) => `#- .vscode/tasks.json\n{ "tasks": [${lines.join(',\n')}] }\n`
const create = 'Create `web-intentions.hcl` with `api` of `east` as its source, and write that'
const remove = 'Delete the intention of `web` with all its sources by `consul config delete`'
const byCommand = 'Replace by `consul config write` (address and token as the environment says)'
const created = `
#- web-intentions.hcl
Kind = "service-intentions"
Name = "web"
Sources = [
  {
    Name = "api"
    Peer = "east"
    Action = "deny"
  },
]
`

describe('a fix in tasks', () => {
  it('rewrites the command and its arguments, and puts the new file where tasks run', () =>
    checkFix(
      tasks('{"type":"shell","command":"sudo consul","args":["intention","create","-deny","-token=a b","peer:east/api","web"]}'),
      create,
      tasks('{"type":"shell","command":"sudo consul","args":["config", "write", "-token=a b", "web-intentions.hcl"]}') + created,
    ))

  it('takes the words of the command line into the arguments', () =>
    checkFix(
      tasks('{"command":"consul intention","args":[{ "value": "delete", "quoting": "strong" },"peer:east/api","web"]}'),
      remove,
      tasks('{"command":"consul","args":["config", "delete", "-kind=service-intentions", "-name=web"]}'),
    ))

  it('rewrites the arguments alone where they run the tool', () =>
    checkFix(
      tasks('{"type":"process","command":"docker","args":["exec","c",{"value":"consul"},"intention","delete","peer:east/api","web"]}'),
      remove,
      tasks(
        '{"type":"process","command":"docker","args":["exec","c","consul", "config", "delete", "-kind=service-intentions", "-name=web"]}',
      ),
    ))

  it('names the file of an intention from the folder in which tasks run', () => {
    const entry = '\n#- web.hcl\nKind = "service-intentions"\nName = "web"\nSources = [{ Name = "api", Peer = "east", Action = "allow" }]\n'
    checkFix(
      tasks('{"command":"consul intention create -token=\\"$T\\" peer:east/api web"}') + entry,
      'Write `web.hcl` instead, which has that source',
      tasks('{"command":"consul config write -token=\\"$T\\" web.hcl"}') + entry,
    )
  })

  it('leaves JSON, wherever the command stands', () => {
    const words = ["intention create -deny -meta 'a\\b=\\\"c' peer:east/api web", "intention delete -token='\"' peer:east/api web"]
    const lines = [...words.map((line) => `consul ${line}`), 'curl -XPUT h/v1/config -d \'@a "b".hcl\'']
    const spelled = lines.flatMap((line) => {
      const [tool, ...args] = line.split(' ')
      const variants = [
        { command: line },
        { command: tool, args },
        { command: 'sudo', args: [tool, ...args] },
        { command: 'sh', args: ['-c', line] },
      ]
      return variants.flatMap((one) => [one, { command: 'true', windows: { type: 'process', ...one } }]).map((one) => JSON.stringify(one))
    })
    const seen = new Set<string>()
    for (const task of spelled) {
      const { files } = parseFixture(tasks(task))
      for (const title of fixTitles(tasks(task))) {
        seen.add(title)
        const [file] = fixed(files, title)
        assert.deepEqual(parseJson(file?.text ?? '').problems, [], `${task} → ${file?.text}`)
      }
    }
    assert.deepEqual([...seen].sort(), [create, remove, byCommand].sort())
  })
})
