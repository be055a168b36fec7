// `check --batch`: each line is answered by one line, in order, whatever comes and however it is cut into chunks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCli } from '../harness/cli.ts'

const right = 'Kind = "proxy-defaults"\nName = "global"\n'
const wrong = `${right}Nmae = 1\n`

interface Answer {
  readonly id: unknown
  readonly error?: string
  readonly findings?: readonly { readonly file?: string; readonly code: string }[]
  readonly steps?: readonly { readonly ok: boolean; readonly findings: readonly { readonly code: string }[] }[]
}

async function answersTo(input: string | readonly Uint8Array[], options = ''): Promise<readonly Answer[]> {
  const { code, out, said } = await runCli(`check --batch ${options}`, { input })
  assert.deepEqual([code, said], [0, []])
  assert.ok(out === '' || out.endsWith('\n'))
  return out
    .split('\n')
    .slice(0, -1)
    .map((line): Answer => JSON.parse(line))
}

function lines(...records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}

/** An answer in short: its id, and the codes of its findings or its error. */
function brief({ id, error, findings }: Answer): readonly unknown[] {
  return [id, error ?? findings?.map(({ file, code }) => (file === undefined ? code : `${file} ${code}`))]
}

test('a text is answered by its findings, in the form of the contract', async () => {
  const [answer] = await answersTo(lines({ id: 'a', format: 'hcl', text: wrong }))
  const message = 'message' in (answer?.findings?.[0] ?? {}) ? Reflect.get(answer?.findings?.[0] ?? {}, 'message') : ''
  assert.deepEqual(answer, {
    id: 'a',
    findings: [
      {
        code: 'unknown-field',
        category: 'rejected',
        severity: 'error',
        message,
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } },
        fixes: ['Remove `Nmae`'],
      },
    ],
  })
})

test('answers come in the order of the records', async () => {
  const records = Array.from({ length: 2000 }, (_, id) => ({ id, format: 'hcl', text: id % 2 === 0 ? right : wrong }))
  const answers = await answersTo(lines(...records))
  assert.deepEqual(
    answers.map(brief),
    records.map(({ id }) => [id, id % 2 === 0 ? [] : ['unknown-field']]),
  )
})

test('ids come back as they were given', async () => {
  const ids = ['"a\\u0062"', '"\\ud800"', '1', '1.0', '-0', '1e2', '12345678901234567890', '0.1']
  const input = ids.map((id) => `{"files":[{"name":"a.hcl","text":"x = 1","id":7}],"id":${id}}\n`).join('')
  const { out } = await runCli('check --batch', { input })
  const given = out
    .trimEnd()
    .split('\n')
    .map((line) => /^\{"id":(.*),"findings":\[\]\}$/.exec(line)?.[1])
  assert.deepEqual(given, ['"ab"', ...ids.slice(1)])
})

test('HCL and JSON are told apart by the text, whatever the format says', async () => {
  const json = '{"Kind": "proxy-defaults", "Name": "global"}'
  assert.deepEqual(
    (
      await answersTo(
        lines({ id: 1, format: 'hcl', text: json }, { id: 2, format: 'json', text: right }, { id: 3, format: 'json', text: json }),
      )
    ).map(brief),
    [
      [1, []],
      [2, []],
      [3, []],
    ],
  )
})

test('any text counts as an entry', async () => {
  const texts = ['', ' \n', 'noise', 'Kind = "nonsense"', 'x = 1', '[]', '{}', '\uFEFFKind = "mesh"']
  for (const { id, findings } of await answersTo(lines(...texts.map((text) => ({ id: text, format: 'hcl', text })))))
    assert.ok((findings?.length ?? 0) > 0, JSON.stringify(id))
})

