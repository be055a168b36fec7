// What a live cluster says of the protocol of a service counts where no file says anything.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFixture } from '../harness/fixture.ts'
import { type JudgeOptions, judgeFiles } from '../harness/rules.ts'

const exported = 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ peer_name = "west" }] }]\n'

function messages(files: string, protocol: string, target: JudgeOptions['target'] = 'preview'): readonly string[] {
  const cluster = {
    cluster: 'cluster-01',
    readAt: 0,
    services: [{ name: 'billing', protocol }],
    peers: [{ name: 'west', state: 'ACTIVE' }],
  }
  const settings = { scopes: [{ folder: '', cluster: 'cluster-01' }], facts: { clusters: [cluster] } }
  return judgeFiles(parseFixture(files).files, { target, settings })
    .filter(({ code }) => code === 'exported-service-protocol')
    .map(({ message }) => message)
}

test('an exported service that speaks http on the cluster is told, until a file or a release says otherwise', () => {
  const alone = `#- exports.hcl\n${exported}`
  assert.deepEqual(messages(alone, 'http'), [
    '`billing` speaks `http` by the entries of the live cluster, but the technical preview shares only TCP services with peers. Set its protocol to `tcp` there, or stop exporting it.',
  ])
  assert.deepEqual(messages(alone, 'tcp'), [])
  assert.deepEqual(messages(alone, 'http', '1.16'), [])
  const mended = `${alone}#- billing.hcl\nKind = "service-defaults"\nName = "billing"\nProtocol = "tcp"\n`
  assert.deepEqual(messages(mended, 'http'), [])
})
