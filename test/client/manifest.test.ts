// What package.json promises beyond the house rules: icons, settings that are safe, and a start that disturbs nobody.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { test } from 'node:test'
import * as z from 'zod'
import { targets } from '../../client/src/target.ts'

const root = path.resolve(import.meta.dirname, '../..')
const menu = z.object({ command: z.string(), when: z.string() })
const manifest = z
  .object({
    icon: z.string(),
    activationEvents: z.array(z.string()),
    capabilities: z.object({
      untrustedWorkspaces: z.object({ supported: z.literal('limited'), restrictedConfigurations: z.array(z.string()) }),
    }),
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.literal('Consul'), icon: z.string().optional() })),
      menus: z.record(z.string(), z.array(menu)),
      views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
      viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string(), icon: z.string() })) }),
      configuration: z.object({
        properties: z.record(z.string(), z.looseObject({ scope: z.string(), default: z.unknown(), enum: z.array(z.string()).optional() })),
      }),
      languages: z.array(z.object({ configuration: z.string() })),
      grammars: z.array(z.object({ path: z.string() })),
      jsonValidation: z.array(z.object({ fileMatch: z.array(z.string()), url: z.string() })),
      walkthroughs: z.array(
        z.object({
          steps: z.array(
            z.object({
              id: z.string(),
              description: z.string(),
              media: z.object({ image: z.string(), altText: z.string() }),
              completionEvents: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  })
  .parse(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')))
const { contributes } = manifest

test('each command that a person can find has an icon; the others are hidden', () => {
  const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false').map(({ command }) => command)
  const bare = contributes.commands.filter(({ icon }) => icon === undefined).map(({ command }) => command)
  assert.deepEqual(bare.sort(), hidden.sort())
})

test('settings that name an address, a path or a program do not count in a workspace that is not trusted', () => {
  const text = (property: unknown) => JSON.stringify(property)
  const risky = Object.entries(contributes.configuration.properties)
    .filter(
      ([, property]) =>
        !/^(machine|application)/.test(property.scope) &&
        /address|file"|path|folder|program/i.test(text(property)) &&
        !('enum' in property),
    )
    .filter(([, property]) => property['type'] === 'array' || property['type'] === 'string')
    .map(([name]) => name)
  assert.deepEqual(risky, ['consulPeering.clusters'])
  assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, risky)
})

test('the releases of the setting are those that can be chosen', () => {
  assert.deepEqual(contributes.configuration.properties['consulPeering.target']?.enum, targets)
})

test('the files that package.json names are there', () => {
  const files = [
    manifest.icon,
    ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
    ...contributes.languages.map(({ configuration }) => configuration),
    ...contributes.grammars.map((grammar) => grammar.path),
    ...contributes.jsonValidation.map(({ url }) => url),
    ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.image)),
  ]
  for (const file of files) assert.ok(fs.existsSync(path.join(root, file)), file)
})

test('the icon is large enough for the marketplace', () => {
  const png = fs.readFileSync(path.join(root, manifest.icon))
  assert.ok(png.readUInt32BE(16) >= 128 && png.readUInt32BE(20) >= 128)
})

test('nothing but our own documents and folders starts the extension', () => {
  assert.deepEqual(manifest.activationEvents, [
    'onLanguage:hcl',
    'onLanguage:json',
    'onLanguage:jsonc',
    'onLanguage:yaml',
    'onLanguage:shellscript',
    'onLanguage:markdown',
    'workspaceContains:consul-peering.json',
    'workspaceContains:*/consul-peering.json',
  ])
})

test('the walkthrough leads to commands that there are, and each step can be ticked off', () => {
  const known = new Set(contributes.commands.map(({ command }) => command))
  for (const { id, description, completionEvents } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
    const named = [...description.matchAll(/\(command:([\w.]+)\)/g), ...completionEvents.join(' ').matchAll(/onCommand:([\w.]+)/g)]
    for (const [, command = ''] of named) assert.ok(known.has(command), `${id}: ${command}`)
    assert.ok(completionEvents.length > 0, id)
  }
})

test('schemas are for files of ours only', () => {
  assert.deepEqual(
    contributes.jsonValidation.flatMap(({ fileMatch }) => fileMatch),
    ['consul-peering.json', '*.consul.json'],
  )
})
