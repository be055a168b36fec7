// The shared cache survives processes that race, fail or are killed.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { makeOnce } from '../vscode/install.mts'

let cache = ''
let folder = ''

beforeEach(() => {
  cache = fs.mkdtempSync(path.join(os.tmpdir(), 'make-once-'))
  folder = path.join(cache, 'host')
})
afterEach(() => fs.rmSync(cache, { recursive: true }))

const write = (text: string) => (where: string) => fs.writeFileSync(path.join(where, 'made'), text)
const made = () => fs.readFileSync(path.join(folder, 'made'), 'utf8')

test('a folder is made once', () => {
  makeOnce(folder, write('first'))
  makeOnce(folder, write('second'))
  assert.equal(made(), 'first')
  assert.deepEqual(fs.readdirSync(cache), ['host'])
})

test('a folder that another process finished meanwhile is kept', () => {
  makeOnce(folder, (where) => {
    write('ours')(where)
    fs.mkdirSync(folder)
    write('theirs')(folder)
  })
  assert.equal(made(), 'theirs')
  assert.deepEqual(fs.readdirSync(cache), ['host'])
})

test('a failure leaves nothing behind and can be tried again', () => {
  const fail = () => {
    throw new Error('no network')
  }
  assert.throws(() => makeOnce(folder, fail), /no network/)
  assert.deepEqual(fs.readdirSync(cache), [])
  makeOnce(folder, write('again'))
  assert.equal(made(), 'again')
})

test('what a killed process left is removed, what a living one makes is not', () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  fs.mkdirSync(`${folder}.${pid}.partial`)
  fs.mkdirSync(`${folder}.${process.ppid}.partial`)
  makeOnce(folder, write('ours'))
  assert.deepEqual(fs.readdirSync(cache).sort(), ['host', `host.${process.ppid}.partial`])
})
