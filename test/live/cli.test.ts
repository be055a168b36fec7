// The program on real clusters: what each command prints, and its exit code.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { it } from 'node:test'
import { runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'
import { eventually, expectValue, onEachVersion } from '../harness/liveClusters.ts'

onEachVersion('the program', { services: ['web', 'billing'], acl: 'deny' }, (clusters, version) => {
  const environment = () => {
    const { acceptor, dialer } = clusters().agents
    return {
      EAST_CONSUL_HTTP_ADDR: acceptor.address.replace('http://', ''),
      EAST_CONSUL_HTTP_TOKEN: acceptor.managementToken ?? '',
      WEST_CONSUL_HTTP_ADDR: dialer.address,
      WEST_CONSUL_HTTP_TOKEN: dialer.managementToken ?? '',
    }
  }
  const run = (line: string, more: Parameters<typeof runCli>[1] = {}) => runCli(line, { environment: environment(), ...more })
  const pair = '--acceptor east --dialer west --acceptor-name east --dialer-name west'

  it('looks before it peers', async () => {
    const { code, out } = await run(`preflight ${pair} --format json`)
    const answer = JSON.parse(out)
    assert.deepEqual([code, answer.ok], [0, true])
    assert.ok(answer.checks.every(({ status }: { readonly status: string }) => status !== 'blocker'))
    const text = await run(`preflight ${pair}`)
    assert.match(text.out, /^ok {7}acceptor {2}\S/m)
  })

  it('peers the pair, and says in one object how that went', async () => {
    const { code, out, said } = await run(`peer ${pair} --timeout 60s --format json`)
    const { ok, acceptor, dialer, steps, message, proof } = JSON.parse(out)
    assert.deepEqual([code, ok, said, out.split('\n').length], [0, true, [], 2])
    const { agents } = clusters()
    assert.deepEqual(acceptor, { address: agents.acceptor.address, name: 'west', version, state: 'ACTIVE' })
    assert.deepEqual(dialer, { address: agents.dialer.address, name: 'east', version, state: 'ACTIVE' })
    assert.deepEqual(
      steps.map((step: { readonly step: string; readonly ok: boolean }) => [step.step, step.ok]),
      [
        ['preflight', true],
        ['token', true],
        ['establish', true],
        ['wait', true],
      ],
    )
    assert.deepEqual([message, proof], ['`west` and `east` are ACTIVE on both sides.', 'active'])
    const again = await run(`peer ${pair}`)
    assert.deepEqual(
      [again.code, again.out.split('\n')[0]],
      [0, '`west` and `east` were ACTIVE on both sides before; nothing was changed.'],
    )
  })

  it('tells how a cluster and its peerings are', async () => {
    const { code, out } = await run('status --cluster east --format json')
    const { ok, acls, peerings } = JSON.parse(out)
    assert.deepEqual([code, ok, acls, peerings.length, peerings[0].name, peerings[0].state], [0, true, 'deny', 1, 'west', 'ACTIVE'])
    const text = await run('status', { environment: { CONSUL_HTTP_ADDR: clusters().agents.dialer.address } })
    // Nobody may see anything without a token, and nothing is made up.
    assert.deepEqual([text.code, text.out], [3, ''])
    assert.match(text.said.join('\n'), /ACL token/)
  })

  it('shares a service, lets its caller in, and takes both back', async () => {
    const { acceptor, dialer } = clusters()
    assert.deepEqual(await run('export billing --peer west --cluster east'), {
      code: 0,
      out: '+ exported-services/default\n',
      said: [],
    })
    assert.equal((await run('export billing --peer west --cluster east')).out, 'It is so already; nothing was written.\n')
    await eventually(
      async () => expectValue(await dialer.healthService('billing', { peer: 'east' })),
      (found) => found.length > 0,
    )
    assert.equal((await run('allow shop --peer west --to billing --cluster east')).code, 0)
    const [row] = expectValue(await acceptor.intentions())
    assert.deepEqual([row?.source, row?.sourcePeer, row?.destination, row?.action], ['shop', 'west', 'billing', 'allow'])
    assert.equal((await run('allow shop --peer west --to billing --cluster east --deny')).code, 0)
    assert.equal(expectValue(await acceptor.intentions())[0]?.action, 'deny')
    assert.deepEqual(await run('export billing --peer west --cluster east --stop'), {
      code: 0,
      out: '- exported-services/default\n',
      said: [],
    })
  })

  it('compares a folder, applies it, and finds nothing to compare any more', async (t) => {
    const { path: folder } = createFolder(t, {
      'billing.hcl': 'kind = "service-defaults"\nname = "billing"\nprotocol = "HTTP"\n',
      'more/exports.yaml':
        'apiVersion: consul.hashicorp.com/v1alpha1\nkind: ExportedServices\nmetadata:\n  name: default\nspec:\n  services:\n    - name: billing\n      consumers:\n        - peer: west\n',
    })
    const before = await run('diff --cluster east', { folder })
    assert.deepEqual(before, {
      code: 1,
      out: '+ service-defaults/billing  (billing.hcl:1)\n+ exported-services/default  (more/exports.yaml:1)\n2 to create, 0 to change, 0 the same.\n',
      said: [],
    })
    assert.equal((await run('apply --cluster east --dry-run .', { folder })).out, before.out)
    const applied = await run('apply --cluster east .', { folder })
    assert.deepEqual([applied.code, applied.said], [0, []])
    assert.deepEqual(await run('diff --cluster east', { folder }), { code: 0, out: '0 to create, 0 to change, 2 the same.\n', said: [] })
  })

  it('takes an entry into a file that says the same', async (t) => {
    const { path: folder } = createFolder(t)
    const read = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8')
    for (const format of ['hcl', 'json', 'crd']) {
      const file = `exports.${format === 'crd' ? 'yaml' : format}`
      assert.deepEqual(await run(`pull exported-services --to ${format} --out ${file} --cluster east`, { folder }), {
        code: 0,
        out: '',
        said: [],
      })
      assert.equal((await run(`diff --cluster east ${file}`, { folder })).out, '0 to create, 0 to change, 1 the same.\n', read(file))
      const again = await run(`pull exported-services --to ${format} --out ${file} --cluster east`, { folder })
      assert.equal(again.code, 2)
    }
    assert.match(read('exports.yaml'), /^kind: ExportedServices$/m)
  })

  it('tells a refusal of the cluster with its file, and leaves the rest alone', async (t) => {
    const { path: folder } = createFolder(t, {
      'a.hcl': 'Kind = "service-defaults"\nName = "a"\nProtocol = "tcp"\n',
      'b.hcl': 'Kind = "service-splitter"\nName = "a"\nSplits = [{ Weight = 100, Service = "a" }]\n',
      'c.hcl': 'Kind = "service-intentions"\nName = "a"\nSources = [{ Name = "x", Action = "allow" }]\n',
    })
    const { code, out, said } = await run('apply --cluster east .', { folder })
    assert.equal(code, 1)
    assert.match(out, /^\+ service-defaults\/a {2}\(a\.hcl:1\)\n! service-splitter\/a {2}\(b\.hcl:1\) .*discovery chain/)
    assert.deepEqual(said, ['1 more entry was left as it is.'])
  })

  it('exits with 3 where the cluster is the trouble, and says so in the object', async () => {
    const { code, out } = await run('peer --acceptor 127.0.0.1:1 --dialer west --acceptor-name a --dialer-name b --format json')
    const { ok, steps, error } = JSON.parse(out)
    assert.deepEqual(
      [code, ok, steps.length, steps[0].step, steps[0].ok, error.kind],
      [3, false, 1, 'preflight', false, 'preflight-blocked'],
    )
    assert.equal((await run('status --cluster 127.0.0.1:1')).code, 3)
    assert.equal((await run('diff --cluster 127.0.0.1:1')).code, 3)
  })

  it('reads a token without showing its secret', async () => {
    const made = expectValue(
      await clusters().acceptor.generateToken({ peerName: 'north', generation: version === '1.13.9' ? '1.13' : '1.14+' }),
    ).reveal()
    const { out, said } = await run('token inspect -', { input: `${made}\n` })
    const secret = JSON.parse(Buffer.from(made, 'base64').toString()).EstablishmentSecret
    assert.ok(secret.length > 10 && !out.includes(secret) && !said.join('').includes(secret))
    assert.match(out, version === '1.13.9' ? /^Server name +server\.dc1\.consul$/m : /^Trust domain +[0-9a-f-]{36}\.consul$/m)
    assert.match(out, version === '1.13.9' ? /^Made by +Consul 1\.13;/m : /^Made by +Consul 1\.14 or later;/m)
    const argument = await run(`token inspect ${made}`)
    assert.deepEqual([argument.code, argument.said.join('').includes(made)], [2, false])
  })
})
