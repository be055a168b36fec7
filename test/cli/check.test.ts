// `check` on files, folders and standard input: what is looked at, what is left alone, and the exit code.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { type TestContext, test } from 'node:test'
import { type CliRun, runCli } from '../harness/cli.ts'
import { createFolder } from '../harness/folder.ts'

const right = 'Kind = "proxy-defaults"\nName = "global"\n'
const wrong = `${right}Nmae = 1\n`
/** An entry that is none of those above. */
const other = 'Kind = "mesh"\n'

interface Shown {
  readonly target: string
  readonly edition: string
  readonly files: readonly { readonly path: string; readonly findings: readonly { readonly code: string; readonly severity: string }[] }[]
  readonly summary: object
}

/** The files with findings, each with the codes. */
function filesOf({ out }: CliRun): Readonly<Record<string, readonly string[]>> {
  const { files }: Shown = JSON.parse(out)
  return Object.fromEntries(files.map((file) => [file.path, file.findings.map(({ code }) => code)]))
}

function folderOf(context: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  return createFolder(context, files).path
}

test('the current folder is judged when no path is named', async (context) => {
  const folder = folderOf(context, { 'a.hcl': other, 'b/c.hcl': wrong })
  const done = await runCli('check --format json', { folder })
  assert.equal(done.code, 1)
  assert.deepEqual(filesOf(done), { 'b/c.hcl': ['unknown-field'] })
  assert.deepEqual(done.said, [])
})

test('a clean folder prints nothing as text and exits with 0', async (context) => {
  const folder = folderOf(context, { 'a.hcl': right })
  assert.deepEqual(await runCli('check', { folder }), { code: 0, out: '', said: [] })
})

test('a folder without an entry says so', async (context) => {
  const folder = folderOf(context, { 'a.hcl': 'x = 1\n' })
  assert.deepEqual(await runCli('check', { folder }), { code: 0, out: '', said: ['No config entry was found.'] })
})

test('named files that hold no entry are left alone in silence', async (context) => {
  const folder = folderOf(context, { 'a.hcl': 'x = 1\n', 'package.json': '{}' })
  assert.deepEqual(await runCli('check a.hcl package.json', { folder }), { code: 0, out: '', said: [] })
})

test('a named file with another extension is left out and said, but not with `--as entry`', async (context) => {
  const folder = folderOf(context, { 'notes.conf': wrong, noext: wrong })
  const why = 'Left out, as its name ends in none of .hcl, .json, .yaml, .yml, .sh, .bash, .zsh, .ctmpl, .md, .markdown:'
  assert.deepEqual(await runCli('check notes.conf noext', { folder }), {
    code: 0,
    out: '',
    said: [`${why} notes.conf. Judge it with \`--as entry\`.`, `${why} noext. Judge it with \`--as entry\`.`],
  })
  const asEntry = await runCli('check --as entry --format json notes.conf noext', { folder })
  assert.deepEqual(filesOf(asEntry), { noext: ['unknown-field'], 'notes.conf': ['unknown-field'] })
  assert.deepEqual(asEntry.said, [])
})

test('of HCL and JSON the text decides, whatever the extension says', async (context) => {
  const json = '{"Kind": "mesh", "Nmae": 1}\n'
  const hcl = '/* { */ // {\n# {\nKind = "proxy-defaults"\nName = "global"\nNmae = 1\n'
  const folder = folderOf(context, { 'json.hcl': json, 'hcl.json': hcl })
  const expected = { 'hcl.json': ['unknown-field'], 'json.hcl': ['unknown-field'] }
  assert.deepEqual(filesOf(await runCli('check --format json --target 1.16', { folder })), expected)
  assert.deepEqual(filesOf(await runCli('check --format json --target 1.16 json.hcl hcl.json', { folder })), expected)
})

test('fixes are spelled in the format that the text has', async (context) => {
  const service = { 'json.hcl': '{"Kind": "service-defaults", "Nmae": "web"}\n', 'hcl.json': 'Kind = "service-defaults"\nNmae = "api"\n' }
  const folder = folderOf(context, service)
  assert.equal((await runCli('check --fix', { folder })).code, 0)
  for (const [name, text] of Object.entries(service)) {
    assert.equal(fs.readFileSync(path.join(folder, name), 'utf8'), text.replace('Nmae', 'Name'))
  }
})

