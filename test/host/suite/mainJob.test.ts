// The main job end to end: wrong entries are found and mended, real clusters take them, and one command peers the clusters.
import * as assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as vscode from 'vscode'
import {
  acceptAll,
  actionsAt,
  activateExtension,
  applyAction,
  exampleUri,
  findingsOf,
  openExample,
  realClusters,
  setClusters,
  until,
} from './steps.ts'

const run = promisify(execFile)
const quickFix = vscode.CodeActionKind.QuickFix
const fixAll = vscode.CodeActionKind.SourceFixAll.append('consulPeering')

describe('the main job', () => {
  before(async () => {
    await setClusters(realClusters())
    await activateExtension()
  })

  it('finds exactly what is wrong in the examples, in files that are not open too', async () => {
    await openExample('cluster-01/exported-services.hcl')
    await until(async () => (await allFindings()).length >= expected.length)
    assert.deepEqual(await allFindings(), expected)
  })

  it('mends what is safe to mend by fix-all', async () => {
    for (const name of ['cluster-01/exported-services.hcl', 'cluster-02/exported-services.json']) {
      const document = await openExample(name)
      await applyAction(await actionsAt(document.uri, new vscode.Range(0, 0, 0, 0), fixAll), '')
    }
    await until(async () => (await ownFindings()).length === 2)
    assert.deepEqual(await ownFindings(), [
      'cluster-01/exported-services.hcl:7 Warning exported-service-protocol «"billing"»',
      'cluster-02/api-intentions.hcl:10 Warning l7-permissions-for-peer «Permissions»',
    ])
  })

  it('mends C3 and C6 by their single fixes, one of them in another file', async () => {
    for (const [name, code, title] of [
      ['cluster-01/exported-services.hcl', 'exported-service-protocol', 'Set the protocol of `billing` to `tcp` in billing.hcl'],
      ['cluster-02/api-intentions.hcl', 'l7-permissions-for-peer', 'Replace `Permissions` by `Action = "allow"`'],
    ] as const) {
      const { uri } = await openExample(name)
      const finding = vscode.languages.getDiagnostics(uri).find((each) => typeof each.code === 'object' && each.code.value === code)
      assert.ok(finding, `${name} has a finding ${code}`)
      await applyAction(await actionsAt(uri, finding.range, quickFix), title)
    }
    await until(async () => (await ownFindings()).length === 0)
    assert.match((await openExample('cluster-01/billing.hcl')).getText(), /^Protocol = "tcp"$/m)
  })

  for (const cluster of realClusters()) {
    it(`has its entries accepted by the real ${cluster.name}`, async () => {
      for (const file of await entryFiles(cluster.name)) {
        await run(process.env['HOST_CONSUL'] ?? '', ['config', 'write', `-http-addr=${cluster.address}`, file.fsPath])
      }
      assert.deepEqual(await listEntries(cluster.address), ['exported-services/default'])
    })
  }

  it('peers the two real clusters by one command', async () => {
    const { tree } = await activateExtension()
    await acceptAll(vscode.commands.executeCommand('consulPeering.peerClusters', 'cluster/settings:cluster-01'))
    assert.deepEqual(peeringRows(tree.roots()), ['cluster-01: cluster-02 ACTIVE', 'cluster-02: cluster-01 ACTIVE'])
  })

  it('misses no peer any more', async () => {
    assert.ok(expected.some((line) => line.includes('unknown-peer')))
    await until(async () => !(await allFindings()).some((line) => line.includes('unknown-peer')))
  })

  it('sees the exported service of each cluster from the other one', async () => {
    const [first, second] = realClusters()
    assert.ok(first && second)
    await until(async () => (await instances(second.address, 'billing', 'cluster-01')).length > 0)
    await until(async () => (await instances(first.address, 'frontend', 'cluster-02')).length > 0)
  })
})

const expected = [
  'cluster-01/billing-intentions.hcl:12 Warning unknown-peer «"cluster-02"»',
  'cluster-01/billing-intentions.hcl:13 Hint allow-by-default «"allow"»',
  'cluster-01/exported-services.hcl:12 Warning namespace-ignored «Namespace»',
  'cluster-01/exported-services.hcl:13 Warning unknown-peer «"cluster-02"»',
  'cluster-01/exported-services.hcl:7 Warning exported-service-protocol «"billing"»',
  'cluster-01/exported-services.hcl:8 Error unknown-field «Peer»',
  'cluster-01/exported-services.hcl:8 Warning unknown-peer «"cluster-02"»',
  'cluster-02/api-intentions.hcl:10 Warning l7-permissions-for-peer «Permissions»',
  'cluster-02/api-intentions.hcl:8 Warning unknown-peer «"cluster-01"»',
  'cluster-02/exported-services.json:2 Error missing-field «"Kind"»',
  'cluster-02/exported-services.json:6 Error unknown-field «"Peer"»',
  'cluster-02/exported-services.json:6 Warning unknown-peer «"cluster-01"»',
]

/** What the entries say by themselves, whatever the clusters have. */
async function ownFindings(): Promise<readonly string[]> {
  return (await allFindings()).filter((line) => !/ (unknown-peer|allow-by-default) /.test(line))
}

/** Those of the two clusters; the folder of the constraints has a test of its own. */
function allFindings(): Promise<readonly string[]> {
  return findingsOf(vscode.languages.getDiagnostics().filter(([uri]) => /\/cluster-0[12]\//.test(uri.path)))
}

/** Defaults first: an intention may need the protocol of its service. */
async function entryFiles(cluster: string): Promise<readonly vscode.Uri[]> {
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(exampleUri(cluster), '*.{hcl,json}'), '**/consul-peering.json')
  const isDefaults = ({ path }: vscode.Uri) => !/intentions|exported/.test(path)
  return [...files.filter(isDefaults), ...files.filter((file) => !isDefaults(file))]
}

async function listEntries(address: string): Promise<readonly string[]> {
  const entries: readonly { readonly Kind: string; readonly Name: string }[] = await ask(`${address}/v1/config/exported-services`)
  return entries.map(({ Kind, Name }) => `${Kind}/${Name}`)
}

function instances(address: string, service: string, peer: string): Promise<readonly unknown[]> {
  return ask(`${address}/v1/health/service/${service}?peer=${peer}`)
}

async function ask<T>(url: string): Promise<T> {
  const answer = await fetch(url)
  assert.ok(answer.ok, `${url}: ${answer.status}`)
  return JSON.parse(await answer.text())
}

type Row = { readonly label: string; readonly description?: string | undefined; readonly children: readonly Row[] }

function peeringRows(clusters: readonly Row[]): readonly string[] {
  return clusters.flatMap((cluster) =>
    cluster.children
      .filter(({ label }) => label === 'Peerings')
      .flatMap(({ children }) => children.map(({ label, description }) => `${cluster.label}: ${label} ${description?.split(' ')[0]}`)),
  )
}
