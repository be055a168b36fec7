// The question before a change on a cluster: it names the cluster, and wants the name of a protected one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmOn } from '../../../client/src/commands/confirmOn.ts'
import type { ClusterProfile } from '../../../client/src/profiles.ts'
import { fakePerson } from '../fakes.ts'

const east: ClusterProfile = { id: 'added:1', name: 'east', address: 'http://127.0.0.1:8500', source: 'added' }
const west: ClusterProfile = { id: 'added:2', name: 'west', address: 'https://west.example:8501', source: 'added', isProtected: true }
const question = { message: 'Delete `web`?', detail: 'It is gone at once.', verb: 'Delete' }

test('the cluster is named with its address', async () => {
  const person = fakePerson([{ confirm: true }])
  assert.equal(await confirmOn(person, east, question), true)
  assert.deepEqual(person.seen, ['confirm: Delete `web`? | On `east` (127.0.0.1:8500)\n\nIt is gone at once. | Delete'])
})

test('who does not agree is not asked for a name', async () => {
  const person = fakePerson([{ confirm: false }])
  assert.equal(await confirmOn(person, west, question), false)
  assert.equal(person.questions, 1)
})

test('the name of a protected cluster has to be typed', async () => {
  for (const [typed, isSure] of [
    ['west', true],
    [' west ', true],
    ['West', false],
    ['', false],
  ] as const) {
    const person = fakePerson([{ confirm: true }, { type: typed }])
    assert.equal(await confirmOn(person, [east, west], question), isSure)
    assert.equal(person.questions, 2)
  }
})

test('leaving the question for the name changes nothing', async () => {
  const person = fakePerson([{ confirm: true }, 'leave'])
  assert.equal(await confirmOn(person, west, question), false)
})