test('JSON that is no entry, or has gone wrong, is not read as HCL', async (context) => {
  const files = {
    'launch.json': '// Kind = "mesh"\n{ "version": "0.2.0", "kind": "x" }\n',
    'keys.json': '[{ "key": "a", "kind": "x" }]\n',
    'text.json': '"kind: x"\n',
    'list.json': '[{ "Kind": "mesh" }]\n',
    'comment.json': '// All of them\n{ "Kind": "mesh" }\n',
  }
  const done = await runCli('check --format json --target 1.16', { folder: folderOf(context, files) })
  assert.deepEqual(filesOf(done), { 'comment.json': ['syntax-error'], 'list.json': ['syntax-error'] })
})

test('what git ignores is left out of folders and said, but not where it is named', async (context) => {
  const folder = folderOf(context, { '.gitignore': 'out/\nlocal.hcl\n', 'out/a.hcl': wrong, 'local.hcl': wrong, 'a.hcl': right })
  const walked = await runCli('check --format json', { folder })
  assert.deepEqual(filesOf(walked), {})
  assert.deepEqual(walked.said, ['Left out, as git ignores it: local.hcl and 1 more.'])
  assert.deepEqual(filesOf(await runCli('check --format json local.hcl', { folder })), { 'local.hcl': ['unknown-field'] })
})

test('huge files are left out of folders and said, but not where they are named', async (context) => {
  const huge = `${wrong}#${' '.repeat(5 * 1024 * 1024)}\n`
  const folder = folderOf(context, { 'huge.hcl': huge, 'a.hcl': right })
  const walked = await runCli('check --format json', { folder })
  assert.deepEqual(filesOf(walked), {})
  assert.deepEqual(walked.said, ['Left out, as it is larger than 5120 KB: huge.hcl. Name it to have it judged.'])
  assert.deepEqual(filesOf(await runCli('check --format json huge.hcl', { folder })), { 'huge.hcl': ['unknown-field'] })
})

test('files that are no text are left out and said', async (context) => {
  const folder = folderOf(context, { 'a.hcl': new Uint8Array([75, 0, 255]), 'b.hcl': right })
  assert.deepEqual((await runCli('check', { folder })).said, ['Left out, as it is no UTF-8 text: a.hcl.'])
})

test('a file that is named twice, or with its folder, is judged once', async (context) => {
  const folder = folderOf(context, { 'b/c.hcl': wrong })
  const done = await runCli('check --format json b b/c.hcl ./b/../b/c.hcl', { folder })
  assert.deepEqual(filesOf(done), { 'b/c.hcl': ['unknown-field'] })
})

test('a path outside the current folder is shown as it is reached from there', async (context) => {
  const folder = folderOf(context, { 'b/c.hcl': wrong, 'd/e.hcl': right })
  const done = await runCli('check --format json ../b', { folder: path.join(folder, 'd') })
  assert.deepEqual(filesOf(done), { '../b/c.hcl': ['unknown-field'] })
})

test('a `consul-peering.json` above a named file says its target, and is judged itself', async (context) => {
  const exports = 'Kind = "exported-services"\nName = "default"\nServices = [{ Name = "web", Consumers = [{ Peer = "east" }] }]\n'
  const folder = folderOf(context, { 'consul-peering.json': '{"target": "1.16", "clutser": "a"}', 'b/c.hcl': exports })
  const files = filesOf(await runCli('check --format json b/c.hcl', { folder }))
  assert.deepEqual(files['consul-peering.json'], ['peering-file'])
  assert.ok(!files['b/c.hcl']?.includes('unknown-field'))
})

test('what is wrong in a `consul-peering.json` has a severity like a rule', async (context) => {
  const folder = folderOf(context, { 'consul-peering.json': '{"clutser": "a"}', 'a.hcl': right })
  assert.equal((await runCli('check', { folder })).code, 1)
  assert.equal((await runCli('check --severity peering-file=hint', { folder })).code, 0)
  assert.equal((await runCli('check --severity peering-file=off', { folder })).out, '')
})

