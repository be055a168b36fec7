// Where the real Consul of the tests comes from: the cache, else a build, else one line that says what is missing.
import * as assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { consulBinary, consulOnPath } from '../harness/consulBinary.ts'

/** An empty cache and a PATH with only these scripts; both as before when the test ends. */
function sandbox(t: TestContext, scripts: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'consul-binary-'))
  const { PATH, XDG_CACHE_HOME } = process.env
  for (const [name, text] of Object.entries(scripts)) fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  process.env['PATH'] = folder
  process.env['XDG_CACHE_HOME'] = path.join(folder, 'cache')
  t.after(() => {
    process.env['PATH'] = PATH
    if (XDG_CACHE_HOME === undefined) delete process.env['XDG_CACHE_HOME']
    else process.env['XDG_CACHE_HOME'] = XDG_CACHE_HOME
    fs.rmSync(folder, { recursive: true })
  })
  return folder
}

/** Stands in for Go: writes the file after `-o` in two halves. */
const builds = 'while [ "$1" != -o ]; do shift; done; printf "half" >"$2"; printf "whole" >>"$2"; /bin/chmod +x "$2"'

describe('the binary of Consul', () => {
  it('is built once, and by two at the same time without harm', async (t) => {
    const folder = sandbox(t, { go: `echo built >>"$0.log"; ${builds}` })
    const said: string[] = []
    const report = (line: string) => void said.push(line)
    const [one, two] = await Promise.all([consulBinary('1.16.1', report), consulBinary('1.16.1', report)])
    assert.equal(one, path.join(folder, 'cache', 'consul-cluster-peering', 'consul', 'consul-1.16.1'))
    assert.equal(two, one)
    assert.equal(fs.readFileSync(one, 'utf8'), 'halfwhole')
    assert.deepEqual(fs.readdirSync(path.dirname(one)), ['consul-1.16.1'])
    const before = said.length
    assert.equal(await consulBinary('1.16.1', report), one)
    assert.equal(said.length, before)
  })

  it('that Go cannot build leaves nothing in the cache', async (t) => {
    const folder = sandbox(t, { go: `${builds}; echo "no such module" >&2; exit 1` })
    await assert.rejects(
      consulBinary('1.13.9', () => undefined),
      { message: 'Go could not build Consul 1.13.9: no such module' },
    )
    assert.deepEqual(fs.readdirSync(path.join(folder, 'cache', 'consul-cluster-peering', 'consul')), [])
  })

  it('needs Go, and says so in one line', async (t) => {
    sandbox(t, {})
    const said: string[] = []
    await assert.rejects(
      consulBinary('1.13.9', (line) => void said.push(line)),
      /^Error: Consul 1\.13\.9 is needed and not in the cache: install Go 1\.24 or later[^\n]*$/,
    )
    assert.deepEqual(said, [])
  })

  it('of the user is that of CONSUL_BIN, else the first on the PATH', (t) => {
    const folder = sandbox(t, { consul: 'echo Consul v1.16.1', other: 'echo Consul v1.18.0' })
    const environment = { PATH: `/nowhere:${folder}` }
    assert.equal(consulOnPath(environment), path.join(folder, 'consul'))
    assert.equal(consulOnPath({ ...environment, CONSUL_BIN: path.join(folder, 'other') }), path.join(folder, 'other'))
    assert.equal(consulOnPath({ PATH: '/nowhere' }), undefined)
  })

  it('of the user that cannot be used is named, and no other taken in its place', (t) => {
    const folder = sandbox(t, { consul: 'echo Consul v1.16.1', other: 'exit 0' })
    const missing = path.join(folder, 'missing')
    assert.throws(() => consulOnPath({ PATH: folder, CONSUL_BIN: missing }), {
      message: `\`CONSUL_BIN\` names ${missing}, which is no program that can be run. Correct the path, or unset the variable.`,
    })
    const other = path.join(folder, 'other')
    assert.throws(() => consulOnPath({ PATH: folder, CONSUL_BIN: other }), {
      message: `\`CONSUL_BIN\` names ${other}, which does not answer \`version\` as Consul does. Name a Consul in \`CONSUL_BIN\`, or take that one away.`,
    })
  })
})
