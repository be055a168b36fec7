// The command line tool as it is built: one file to start with, which finds the others beside it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import * as path from 'node:path'
import { test } from 'node:test'
import manifest from '../../package.json' with { type: 'json' }
import { createFolder } from '../harness/folder.ts'

const root = path.join(import.meta.dirname, '..', '..')
const program = path.join(root, manifest.bin['consul-peering'])

function start(args: readonly string[], folder: string, input = ''): readonly [code: number | null, out: string, said: string] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', input })
  return [status, stdout, stderr]
}

test('it tells its version, and explains a rule with its page', () => {
  assert.deepEqual(start(['--version'], root), [0, `consul-peering ${manifest.version}\n`, ''])
  const [code, out] = start(['explain', 'unknown-field'], root)
  assert.equal(code, 0)
  assert.ok(out.endsWith(`Page: ${path.join(root, 'docs', 'rules', 'unknown-field.md')}\n`))
})

test('it judges files, and loads the parser of HCL 2 when that is asked for', (context) => {
  const { path: folder } = createFolder(context, { 'a.hcl': 'Kind = "proxy-defaults"\nName = "global"\n"Mode" = ""\n' })
  assert.deepEqual(start(['check'], folder), [0, '', ''])
  const [code, out] = start(['check', '--portability'], folder)
  assert.equal(code, 1)
  assert.match(out, /^a\.hcl:3:1 warning hcl2-portability \(advice\)\n/)
})

test('it answers batches', () => {
  const record = '{"id":1,"format":"hcl","text":"Kind = \\"proxy-defaults\\"\\nName = \\"global\\""}\n'
  assert.deepEqual(start(['check', '--batch'], root, record), [0, '{"id":1,"findings":[]}\n', ''])
})

test('it reads a peering token from standard input, without its secret', () => {
  const token = {
    CA: null,
    ServerAddresses: ['203.0.113.7:8503'],
    ServerName: 'server.dc1.peering.11111111-2222-3333-4444-555555555555.consul',
    PeerID: '0d2f0c5e-0000-0000-0000-000000000001',
    EstablishmentSecret: 'very-secret',
    Remote: { Partition: '', Datacenter: 'dc1' },
  }
  const [code, out, said] = start(['token', 'inspect', '-'], root, `${Buffer.from(JSON.stringify(token)).toString('base64')}\n`)
  assert.deepEqual([code, said], [0, ''])
  assert.match(out, /^Trust domain +11111111-2222-3333-4444-555555555555\.consul$/m)
  assert.doesNotMatch(out, /very-secret/)
})

test('it talks to clusters, and says when there is none', () => {
  const [code, out, said] = start(['status', '--cluster', 'http://127.0.0.1:1'], root)
  assert.deepEqual([code, out], [3, ''])
  assert.match(said, /^consul-peering: http:\/\/127\.0\.0\.1:1: /)
})
