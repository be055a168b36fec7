// What package.json promises and what the code does are the same: commands, settings, files.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import { commands } from '../../client/src/commands/index.ts'
import { tools } from '../../client/src/tools.ts'
import { defaultEditorSettings, readSettings } from '../../server/src/workspace/settings.ts'
import { root } from './files.ts'

interface Manifest {
  readonly files: readonly string[]
  readonly icon: string
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[]
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> }
    readonly languageModelTools: readonly {
      readonly name: string
      readonly modelDescription: string
      readonly inputSchema: { readonly type: string }
    }[]
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>
  }
}

const manifest: Manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
const { contributes } = manifest
const section = 'consulPeering.'
const settings = Object.keys(contributes.configuration.properties)
const promised = contributes.commands.map(({ command }) => command).sort()

test('the commands are those of the code', () => {
  assert.deepEqual(promised, commands.map(({ id }) => id).sort())
})

test('the tools for language models are those of the code, and say what they do', () => {
  assert.deepEqual(contributes.languageModelTools.map(({ name }) => name).sort(), tools.map(({ name }) => name).sort())
  for (const { name, modelDescription, inputSchema } of contributes.languageModelTools) {
    assert.ok(modelDescription.length > 80, name)
    assert.equal(inputSchema.type, 'object', name)
  }
})

test('each command is declared once, with a title and the same category', () => {
  assert.equal(new Set(promised).size, promised.length)
  assert.equal(new Set(contributes.commands.map(({ category }) => category)).size, 1)
  assert.deepEqual(
    contributes.commands.filter(({ title }) => title === ''),
    [],
  )
})

test('menus name only commands that exist', () => {
  const named = Object.values(contributes.menus).flatMap((entries) => entries.map(({ command }) => command))
  assert.deepEqual(
    named.filter((command) => !promised.includes(command)),
    [],
  )
})

test('the settings are those that the server and the client read', () => {
  // The last one is read by vscode-languageclient, under the name of the client.
  const read = [...settingsOfServer(), ...settingsOfClient(), 'trace.server'].map((name) => section + name)
  assert.deepEqual([...settings].sort(), [...new Set(read)].sort())
})

test('the defaults in the manifest are those of the server', () => {
  const given: Record<string, unknown> = {}
  for (const [name, { default: value }] of Object.entries(contributes.configuration.properties)) {
    const [key = '', inner] = name.slice(section.length).split('.')
    given[key] = inner === undefined ? value : Object.assign(given[key] ?? {}, { [inner]: value })
  }
  assert.deepEqual(readSettings(given), { settings: defaultEditorSettings, problems: [] })
})

test('everything that is said to ship exists', () => {
  const built = (name: string) => name.startsWith('dist/')
  const missing = [...manifest.files, manifest.icon].filter((name) => !built(name) && !fs.existsSync(path.join(root, name)))
  assert.deepEqual(missing, [])
})

/** Has the server read settings that note who looks at them. */
function settingsOfServer(): readonly string[] {
  const read: string[] = []
  const record = (prefix: string): object =>
    new Proxy(
      {},
      {
        get(_target, key) {
          const name = prefix + String(key)
          if (settings.some((setting) => setting.startsWith(`${section}${name}.`))) return record(`${name}.`)
          read.push(name)
          return undefined
        },
      },
    )
  readSettings(record(''))
  return read
}

/** The client reads them from VS Code itself, in one file. */
function settingsOfClient(): readonly string[] {
  const text = fs.readFileSync(path.join(root, 'client', 'src', 'settings.ts'), 'utf8')
  return [...text.matchAll(/\.(?:get|inspect)(?:<[^>]*>)?\('([\w.]+)'/g)].map(([, name = '']) => name)
}
