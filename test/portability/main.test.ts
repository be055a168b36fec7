// The check whether HCL 2 tools can read a file: by itself, and as `check --portability` tells it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { otherCodes } from '../../server/src/core/features/otherCodes.ts'
import { hcl2Portability } from '../../server/src/portability/main.ts'
import { runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'

test('the examples are what they say', () => {
  const examples = otherCodes.find(({ code }) => code === 'hcl2-portability')?.examples
  assert.equal(hcl2Portability(examples?.bad ?? ''), 'unreadable')
  assert.equal(hcl2Portability(examples?.good ?? ''), 'readable')
})

/** What `check --portability` underlines, and how it exits. */
async function underlined(text: string, options = ''): Promise<readonly [code: number, ...texts: string[]]> {
  const { code, out } = await runCli(`check --as entry --portability --format json ${options} -`, { input: text })
  const { files }: { readonly files: readonly { readonly findings: readonly Shown[] }[] } = JSON.parse(out)
  const own = files.flatMap(({ findings }) => findings).filter((finding) => finding.code === 'hcl2-portability')
  return [code, ...own.map(({ range: { start, end } }) => text.split('\n')[start.line]?.slice(start.character, end.character) ?? '')]
}

interface Shown {
  readonly code: string
  readonly range: {
    readonly start: { readonly line: number; readonly character: number }
    readonly end: { readonly line: number; readonly character: number }
  }
}

const right = 'Kind = "proxy-defaults"\nName = "global"\n'

test('the narrowest member that cannot be read is underlined', async () => {
  assert.deepEqual(await underlined(`${right}"Mode" = ""\n`), [1, '"Mode" = ""'])
  assert.deepEqual(await underlined(`${right}Config {\n  protocol = "tcp"\n  envoy "a" {\n    "x" = 1\n  }\n}\n`), [1, '"x" = 1'])
})

test('what HCL 2 tools can read, JSON, and what not even Consul can read, is not told', async () => {
  assert.deepEqual(await underlined(right), [0])
  assert.deepEqual(await underlined('{"Kind": "proxy-defaults", "Name": "global"}'), [0])
  assert.deepEqual(await underlined('Kind = ='), [1])
})

test('it has a severity like a rule', async () => {
  assert.deepEqual(await underlined(`${right}"Mode" = ""\n`, '--severity hcl2-portability=hint'), [0, '"Mode" = ""'])
  assert.deepEqual(await underlined(`${right}"Mode" = ""\n`, '--severity hcl2-portability=off'), [0])
})

test('without the option nothing is told', async (context) => {
  const { path } = createFolder(context, { 'a.hcl': `${right}"Mode" = ""\n` })
  assert.equal((await runCli('check', { folder: path })).code, 0)
})
