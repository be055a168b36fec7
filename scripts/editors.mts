// `npm run test:editors`: uses the built language server from other editors, as far as they are installed.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { createScratch } from '../test/harness/scratch.ts'

const root = path.dirname(import.meta.dirname)
const server = path.join(root, 'dist', 'server.cjs')

const files = {
  'exported-services.hcl':
    'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "billing", Consumers = [{ PeerName = "cluster-02" }] }]\n',
  'billing.hcl': 'Kind = "service-defaults"\nName = "billing"\n',
}

/** What a person sees, step by step. */
const expected: Readonly<Record<string, unknown>> = {
  diagnostics: ['unknown-field on line 3'],
  hover: '**Service `billing`**\n\n- Defined by [`service-defaults`](BILLING#L2)\n- Exported to [`cluster-02`](EXPORTS#L3)',
  'code action': 'Rename to `peer_name`',
  fixed: 'Services = [{ Name = "billing", Consumers = [{ peer_name = "cluster-02" }] }]',
  renamed: 'Services = [{ Name = "invoices", Consumers = [{ peer_name = "cluster-02" }] }]',
  'renamed elsewhere': 'Name = "invoices"',
  completion: true,
}

neovim()

function neovim(): void {
  const version = spawnSync('nvim', ['--version'], { encoding: 'utf8' })
  if (version.error || version.status !== 0) {
    console.log('Neovim is not installed, so nothing was tried with it. On Debian: apt-get install neovim')
    return
  }
  const scratch = createScratch('consul-peering-editors-')
  try {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(scratch.path, 'config-')))
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text)
    const { stdout, stderr, status } = spawnSync(
      'nvim',
      ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S', path.join(root, 'test/editors/neovim.lua')],
      {
        encoding: 'utf8',
        timeout: 120_000,
        env: { ...process.env, EDITORS_NODE: process.execPath, EDITORS_SERVER: server, EDITORS_FOLDER: folder },
      },
    )
    const seen = Object.fromEntries(
      stdout
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line): { readonly step: string; readonly value: unknown } => JSON.parse(line))
        .map(({ step, value }) => [step, withoutFolder(value, folder)]),
    )
    assert.deepEqual(seen, expected, `Neovim ended with ${status}: ${stderr}`)
    console.log(`${version.stdout.split('\n')[0]}: ${Object.keys(expected).join(', ')}`)
  } finally {
    scratch.remove()
  }
}

function withoutFolder(value: unknown, folder: string): unknown {
  if (typeof value !== 'string') return value
  return value.replaceAll(`file://${folder}/billing.hcl`, 'BILLING').replaceAll(`file://${folder}/exported-services.hcl`, 'EXPORTS')
}