const misfits: readonly (readonly [line: string, error: string])[] = [
  ['', 'The line is no JSON.'],
  ['nonsense', 'The line is no JSON.'],
  ['[]', 'The line is no JSON object.'],
  ['null', 'The line is no JSON object.'],
  ['{}', 'The record has no `id` that is a text or a number.'],
  ['{"id":null,"format":"hcl","text":""}', 'The record has no `id` that is a text or a number.'],
  ['{"id":1}', 'The record must have one of `text`, `files` and `steps`.'],
  ['{"id":1,"format":"hcl","text":"","files":[]}', 'The record must have one of `text`, `files` and `steps`.'],
  ['{"id":1,"format":"xml","text":""}', '`format` must be one of hcl, json, yaml.'],
  ['{"id":1,"format":"shell","text":""}', '`format` must be one of hcl, json, yaml.'],
  ['{"id":1,"format":"hcl","text":1}', '`text` must be a text.'],
  ['{"id":1,"files":{}}', '`files` must be a list.'],
  ['{"id":1,"files":[1]}', 'Each of `files` must be an object.'],
  ['{"id":1,"files":[{"text":""}]}', 'Each of `files` needs a `name`.'],
  ['{"id":1,"files":[{"name":"a.hcl"}]}', 'The file `a.hcl` needs a `text`.'],
  [
    '{"id":1,"files":[{"name":"a","format":"xml","text":""}]}',
    'The `format` of `a` must be one of hcl, json, yaml, shell, markdown, tasks.',
  ],
  ['{"id":1,"files":[{"name":"a.hcl","text":""},{"name":"a.hcl","text":""}]}', 'The file `a.hcl` is there twice.'],
  ['{"id":1,"steps":1}', '`steps` must be a list.'],
  ['{"id":1,"steps":[1]}', 'Each of `steps` must be an object.'],
  ['{"id":1,"steps":[{"format":"hcl"}]}', '`text` must be a text.'],
  ['{"id":1,"steps":[{"delete":"mesh"}]}', 'A step has either `text` and `format`, or `delete` with `kind/name`.'],
]

test('a line that does not fit is answered by an error, and the rest goes on', async () => {
  const last = JSON.stringify({ id: 'last', format: 'hcl', text: right })
  const answers = await answersTo(`${misfits.map(([line]) => line).join('\n')}\n${last}`)
  assert.deepEqual(answers.map(brief), [...misfits.map(([, error]) => [null, error]), ['last', []]])
})

test('bytes that are no UTF-8 are answered by an error', async () => {
  const input = [Buffer.from('{"id":"'), Buffer.from([0xff]), Buffer.from('"}\n')]
  assert.deepEqual((await answersTo(input)).map(brief), [[null, 'The line is no UTF-8 text, or too long.']])
})

