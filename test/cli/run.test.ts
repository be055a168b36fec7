// The program as a whole: its commands, its help and what it says to those who mistype.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import manifest from '../../package.json' with { type: 'json' }
import { commands } from '../../server/src/cli/command.ts'
import { runCli } from '../harness/cli.ts'

const help = `Checks Consul config entries as a real Consul would, before they are written to a cluster.

Usage: consul-peering COMMAND [OPTION…]

Commands:
  check         Judge config entries as Consul would
  fmt           Lay config entries out
  convert       Write an entry as HCL, JSON or a Kubernetes resource
  migrate       Make files ready for another release of Consul
  explain-path  Say whether a service can reach another one over a peering
  rules         List all rules
  explain       Say what a rule is about, with examples
  preflight     Look whether two clusters can be peered
  peer          Peer two clusters
  status        Show the peerings of a cluster
  token         Read a peering token
  export        Share a service with a peer
  allow         Let a service of a peer call
  diff          Compare files with a cluster
  apply         Write files to a cluster
  pull          Take an entry of a cluster into a file

Options:
  -h, --help     Show this help
  -V, --version  Show the version

Exit codes: 0 clean, 1 findings or differences, 2 misuse, 3 cluster trouble.

\`consul-peering COMMAND --help\` says more about a command.
`

test('the help lists the commands', async () => {
  assert.deepEqual(await runCli('--help'), { code: 0, out: help, said: [] })
  assert.deepEqual(await runCli('-h'), { code: 0, out: help, said: [] })
  assert.deepEqual(await runCli('help'), { code: 0, out: help, said: [] })
  assert.deepEqual(await runCli('help check'), await runCli('check --help'))
})

test('without a command the help goes to the person, and it is misuse', async () => {
  assert.deepEqual(await runCli(''), { code: 2, out: '', said: [help.trimEnd()] })
})

for (const { name, load } of commands) {
  test(`the help of \`${name}\` shows how it is called, all its options and examples that it takes`, async () => {
    const command = await load()
    for (const asked of ['--help', '-h', '--nonsense --help']) {
      const { code, out, said } = await runCli(`${name} ${asked}`)
      assert.deepEqual([code, said], [0, []])
      assert.match(out, new RegExp(`^Usage: consul-peering ${name} `, 'm'))
      for (const option of command.options) assert.ok(out.includes(`--${option.name}`), option.name)
      assert.ok(Math.max(...out.split('\n').map((line) => line.length)) <= 120)
    }
    for (const [call] of command.examples)
      assert.ok(
        commands.some((known) => known.name === call.split(' ')[0]),
        call,
      )
  })

  test(`the version is told by \`${name}\`, too`, async () => {
    for (const asked of ['--version', '-V']) {
      assert.deepEqual(await runCli(`${name} ${asked}`), { code: 0, out: `consul-peering ${manifest.version}\n`, said: [] })
    }
  })
}

test('the version is that of the package', async () => {
  assert.deepEqual(await runCli('--version'), { code: 0, out: `consul-peering ${manifest.version}\n`, said: [] })
})

const misuses: readonly (readonly [line: string, sentence: string])[] = [
  ['chekc', 'there is no command `chekc`; `check` is near.'],
  ['lint', 'there is no command `lint`.'],
  ['--nonsense', 'there is no option `--nonsense` here.'],
  ['rules unknown-field', '`rules` takes no `unknown-field`; `explain` does.'],
  ['rules --format yaml', '`--format` cannot be `yaml`. Write text, json.'],
  ['rules --format', '`--format` needs a value: FORMAT.'],
  ['explain', '`explain` takes the code of one rule.'],
  ['explain unknown-field missing-field', '`explain` takes the code of one rule.'],
  ['explain unknown-feild', 'there is no rule `unknown-feild`; `unknown-field` is near.'],
  ['explain nonsense', 'there is no rule `nonsense`; `consul-peering rules` lists them all.'],
]

for (const [line, sentence] of misuses) {
  test(`\`${line}\` is misuse, and says: ${sentence}`, async () => {
    const { code, out, said } = await runCli(line)
    assert.deepEqual([code, out, said[0]], [2, '', `consul-peering: ${sentence}`])
    assert.match(said[1] ?? '', /--help` says what can be asked\.$/)
  })
}
