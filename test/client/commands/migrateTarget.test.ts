// Getting ready for another release: the page first, then the question, and nothing changed without it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { migrateTarget } from '../../../client/src/commands/migrateTarget.ts'
import { type Answer, fakePerson, fakeWorld } from '../fakes.ts'

function world(answers: readonly Answer[], planned: { readonly files: number; readonly isUnsaid?: boolean }) {
  const person = fakePerson(answers)
  const done: string[] = []
  const made = fakeWorld({
    ui: person.ui,
    targets: { activeDocument: () => 'file:///w/a.hcl' },
    paths: {
      async migrate({ to, uri }) {
        done.push(`plan ${to} for ${uri}`)
        return {
          files: planned.files,
          isUnsaid: planned.isUnsaid === true,
          page: '# Ready',
          async apply() {
            done.push('changed')
          },
        }
      },
    },
    pages: {
      async open({ path }) {
        done.push(path)
      },
    },
  })
  return { person, done, ...made }
}

test('what it means is shown, and the files are changed after a question', async () => {
  const { deps, person, done } = world([{ pick: '1.16' }, { confirm: true }], { files: 2 })
  await migrateTarget.run(deps)
  assert.deepEqual(done, ['plan 1.16 for file:///w/a.hcl', 'Ready for 1.16.md', 'changed'])
  assert.match(person.seen[1] ?? '', /^confirm: Change 2 files for Consul 1\.16\?/)
})

test('leaving at any question changes nothing', async () => {
  const first = world([], { files: 2 })
  await migrateTarget.run(first.deps)
  assert.deepEqual(first.done, [])
  const second = world([{ pick: '1.16' }, { confirm: false }], { files: 2 })
  await migrateTarget.run(second.deps)
  assert.ok(!second.done.includes('changed'))
})

test('where no file says a release, the setting does afterwards; where none has to change, that is said', async () => {
  const unsaid = world([{ pick: '1.16' }, { confirm: true }], { files: 1, isUnsaid: true })
  await migrateTarget.run(unsaid.deps)
  assert.deepEqual(unsaid.calls, ['set 1.16'])
  const nothing = world([{ pick: '1.16' }], { files: 0 })
  await migrateTarget.run(nothing.deps)
  assert.match(nothing.person.seen.at(-1) ?? '', /^information: No file has to change for Consul 1\.16\.$/)
})
