// The commands of scripts, Markdown and tasks, as rules see them.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CommandFormat } from '../../../server/src/core/document.ts'
import { parseCommands } from '../../../server/src/core/syntax/commands/commands.ts'
import type { Value } from '../../../server/src/core/value.ts'

/** A value as plain text; what stands differently in the text follows in guillemets. */
function plain(text: string, value: Value): unknown {
  switch (value.type) {
    case 'string': {
      const raw = text.slice(value.range.start, value.range.end)
      return raw === value.value ? raw : `${value.value} «${raw}»`
    }
    case 'boolean':
      return value.value
    case 'number':
      return Number(value.raw)
    case 'list':
      return value.elements.map((element) => plain(text, element))
    case 'object':
      return Object.fromEntries(value.members.map((member) => [member.key, plain(text, member.value)]))
    case 'null':
    case 'missing':
      return null
  }
}

function commands(text: string, format: CommandFormat = 'shell'): readonly unknown[] {
  return parseCommands(text, format).roots.map((root) => plain(text, root))
}

const consul = (subcommand: readonly string[], rest: Readonly<Record<string, unknown>> = {}) => ({
  tool: 'consul',
  subcommand,
  flags: {},
  arguments: [],
  standsAlone: true,
  ...rest,
})

describe('the commands of a script', () => {
  it('have flags with one dash or two, with a sign or without', () =>
    assert.deepEqual(commands('consul intention create -allow -meta a=b --token=x web billing # allow it\n'), [
      consul(['intention', 'create'], { flags: { allow: true, meta: 'a=b', token: 'x' }, arguments: ['web', 'billing'] }),
    ]))

  it('stand behind what runs them', () => {
    const kv = consul(['kv', 'get'], { arguments: ['x'] })
    const inside = { ...kv, standsAlone: false }
    for (const text of [
      'consul kv get x',
      'FOO=1 BAR="a b" consul kv get x',
      'sudo -u consul consul kv get x',
      'docker exec -it consul consul kv get x',
      'docker compose exec -T consul-1 consul kv get x',
      'kubectl exec -n consul consul-server-0 -c consul -- consul kv get x',
      'if ! consul kv get x; then exit 1; fi',
      'while true; do consul kv get x; sleep 1; done',
      'cd a && consul kv get x',
      'timeout 5 consul kv get x',
      '(consul kv get x;)',
      '{ consul kv get x; }',
      'consul kv get x >out 2>&1',
    ]) {
      assert.deepEqual(commands(text), [kv], text)
    }
    for (const text of [
      'X=$(consul kv get x)',
      'X="$(consul kv get x | jq -r .)"',
      'X=`consul kv get x`',
      'consul kv get x | jq .',
      'sh -c "consul kv get x"',
      "ssh host 'consul kv get x'",
      "kubectl exec p -- sh -c 'consul kv get x && true'",
      'bash <<EOF\nconsul kv get x\nEOF\n',
      'diff <(consul kv get x) y',
    ]) {
      assert.deepEqual(commands(text), [inside], text)
    }
  })

  it('are not what only looks like one', () => {
    for (const text of [
      '# consul kv get x',
      'echo consul kv get x',
      'consul-template kv get x',
      'consul members',
      'cat <<EOF\nconsul kv get x\nEOF\n',
      "echo 'consul kv get x'",
      'curl https://example.org/kv/x',
    ]) {
      assert.deepEqual(commands(text), [], text)
    }
  })

  it('go on behind a backslash at the end of a line', () =>
    assert.deepEqual(commands('consul kv get \\\n  -datacenter=x \\\r\n  y\nconsul kv get z'), [
      consul(['kv', 'get'], { flags: { datacenter: 'x' }, arguments: ['y'] }),
      consul(['kv', 'get'], { arguments: ['z'] }),
    ]))

  it('know the variables that the script sets', () =>
    assert.deepEqual(commands('export PEER=east\nA=$(date)\nconsul kv get -datacenter="$PEER" -token ${TOKEN:-none} "${A}" $B'), [
      consul(['kv', 'get'], {
        flags: { datacenter: 'east «$PEER»', token: 'none «${TOKEN:-none}»' },
        arguments: ['${A} «"${A}"»', '$B'],
      }),
    ]))

  it('take here-documents', () =>
    assert.deepEqual(commands('consul config write - <<-"EOF" | tee log\n\tKind = "mesh"\n\tEOF\nconsul kv get x'), [
      consul(['config', 'write'], { arguments: ['-'], input: '\tKind = "mesh"\n', standsAlone: false }),
      consul(['kv', 'get'], { arguments: ['x'] }),
    ]))
})

