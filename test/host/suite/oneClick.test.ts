// One click peers real clusters in every way in which people run them, and what is shared arrives.
import * as assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { promisify } from 'node:util'
import * as vscode from 'vscode'
import { Secret } from '../../../consul/src/secret.ts'
import { type HostCluster, type HostPair, hostPairs } from './hostPairs.ts'
import { acceptAll, activateExtension, realClusters, setClusters, until } from './steps.ts'

describe('one click', () => {
  after(() => setClusters(realClusters()))

  for (const [i, pair] of hostPairs().entries()) {
    it(`${pair.canPeer ? 'peers' : 'is stopped for'} a pair of ${pair.title}`, async () => {
      const [acceptorId, dialerId] = [`p${i}-acceptor`, `p${i}-dialer`]
      const { clusters, tree } = await activateExtension()
      await setClusters([
        { id: acceptorId, name: 'east', ...settingsOf(pair.acceptor) },
        { id: dialerId, name: 'west', ...settingsOf(pair.dialer) },
      ])
      await until(async () => clusters.find(`settings:${dialerId}`) !== undefined)
      for (const [id, { token }] of [
        [acceptorId, pair.acceptor],
        [dialerId, pair.dialer],
      ] as const) {
        const profile = clusters.find(`settings:${id}`)
        assert.ok(profile)
        if (token !== undefined) await clusters.setToken(profile, new Secret(token))
      }
      const peering = vscode.commands.executeCommand('consulPeering.peerClusters', `cluster/settings:${acceptorId}`)
      if (!pair.canPeer) {
        await leaveAt(peering)
        await vscode.commands.executeCommand('consulPeering.refreshClusters')
        assert.deepEqual(peeringRows(tree.roots()), [])
        return
      }
      await acceptAll(peering)
      await until(async () => peeringRows(tree.roots()).length === 2)
      assert.deepEqual(peeringRows(tree.roots()), ['east: west ACTIVE', 'west: east ACTIVE'])
      await shareBilling(pair)
    })
  }

  it('leaves no ACL token in a file of VS Code, nor among the arguments of a process', async () => {
    const tokens = hostPairs().flatMap(({ acceptor, dialer }) => [acceptor, dialer].flatMap(({ token }) => token ?? []))
    assert.equal(tokens.length, 8)
    const folder = path.dirname(process.env['TMPDIR'] ?? '')
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    assert.ok(
      files.some(({ name }) => name === 'settings.json'),
      'this is the data folder of VS Code',
    )
    const texts = files.map(({ parentPath, name }) => [name, fs.readFileSync(path.join(parentPath, name), 'latin1')] as const)
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'args='])
    const found = [...texts, ['ps', stdout] as const].filter(([, text]) => tokens.some((token) => text.includes(token)))
    assert.deepEqual(
      found.map(([name]) => name),
      [],
    )
  })
})

function settingsOf({ address, caFile }: HostCluster) {
  return { address, ...(caFile !== undefined && { caFile }) }
}

/** The checklist offers to check again only, so a person leaves it there. */
async function leaveAt(running: Thenable<unknown>): Promise<void> {
  let isOver = false
  const over = Promise.resolve(running).finally(() => {
    isOver = true
  })
  // The first question is which cluster dials.
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem')
  await until(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen')
    return isOver
  })
  await over
}

/** What a person does next, by the same token: export, allow, and read back what decides. */
async function shareBilling({ acceptor, dialer }: HostPair): Promise<void> {
  const peerKey = (await ask(acceptor, '/v1/agent/self')).Config.Version.startsWith('1.13') ? 'PeerName' : 'Peer'
  const services = [{ Name: 'billing', Consumers: [{ [peerKey]: 'west' }] }]
  await ask(acceptor, '/v1/config', { Kind: 'exported-services', Name: 'default', Services: services })
  const sources = [{ Name: 'shop', Peer: 'west', Action: 'allow' }]
  await ask(acceptor, '/v1/config', { Kind: 'service-intentions', Name: 'billing', Sources: sources })
  await until(async () => (await ask(dialer, '/v1/health/service/billing?peer=east')).length > 0)
  const exact = await ask(acceptor, '/v1/connect/intentions/exact?source=peer:west/shop&destination=billing')
  assert.deepEqual([exact.SourcePeer, exact.SourceName, exact.Action, exact.Precedence], ['west', 'shop', 'allow', 9])
}

async function ask({ plainAddress, token }: HostCluster, path: string, body?: object) {
  const headers: Record<string, string> = token === undefined ? {} : { 'X-Consul-Token': token }
  const answer = await fetch(plainAddress + path, { headers, ...(body && { method: 'PUT', body: JSON.stringify(body) }) })
  const text = await answer.text()
  assert.ok(answer.ok, `${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

type Row = { readonly label: string; readonly description?: string | undefined; readonly children: readonly Row[] }

function peeringRows(clusters: readonly Row[]): readonly string[] {
  return clusters.flatMap((cluster) =>
    cluster.children
      .filter(({ label }) => label === 'Peerings')
      .flatMap(({ children }) =>
        children.flatMap((row) => (row.description ? [`${cluster.label}: ${row.label} ${row.description.split(' ')[0]}`] : [])),
      ),
  )
}
