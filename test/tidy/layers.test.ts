// Holds the layers of the architecture, and proves that each row of the table can fail.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryFiles } from './files.ts'
import { checkLayers, layers } from './layers.ts'

test('every file imports only what its layer may', () => {
  assert.deepEqual(checkLayers(repositoryFiles()), [])
})

const core = 'server/src/core'

/** A made-up file, and what the check must say of it. */
const breaches: readonly (readonly [path: string, text: string, sentence: string])[] = [
  [`${core}/value.ts`, `import { parse } from './syntax/index.ts'`, `${core} may not import ${core}/syntax/index.ts`],
  [`${core}/syntax/hcl/lexer.ts`, `import '../../schema/index.ts'`, `${core}/syntax may not import ${core}/schema/index.ts`],
  [`${core}/syntax/json.ts`, `import { parse } from 'yaml'`, `${core}/syntax may not import the package \`yaml\``],
  [`${core}/schema/kinds/mesh.ts`, `export * from '../../rules/rule.ts'`, `${core}/schema may not import ${core}/rules/rule.ts`],
  [`${core}/decode/decode.ts`, `import '../model/entry.ts'`, `${core}/decode may not import ${core}/model/entry.ts`],
  [`${core}/model/project.ts`, `import type { Rule } from '../rules/rule.ts'`, `${core}/model may not import ${core}/rules/rule.ts`],
  [`${core}/rules/peer.ts`, `import '../syntax/write.ts'`, `${core}/rules may not import ${core}/syntax/write.ts`],
  [`${core}/features/hover.ts`, `import '../decode/decode.ts'`, `${core}/features may not import ${core}/decode/decode.ts`],
  ['server/src/workspace/walk.ts', `import '../lsp/server.ts'`, 'server/src/workspace may not import server/src/lsp/server.ts'],
  ['server/src/portability/main.ts', `import * as z from 'zod'`, 'server/src/portability may not import the package `zod`'],
  ['consul/src/peer.ts', `import '../../server/src/core/rules/index.ts'`, `consul/src may not import ${core}/rules/index.ts`],
  ['server/src/lsp/server.ts', `import '../../../consul/src/client.ts'`, 'server/src/lsp may not import consul/src/client.ts'],
  ['server/src/cli/main.ts', `const x = await import('../lsp/main.ts')`, 'server/src/cli may not import server/src/lsp/main.ts'],
  ['client/src/extension.ts', `import '../../server/src/core/value.ts'`, `client/src may not import ${core}/value.ts`],
]

for (const [path, text, sentence] of breaches) {
  test(`a breach is found: ${sentence}`, () => {
    assert.deepEqual(checkLayers([{ path, text }]), [`${path}: ${sentence}`])
  })
}

test('each row of the table has a breach that proves it', () => {
  const proven = (folder: string) => breaches.some(([, , sentence]) => sentence.startsWith(`${folder} may not import`))
  assert.deepEqual(
    layers.map(({ folder }) => folder).filter((folder) => !proven(folder)),
    [],
  )
})

/** What is forbidden beyond the table's columns. */
const others: readonly (readonly [path: string, text: string, sentences: readonly string[]])[] = [
  [`${core}/graph/edges.ts`, '', ['its folder is not in the table of layers']],
  ['server/src/main.ts', '', ['its folder is not in the table of layers']],
  [`${core}/range.ts`, `import * as fs from 'node:fs'`, ['the core may not import `node:fs`']],
  [
    `${core}/rules/peer.ts`,
    'export const check = async () => { await 0 }',
    ['the core may not use `async`', 'the core may not use `await`'],
  ],
  [`${core}/model/walk.ts`, 'console.log(process.pid)', ['the core may not use `console`', 'the core may not use `process`']],
  [`${core}/model/walk.ts`, `const it: { process: number } = { process: 1 }; it.process++`, []],
  [`${core}/bug.ts`, 'console.error(1)', []],
  [
    'consul/src/client.ts',
    `import { a } from '../../test/harness/consulAgent.ts'`,
    ['consul/src may not import test/harness/consulAgent.ts'],
  ],
  ['client/src/tree/model.ts', `import * as vscode from 'vscode'`, ['client/src/tree/model.ts may not import the package `vscode`']],
  [
    'server/src/lsp/server.ts',
    `import { Range as R } from 'vscode-languageserver/node'`,
    ['only server/src/lsp/convert.ts may import `Range`'],
  ],
  [
    'server/src/lsp/server.ts',
    `import * as lsp from 'vscode-languageserver'; let a: lsp.Range`,
    ['only server/src/lsp/convert.ts may import `Range`'],
  ],
  [
    'server/src/lsp/server.ts',
    `import * as lsp from 'vscode-languageserver'; lsp.Position.create(0, 0)`,
    ['only server/src/lsp/convert.ts may import `Position`'],
  ],
  ['server/src/lsp/server.ts', `let a: import('vscode-languageserver').Range`, ['only server/src/lsp/convert.ts may import `Range`']],
  ['server/src/lsp/server.ts', `export { Range } from 'vscode-languageserver'`, ['only server/src/lsp/convert.ts may import `Range`']],
  [`${core}/model/walk.ts`, 'export const a = { process }', ['the core may not use `process`']],
  [
    `${core}/model/walk.ts`,
    'export const a = Date.now() + Math.random()',
    ['the core may not use `Date.now`', 'the core may not use `Math.random`'],
  ],
  [`${core}/model/walk.ts`, 'export const a = () => new Date()', ['the core may not use `new Date()`']],
  [`${core}/model/walk.ts`, `export function f() { throw new Error('x') }`, ['the core may not use `throw`']],
  [`${core}/model/walk.ts`, 'export function f() { try { g() } catch (error) { throw error } }', []],
  ...['node:https', 'node:net', 'node:http', 'node:dgram'].map(
    (name) =>
      ['server/src/workspace/walk.ts', `import '${name}'`, [`the server opens no network connection, so not by \`${name}\``]] as const,
  ),
  ['server/src/lsp/server.ts', `await fetch('x')`, ['the server opens no network connection, so not by `fetch`']],
  ['consul/src/http.ts', `import * as https from 'node:https'`, []],
  [`${core}/value.ts`, "const a = `${1}`; import './syntax/index.ts'", [`${core} may not import ${core}/syntax/index.ts`]],
  ['client/src/extension.ts', `type A = import('../../server/src/core/value.ts').Value`, [`client/src may not import ${core}/value.ts`]],
  ['client/src/extension.ts', 'await import(name)', ['it loads a module whose name nobody can check']],
  ['server/src/lsp/convert.ts', `import type { Position } from 'vscode-languageserver'`, []],
]

for (const [path, text, sentences] of others) {
  test(`${path} with ${JSON.stringify(text)} is ${sentences.length === 0 ? 'fine' : 'refused'}`, () => {
    assert.deepEqual(
      checkLayers([{ path, text }]),
      sentences.map((sentence) => `${path}: ${sentence}`),
    )
  })
}