test('chunks may end anywhere, within a character, too', async () => {
  const input = Buffer.from(lines({ id: 'é€😀', format: 'hcl', text: `# é€😀\u2028\n${wrong}` }, { id: 2, format: 'hcl', text: right }))
  const whole = await runCli('check --batch', { input: [input] })
  const bytes = Array.from(input, (byte) => Uint8Array.of(byte))
  assert.deepEqual(await runCli('check --batch', { input: bytes }), whole)
  assert.match(whole.out, /^\{"id":"é€😀","findings":\[\{"code":"unknown-field"/)
})

test('lines end at a line feed only; a carriage return before it does no harm', async () => {
  const input = lines({ id: 1, format: 'hcl', text: right }, { id: 2, format: 'hcl', text: right }).replaceAll('\n', '\r\n')
  assert.deepEqual((await answersTo(input)).map(brief), [
    [1, []],
    [2, []],
  ])
})

test('an empty stream is answered by nothing', async () => {
  assert.deepEqual(await answersTo(''), [])
})

test('files are judged together, each finding with its file, in the order of the files', async () => {
  const files = [
    { name: 'z.hcl', text: wrong },
    { name: 'folder/a.json', text: '{"Kind": "mesh", "Nmae": 1}' },
    { name: 'notes.txt', text: wrong },
    { name: 'odd', format: 'hcl', text: 'Kind = "service-defaults"\nName = "a"\nNmae = 1' },
  ]
  assert.deepEqual((await answersTo(lines({ id: 1, files }))).map(brief), [
    [1, ['z.hcl unknown-field', 'folder/a.json unknown-field', 'odd unknown-field']],
  ])
})

test('a name may hold anything', async () => {
  const names = ['\\ud800.hcl', '%', '..', '/a b/#?.hcl', 'C:\\\\x.hcl']
  const input = names.map((name) => `{"id":1,"files":[{"name":"${name}","format":"hcl","text":${JSON.stringify(wrong)}}]}\n`).join('')
  assert.ok((await answersTo(input)).every(({ findings }) => findings?.length === 1))
})

test('files that hold no entry are left alone', async () => {
  const files = [
    { name: 'a.hcl', text: 'x = 1' },
    { name: 'b.json', text: '{"name": "x"}' },
  ]
  assert.deepEqual((await answersTo(lines({ id: 1, files }))).map(brief), [[1, []]])
})

const peer = 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "web", Consumers = [{ PeerName = "east" }] }]\n'

test('a `consul-peering.json` among the files says the target of its folder, wherever it stands', async () => {
  const files = [
    { name: 'old/a.hcl', text: peer },
    { name: 'new/a.hcl', text: peer },
    { name: 'new/consul-peering.json', text: '{"target": "1.16"}' },
    { name: 'old/consul-peering.json', text: '{"target": "preview", "cluster": 1}' },
  ]
  const [answer] = await answersTo(lines({ id: 1, files }), '--target 1.14')
  const codes = answer?.findings?.map(({ file, code }) => `${file} ${code}`) ?? []
  assert.ok(codes.includes('old/consul-peering.json peering-file'))
  assert.deepEqual(
    codes.filter((line) => line.includes('/a.hcl unknown')),
    ['new/a.hcl unknown-field'],
  )
})

/** The steps of an answer in short. */
function briefSteps({ steps }: Answer = { id: undefined }): readonly unknown[] | undefined {
  return steps?.map(({ ok, findings }) => [ok, findings.map(({ code }) => code)])
}

const router = 'Kind = "service-router"\nName = "web"\n'
const http = 'Kind = "service-defaults"\nName = "web"\nProtocol = "http"\n'

test('steps are written in order to an empty cluster, and a refused one changes nothing', async () => {
  const texts = [wrong, router, http, router]
  const steps = [...texts.map((text) => ({ format: 'hcl', text })), { delete: 'service-defaults/web' }, { format: 'hcl', text: router }]
  assert.deepEqual(briefSteps((await answersTo(lines({ id: 1, steps })))[0]), [
    [false, ['unknown-field']],
    [false, ['routing-on-tcp']],
    [true, []],
    [true, []],
    [false, ['routing-on-tcp']],
    [true, []],
  ])
})

test('a refused deletion has a finding without a range, and what is not there may be deleted', async () => {
  const steps = [
    { format: 'hcl', text: http },
    { format: 'hcl', text: router },
    { delete: 'service-defaults/web' },
    { delete: 'mesh/mesh' },
  ]
  const [answer] = await answersTo(lines({ id: 1, steps }))
  const [finding] = answer?.steps?.[2]?.findings ?? []
  assert.deepEqual(Object.keys(finding ?? {}), ['code', 'category', 'severity', 'message', 'fixes'])
  assert.deepEqual(answer?.steps?.[3], { ok: true, findings: [] })
})

test('a rule that is switched off is not told, and Consul refuses the step all the same', async () => {
  const [answer] = await answersTo(lines({ id: 1, steps: [{ format: 'hcl', text: wrong }] }), '--severity unknown-field=off')
  assert.deepEqual(briefSteps(answer), [[false, []]])
})

test('by what is judged is an option', async () => {
  const record = lines({ id: 1, format: 'hcl', text: wrong })
  assert.deepEqual((await answersTo(record, '--severity unknown-field=off')).map(brief), [[1, []]])
  const mesh = lines({ id: 1, format: 'hcl', text: 'Kind = "mesh"\nPeering { PeerThroughMeshGateways = true }' })
  assert.notDeepEqual(await answersTo(mesh, '--target 1.13'), await answersTo(mesh, '--target 1.16'))
})