test('standard input is judged under the name that is given for it', async () => {
  const done = await runCli('check --format json - --stdin-filename some/where.hcl', { input: wrong })
  assert.equal(done.code, 1)
  assert.deepEqual(filesOf(done), { 'some/where.hcl': ['unknown-field'] })
})

test('standard input without a name is HCL or JSON, as Consul would read it', async () => {
  assert.deepEqual(filesOf(await runCli('check --format json -', { input: wrong })), { '<stdin>': ['unknown-field'] })
  const json = '{"Kind": "proxy-defaults", "Name": "global", "Nmae": 1}'
  assert.deepEqual(filesOf(await runCli('check --format json -', { input: json })), { '<stdin>': ['unknown-field'] })
})

test('standard input takes the place of the file whose name it has', async (context) => {
  const folder = folderOf(context, { 'a.hcl': wrong, 'b.hcl': wrong })
  const done = await runCli('check --format json . - --stdin-filename a.hcl', { folder, input: other })
  assert.deepEqual(filesOf(done), { 'b.hcl': ['unknown-field'] })
})

test('any text is an entry when it is taken as one', async (context) => {
  const folder = folderOf(context, { 'a.hcl': 'x = 1\n', 'notes.txt': 'nothing', 'b.json': '[]', 'c.hcl': right })
  const done = await runCli('check --as entry --format json a.hcl notes.txt b.json c.hcl', { folder })
  assert.equal(done.code, 1)
  assert.deepEqual(Object.keys(filesOf(done)), ['a.hcl', 'b.json', 'notes.txt'])
  assert.equal((await runCli('check -', { input: '' })).code, 0)
  assert.equal((await runCli('check --as entry -', { input: '' })).code, 1)
})

test('JSON says by what was judged and counts what was found', async (context) => {
  const folder = folderOf(context, { 'a.hcl': wrong, 'b.hcl': other })
  const { out } = await runCli('check --format json --target 1.16.1 --edition enterprise', { folder })
  const { target, edition, summary }: Shown = JSON.parse(out)
  assert.deepEqual(
    { target, edition, summary },
    { target: '1.16', edition: 'enterprise', summary: { files: 2, rejected: 1, preview: 0, advice: 0 } },
  )
})

test('JSON has the form of the contract', async (context) => {
  const folder = folderOf(context, { 'a.hcl': wrong })
  const { out } = await runCli('check --format json', { folder })
  const parsed: { readonly files: readonly { readonly findings: readonly { readonly message: string }[] }[] } = JSON.parse(out)
  const { message } = parsed.files[0]?.findings[0] ?? { message: '' }
  assert.deepEqual(parsed, {
    version: 1,
    target: 'preview',
    edition: 'community',
    files: [
      {
        path: 'a.hcl',
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
      },
    ],
    summary: { files: 1, rejected: 1, preview: 0, advice: 0 },
  })
})

test('a byte order mark is not counted as a character of the first line', async (context) => {
  const folder = folderOf(context, { 'a.hcl': '\uFEFFKind = "proxy-defaults"\n' })
  const { out } = await runCli('check', { folder })
  assert.match(out, /^a\.hcl:1:1 error syntax-error/m)
})

const levels: readonly (readonly [options: string, code: number])[] = [
  ['', 1],
  ['--severity unknown-field=warning', 1],
  ['--severity unknown-field=information', 0],
  ['--severity unknown-field=hint', 0],
  ['--severity unknown-field=off', 0],
  ['--severity unknown-field=off --severity unknown-field=error', 1],
  ['--max-warnings 5', 1],
  ['--severity unknown-field=warning --max-warnings 0', 1],
  ['--severity unknown-field=warning --max-warnings 1', 0],
  ['--severity unknown-field=warning --max-warnings=-1', 0],
  ['--severity unknown-field=warning --max-warnings -1', 0],
]