describe('the requests of a script', () => {
  const request = (rest: Readonly<Record<string, unknown>>) => ({
    tool: 'curl',
    method: 'GET «curl»',
    query: {},
    headers: [],
    standsAlone: true,
    ...rest,
  })

  it('have a method, a path and a query', () =>
    assert.deepEqual(commands('curl -sfXDELETE -H "X-Consul-Token: t" "$ADDR/v1/kv/a%2Fb?dc=east&recurse"'), [
      request({
        method: 'DELETE',
        url: '$ADDR/v1/kv/a%2Fb?dc=east&recurse «"$ADDR/v1/kv/a%2Fb?dc=east&recurse"»',
        path: '/v1/kv/a%2Fb',
        query: { dc: 'east', recurse: '' },
        headers: ['X-Consul-Token: t «"X-Consul-Token: t"»'],
      }),
    ]))

  const token = { url: 'h/v1/peering/token', path: '/v1/peering/token' }

  it('have a body with places, however it is quoted', () => {
    const body = { PeerName: 'east «"east"»' }
    assert.deepEqual(commands(`curl -d '{"PeerName": "east"}' h/v1/peering/token`), [request({ ...token, method: 'POST «curl»', body })])
    assert.deepEqual(commands('curl --request POST --data "{\\"PeerName\\": \\"east\\"}" h/v1/peering/token'), [
      request({ ...token, method: 'POST', body: { PeerName: 'east «\\"east\\"»' } }),
    ])
    const piped = { ...token, method: 'POST «curl»', body, standsAlone: false }
    assert.deepEqual(commands(`curl -d @- h/v1/peering/token <<EOF\n{"PeerName": "east"}\nEOF\n`), [request(piped)])
    assert.deepEqual(commands(`echo '{"PeerName": "east"}' | curl -d @- h/v1/peering/token`), [request(piped)])
    assert.deepEqual(commands(`BODY='{"PeerName": "east"}'\ncurl -d "$BODY" h/v1/peering/token`), [
      request({ ...token, method: 'POST «curl»', body: { PeerName: 'east «$BODY»' } }),
    ])
  })

  it('send files', () =>
    assert.deepEqual(commands('curl --upload-file x.json h/v1/config\ncurl -XPUT -d@y.hcl h/v1/config'), [
      request({ method: 'PUT «curl»', url: 'h/v1/config', path: '/v1/config', file: 'x.json' }),
      request({ method: 'PUT', url: 'h/v1/config', path: '/v1/config', file: 'y.hcl' }),
    ]))
})

describe('the commands of Markdown', () => {
  const kv = consul(['kv', 'get'], { arguments: ['x'] })

  it('stand in fences of a shell, or of no language', () => {
    assert.deepEqual(commands('consul kv get x\n\n```sh\nconsul kv get x\n```\n\n~~~\nconsul kv get x\n~~~\n', 'markdown'), [kv, kv])
    assert.deepEqual(commands('```python\nconsul kv get x\n```\n\n    consul kv get x\n', 'markdown'), [])
    assert.deepEqual(commands('> 1. ```shell\n>    consul kv get x\n', 'markdown'), [])
  })

  it('stand behind prompts, with their output below', () =>
    assert.deepEqual(
      commands(
        '```shell-session\n$ consul kv get \\\n    x\nconsul kv get y\n$ cat <<EOF\nconsul kv get y\nEOF\n$ consul kv get x\n```\n',
        'markdown',
      ),
      [kv, kv],
    ))

  it('end with their fence, whatever is open', () =>
    assert.deepEqual(commands("```sh\necho 'open\n```\n```sh\nconsul kv get x\n```\n", 'markdown'), [kv]))
})

describe('the commands of tasks', () => {
  it('stand in one line, or in a command with arguments, for any system', () => {
    const text = `{
  // Tasks
  "tasks": [
    { "command": "consul", "args": ["kv", "get", { "value": "-datacenter=a b", "quoting": "strong" }, "x"] },
    { "command": "true", "windows": { "command": "curl -d \\"{\\\\\\"PeerName\\\\\\": \\\\\\"e\\\\\\"}\\" h/v1/peering/token" } },
  ]
}`
    assert.deepEqual(commands(text, 'tasks'), [
      {
        tool: 'consul',
        subcommand: ['kv «"kv"»', 'get «"get"»'],
        flags: { datacenter: 'a b' },
        arguments: ['x «"x"»'],
        standsAlone: false,
      },
      {
        tool: 'curl',
        method: 'POST «curl»',
        url: 'h/v1/peering/token',
        path: '/v1/peering/token',
        query: {},
        headers: [],
        body: { PeerName: 'e «\\\\\\"e\\\\\\"»' },
        standsAlone: false,
      },
    ])
  })
})

describe('any text', () => {
  it('gives an answer in time that is linear in its length', () => {
    for (const piece of [
      '$(',
      '"$(',
      "'",
      '`',
      '(',
      '{{ key "',
      '<<A\n',
      '\\',
      'consul kv get "',
      '```sh\n',
      '{"command":"\\"',
      '${',
      '<(',
    ]) {
      const text = piece.repeat(40_000)
      for (const format of ['shell', 'markdown', 'tasks'] as const) {
        const start = performance.now()
        parseCommands(text, format)
        assert.ok(performance.now() - start < 2000, `${piece} as ${format} took ${Math.round(performance.now() - start)} ms`)
      }
    }
  })

  it('may be cut anywhere', () => {
    const text =
      'X=$(curl -d "{\\"a\\": $V}" \'h/v1/kv/x?dc=a\' <<E\n${Y:-z}\nE\n) && docker exec c sh -c \'consul kv get "x"\' | tee `consul kv get`\n'
    for (let end = 0; end <= text.length; end++)
      for (const format of ['shell', 'markdown', 'tasks'] as const) parseCommands(text.slice(0, end), format)
  })
})
