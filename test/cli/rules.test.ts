// The commands that tell of rules.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { test } from 'node:test'
import { otherCodes } from '../../server/src/core/features/otherCodes.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import { runCli } from '../harness/cli.ts'

const known = [...rules, ...otherCodes]

test('all rules are listed, one a line', async () => {
  const { code, out } = await runCli('rules')
  assert.equal(code, 0)
  const codes = out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[0])
  assert.deepEqual(
    codes,
    known.map((rule) => rule.code),
  )
  assert.match(out, /^exported-service-protocol +preview +C3 +warning +before 1\.13 +An exported service does not speak TCP$/m)
})

test('the list is there as JSON', async () => {
  const { out } = await runCli('rules --format json')
  const listed: readonly object[] = JSON.parse(out)
  assert.equal(listed.length, known.length)
  assert.deepEqual(
    listed.find((rule) => 'code' in rule && rule.code === 'exported-service-protocol'),
    {
      code: 'exported-service-protocol',
      title: 'An exported service does not speak TCP',
      category: 'preview',
      constraint: 'C3',
      severity: 'warning',
      until: '1.13',
    },
  )
})

test('each rule is explained, and its page exists', async () => {
  for (const rule of known) {
    const { code, out } = await runCli(['explain', rule.code])
    assert.equal(code, 0)
    for (const part of [rule.title, rule.why, rule.source]) assert.ok(out.includes(part), `${rule.code}: ${part}`)
    const page = /^Page: (.*)$/m.exec(out)?.[1]
    assert.ok(page !== undefined && fs.existsSync(page), rule.code)
  }
})
