// Explaining a path: what is asked when, what is shown, and what would help.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainPath } from '../../../client/src/commands/explainPath.ts'
import type { ExplainedPath } from '../../../client/src/paths.ts'
import { type Answer, fakePerson, fakeWorld } from '../fakes.ts'

const clusters = [
  { name: 'cluster-01', services: ['billing', 'web'] },
  { name: 'cluster-02', services: ['api'] },
]

function world(answers: readonly Answer[], explained?: ExplainedPath, ends = clusters) {
  const person = fakePerson(answers)
  const asked: string[] = []
  const opened: string[] = []
  const made = fakeWorld({
    ui: person.ui,
    paths: {
      ends: async () => ends,
      async explain({ from, to }) {
        asked.push(`${from.service}@${from.cluster} → ${to.service}@${to.cluster}`)
        return explained
      },
    },
    pages: {
      async open({ path }) {
        opened.push(path)
      },
      async openFile(uri, line) {
        opened.push(`${uri} ${line}`)
      },
    },
  })
  return { person, asked, opened, ...made }
}

const yes: ExplainedPath = {
  ok: true,
  answer: 'yes',
  sentence: 'It can.',
  page: '# Yes',
  hops: [
    { title: 'Export', verdict: 'yes', sentence: '`billing` is exported.', place: { uri: 'file:///w/a.hcl', line: 2, shown: 'w/a.hcl:3' } },
  ],
  fixes: [],
}

test('the called service is asked for first, then a caller of another cluster, and each hop leads to its place', async () => {
  const { deps, person, asked, opened } = world([{ pick: 'billing' }, { pick: 'api' }, { pick: 'Export' }], yes)
  await explainPath.run(deps)
  assert.deepEqual(asked, ['api@cluster-02 → billing@cluster-01'])
  assert.deepEqual(opened, ['file:///w/a.hcl 2'])
  assert.match(
    person.seen[2] ?? '',
    /^pick: Yes: api of cluster-02 → billing of cluster-01 \| .* \| Export \(billing is exported\.\); Show as a Page$/,
  )
  assert.match(person.seen[1] ?? '', /^pick: Who calls billing\? \| .* \| api; Another service…$/)
})

test('what the place of a lens says is not asked again, and a service that nobody knows is typed', async () => {
  const { deps, person, asked } = world([{ pick: 'Another service' }, { type: 'shop' }], yes)
  await explainPath.run(deps, { cluster: 'cluster-02' }, { service: 'billing', cluster: 'cluster-01' })
  assert.deepEqual(asked, ['shop@cluster-02 → billing@cluster-01'])
  assert.equal(person.questions, 3)
  const whole = world([{ pick: 'Show as a Page' }], yes)
  await explainPath.run(whole.deps, { service: 'api', cluster: 'cluster-02' }, { service: 'billing', cluster: 'cluster-01' })
  assert.deepEqual([whole.person.questions, whole.opened], [1, ['Path api to billing.md']])
})

test('what would help is offered, and done when it is pressed', async () => {
  const done: string[] = []
  const no: ExplainedPath = {
    ...yes,
    answer: 'no',
    sentence: 'It is not exported.',
    fixes: [
      {
        title: 'Export `billing` to `west`',
        async apply() {
          done.push('exported')
        },
      },
    ],
  }
  const ends = [
    { service: 'api', cluster: 'cluster-02' },
    { service: 'billing', cluster: 'cluster-01' },
  ]
  await explainPath.run(world([{ pick: 'Export billing to west' }], no).deps, ...ends)
  assert.deepEqual(done, ['exported'])
  await explainPath.run(world(['leave'], no).deps, ...ends)
  assert.deepEqual(done, ['exported'])
})

test('leaving, one cluster only, and what is not known end with a word or quietly', async () => {
  const left = world(['leave'], yes)
  await explainPath.run(left.deps)
  assert.deepEqual(left.asked, [])
  const alone = world([], yes, clusters.slice(0, 1))
  await explainPath.run(alone.deps)
  assert.match(alone.person.seen[0] ?? '', /^information: A path leads from one cluster to another/)
  const unknown = world([], { ok: false, why: 'No folder is known.' })
  await explainPath.run(unknown.deps, { service: 'a', cluster: 'cluster-02' }, { service: 'b', cluster: 'cluster-01' })
  assert.deepEqual(unknown.person.seen, ['warning: No folder is known.'])
})
