// `migrate`: a workspace of the technical preview becomes one of a later release, which takes it; twice is as good as once.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'

const files = {
  'one/consul-peering.json': '{\n  "cluster": "cluster-01",\n  "target": "preview"\n}\n',
  'one/exports.hcl':
    'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ PeerName = "west" }] }] # agreed\n',
  'one/billing.hcl': 'Kind = "service-defaults"\nName = "billing"\nProtocol = "http"\n',
  'one/own.hcl': '# consul-peering: target=preview\nKind = "mesh"\n',
}

function readFiles(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(files).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]))
}

test('the release is written where it is said, keys are renamed, and the new release takes it all', async (context) => {
  const { path: folder } = createFolder(context, files)
  const checked = await runCli('migrate --to 1.16 --check', { folder })
  assert.equal(checked.code, 1)
  assert.deepEqual(readFiles(folder), files)
  const { code, out } = await runCli('migrate --to 1.16', { folder })
  assert.equal(code, 0)
  assert.equal(out, checked.out)
  assert.deepEqual(readFiles(folder), {
    'one/consul-peering.json': files['one/consul-peering.json'].replace('preview', '1.16'),
    'one/exports.hcl': files['one/exports.hcl'].replace('PeerName', 'peer_name'),
    'one/billing.hcl': files['one/billing.hcl'],
    'one/own.hcl': files['one/own.hcl'].replace('preview', '1.16'),
  })
  assert.match(out, /^# Ready for Consul 1\.16\n\n## What changes\n\n(- one\/[\w.-]+\n)+/)
  assert.match(out, /## What no longer holds\n\n(.*\n)*- one\/\w+\.hcl:\d+: C3: /)
  assert.match(out, /## What is left to do\n\nNothing: the new release takes all of it\./)
  assert.match(out, /- the kind `jwt-provider`\n/)
  // One is for Enterprise, the other Consul writes itself.
  assert.doesNotMatch(out, /`(sameness-group|bound-api-gateway)`/)
  assert.equal((await runCli('check --target 1.16', { folder })).code, 0)
  const again = await runCli('migrate --to 1.16 --check', { folder })
  assert.equal(again.code, 0)
  assert.match(again.out, /## What changes\n\nNothing has to change\./)
})

test('what the release refuses is left to do, and files that say no release are told', async (context) => {
  const { path: folder } = createFolder(context, { 'mesh.hcl': 'Kind = "mesh"\nBogus = 1\n' })
  const { code, out } = await runCli('migrate --to 1.14', { folder })
  assert.equal(code, 1)
  assert.match(out, /1 of the files lie in no folder with a `consul-peering\.json`/)
  assert.match(out, /## What is left to do\n\n- mesh\.hcl:2: .*`Bogus`/)
})

test('a call that names no release is misuse', async () => {
  for (const line of ['migrate', 'migrate --to 0.9', 'migrate --to 1.16 no-such-folder']) assert.equal((await runCli(line)).code, 2, line)
})
