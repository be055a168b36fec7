// `explain-path`: its answers on folders, its exit codes, and its JSON.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'

const files = {
  'one/consul-peering.json': '{"cluster":"cluster-01","target":"1.16","peers":{"east":"../two"}}',
  'two/consul-peering.json': '{"cluster":"cluster-02","target":"1.16","peers":{"west":"../one"}}',
  'two/exports.hcl': 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ Peer = "west" }] }]\n',
  'two/billing.hcl': 'Kind = "service-intentions"\nName = "billing"\nSources = [{ Name = "web", Peer = "west", Action = "allow" }]\n',
  'facts.json': '{"clusters":[]}',
}

test('the answer is told hop by hop, and decides the exit code', async (context) => {
  const { path: folder } = createFolder(context, files)
  const yes = await runCli('explain-path --from web@cluster-01 --to billing@cluster-02', { folder })
  assert.equal(yes.code, 0)
  assert.match(yes.out, /^YES {2}`web` of `cluster-01` can call `billing` of `cluster-02`\.\n/)
  assert.match(yes.out, /\(two\/billing\.hcl:3\)/)
  const no = await runCli('explain-path --from api@cluster-01 --to orders@cluster-02 --format json', { folder })
  assert.equal(no.code, 1)
  const { answer, hops }: { readonly answer: string; readonly hops: readonly { readonly fix?: string }[] } = JSON.parse(no.out)
  assert.equal(answer, 'no')
  assert.deepEqual(
    hops.flatMap(({ fix }) => fix ?? []),
    ['Export `orders` to `west`'],
  )
  const unknown = await runCli('explain-path --from api@cluster-01 --to billing@cluster-02', { folder })
  assert.equal(unknown.code, 1)
  assert.match(unknown.out, /^UNKNOWN /)
})

test('a call that names nothing that is there is misuse', async (context) => {
  const { path: folder } = createFolder(context, files)
  for (const line of [
    '',
    '--from web --to billing@cluster-02',
    '--from web@cluster-01',
    '--from web@cluster-01 --to a@b',
    '--from web@cluster-01 --to a@cluster-02 --format xml',
  ])
    assert.equal((await runCli(`explain-path ${line}`, { folder })).code, 2, line)
})