for (const [options, code] of levels) {
  test(`with one wrong key, \`${options}\` exits with ${code}`, async (context) => {
    const folder = folderOf(context, { 'a.hcl': wrong })
    assert.equal((await runCli(`check ${options}`, { folder })).code, code)
    assert.equal((await runCli(`check --as entry ${options}`, { folder })).code, code)
  })
}

test('the target follows the clusters of the facts when it is `auto`, and the preview without any', async (context) => {
  const clusters = [
    { cluster: 'a', version: '1.15.2', readAt: 0 },
    { cluster: 'b', version: '1.16.1', readAt: 0 },
  ]
  const folder = folderOf(context, { 'a.hcl': right, 'facts.json': JSON.stringify({ clusters }) })
  const targetOf = async (options: string): Promise<string> => {
    const { target }: Shown = JSON.parse((await runCli(`check --format json ${options}`, { folder })).out)
    return target
  }
  assert.equal(await targetOf('--target auto --facts facts.json'), '1.15')
  assert.equal(await targetOf('--target auto'), 'preview')
  assert.equal(await targetOf('--facts facts.json'), 'preview')
})

test('facts that do not fit are told, and the rest counts', async (context) => {
  const folder = folderOf(context, { 'a.hcl': right, 'facts.json': '{"clusters": [{"cluster": 1}]}' })
  const { code, said } = await runCli('check --facts facts.json', { folder })
  assert.equal(code, 0)
  assert.match(said[0] ?? '', /^The facts of cluster 1 do not fit/)
})

const misuses: readonly (readonly [line: string, sentence: string])[] = [
  ['--nonsense', 'there is no option `--nonsense` here.'],
  ['--taget 1.16', 'there is no option `--taget` here; `--target` is near.'],
  ['--target 1.12', '`1.12` is no target.'],
  ['--target 1.99', '`1.99` is no target.'],
  ['--target new', '`new` is no target.'],
  ['--target', '`--target` needs a value: VERSION.'],
  ['--target --fix', '`--target` needs a value: VERSION.'],
  ['--edition free', '`--edition` cannot be `free`. Write community, enterprise.'],
  ['--format xml', '`--format` cannot be `xml`. Write text, json, sarif, github.'],
  ['--severity unknown-field', '`--severity` takes CODE=LEVEL'],
  ['--severity unknown-field=loud', '`--severity` takes CODE=LEVEL'],
  ['--severity nonsense=off', 'there is no rule `nonsense`'],
  ['--max-warnings few', '`--max-warnings` takes a whole number, not `few`.'],
  ['--max-warnings 1.5', '`--max-warnings` takes a whole number, not `1.5`.'],
  ['--as file', '`--as` cannot be `file`. Write entry.'],
  ['--facts nowhere.json', 'the facts in `nowhere.json` cannot be read'],
  ['--fix=yes', '`--fix` takes no value.'],
  ['--fix -', '`--fix` writes into files, and standard input is none.'],
  ['--stdin-filename a.hcl', '`--stdin-filename` names what comes from standard input; add `-`.'],
  ['--color --no-color', '`--color` and `--no-color` exclude each other.'],
  ['nowhere.hcl', '`nowhere.hcl` cannot be read.'],
  ['--batch a.hcl', '`--batch` reads standard input only, not `a.hcl`.'],
  ['--batch --format json', '`--format` and `--batch` exclude each other.'],
  ['--batch --fix', '`--fix` and `--batch` exclude each other.'],
  ['--batch --target 1.12', '`1.12` is no target.'],
]

for (const [options, sentence] of misuses) {
  test(`\`check ${options}\` is misuse, and says: ${sentence}`, async (context) => {
    const folder = folderOf(context, { 'a.hcl': wrong })
    const { code, out, said } = await runCli(`check ${options}`, { folder })
    assert.deepEqual([code, out], [2, ''])
    assert.ok(said[0]?.startsWith(`consul-peering: ${sentence}`), said[0])
  })
}

test('what stands behind `--` is a path', async (context) => {
  const folder = folderOf(context, { '--fix': right, '-.hcl': wrong })
  assert.equal((await runCli('check -- --fix -.hcl', { folder })).code, 1)
  assert.equal(fs.readFileSync(path.join(folder, '-.hcl'), 'utf8'), wrong)
})
