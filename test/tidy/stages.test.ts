// No test may be left out by accident: each test file belongs to a stage of `npm test`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { notYet, stages } from '../../scripts/stages.mts'
import { repositoryFiles } from './files.ts'

const folders = stages.flatMap(({ work }) => (work.type === 'tests' ? work.folders : []))

test('every test file belongs to a stage', () => {
  const names = repositoryFiles().map(({ path }) => path)
  const tests = names.filter((name) => /^test\/.*\.test\.ts$/.test(name) && !name.startsWith('test/host/'))
  const left = tests.filter((name) => !folders.some((folder) => name.startsWith(`test/${folder}/`)))
  assert.deepEqual(left, [])
})

test('what may still be empty is a folder of a stage', () => {
  assert.deepEqual(
    notYet.filter((folder) => !folders.includes(folder)),
    [],
  )
})

test('a stage needs only stages that run before it', () => {
  const names = stages.map(({ name }) => name)
  for (const [index, { needs = [] }] of stages.entries()) {
    assert.deepEqual(
      needs.filter((name) => !names.slice(0, index).includes(name)),
      [],
    )
  }
})
