// Holds the house rules for every file of the repository, and proves that each of them can fail.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSource, repositoryFiles } from './files.ts'
import { checkHouse, lineCount } from './house.ts'

const files = repositoryFiles()

test('every file keeps the house rules', (t) => {
  const sizes = files.filter((file) => isSource(file)).map(({ text }) => lineCount(text))
  const median = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)]
  t.diagnostic(`${sizes.length} source files, median ${median} lines, longest ${sizes.at(-1)}`)
  assert.deepEqual(
    files.flatMap((file) => checkHouse(file)),
    [],
  )
})

const opening = '// Why this file exists.\n'
/** Pieces, so that this file does not break the rule that it tests. */
const host = ['registry', 'npmjs', 'org'].join('.')
const home = ['', 'home', 'somebody', 'project'].join('/')

const breaches: readonly (readonly [path: string, text: string, sentence: string])[] = [
  ['consul/src/a.ts', 'export const a = 1\n', 'opens without a `//` sentence that says why it exists'],
  ['scripts/a.mts', `${opening}${'a\n'.repeat(400)}`, 'has 401 lines, and 400 is the limit'],
  ['test/a.ts', `${opening}let a: any\n`, 'line 2 says `any`'],
  ['server/src/a.ts', `${opening}const a = 1 as number\n`, 'line 2 asserts a type with `as`'],
  [
    'consul/src/a.ts',
    `${opening}/** It. */\nexport function f() {\n${'a\n'.repeat(60)}}\n`,
    'line 3 begins a function of 62 lines, and 60 is the limit',
  ],
  ['scripts/a.mts', `${opening}export default 1\n`, 'line 2 exports a default, and names are what people search for'],
  ['test/a.ts', `${opening}export default function f() {}\n`, 'line 2 exports a default, and names are what people search for'],
  ['client/src/a.ts', `${opening}export const f = () => 1\n`, 'line 2 exports `f` without a docstring'],
  ['server/src/a.ts', `${opening}/** It. */\nexport function f(isIt: boolean) {}\n`, 'line 3 exports `f`, which takes the boolean `isIt`'],
  ['client/src/a.ts', `${opening}try { a() } catch {}\n`, 'line 2 catches everything without looking at it'],
  ['package.json', '{ \n}\n', 'line 1 ends with a blank'],
  ['README.md', `see ${home}/file\n`, `names a path of one machine, ${home}`],
  ['package-lock.json', `"https://${host}/yaml"\n`, `names a registry, ${host.slice(0, -4)}`],
]

for (const [path, text, sentence] of breaches) {
  test(`a breach is found: ${path} ${sentence}`, () => {
    assert.deepEqual(checkHouse({ path, text }), [`${path}: ${sentence}`])
  })
}

test('a shebang may stand before the sentence, tables may be long, and constants may be named so', () => {
  assert.deepEqual(checkHouse({ path: 'scripts/a.mts', text: `#!/usr/bin/env node\n${opening}const a = [1] as const\n` }), [])
  assert.deepEqual(checkHouse({ path: 'server/src/core/schema/kinds/a.ts', text: `${opening}${'a\n'.repeat(500)}` }), [])
})
