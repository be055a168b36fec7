// What VS Code's own tokenizer makes of our grammar, as a snapshot: `UPDATE=1` writes it anew.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import * as path from 'node:path'
import { test } from 'node:test'
import oniguruma from 'vscode-oniguruma'
import textmate from 'vscode-textmate'

const root = path.resolve(import.meta.dirname, '..', '..')
const grammarFile = path.join(root, 'syntaxes', 'consul-hcl.tmLanguage.json')
const fixture = path.join(import.meta.dirname, 'entry.hcl')
const snapshot = path.join(import.meta.dirname, 'entry.scopes.txt')

async function loadGrammar(): Promise<textmate.IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')
  await oniguruma.loadWASM(Uint8Array.from(fs.readFileSync(wasm)).buffer)
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => oniguruma.createOnigScanner(patterns),
      createOnigString: (text) => oniguruma.createOnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(grammarFile, 'utf8'), grammarFile),
  })
  const grammar = await registry.loadGrammar('source.hcl.consul')
  assert.ok(grammar)
  return grammar
}

/** Each line of the text, and under it each token that is not blank, with its scopes but the root's and the suffix. */
function describe(grammar: textmate.IGrammar, text: string): string {
  const output: string[] = []
  let stack = textmate.INITIAL
  for (const line of text.trimEnd().split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack)
    stack = ruleStack
    output.push(`> ${line}`)
    for (const { startIndex, endIndex, scopes } of tokens) {
      const token = line.slice(startIndex, endIndex).trim()
      if (token === '') continue
      const names = scopes.slice(1).map((scope) => scope.replace(/\.hcl$/, ''))
      output.push(`  ${token.padEnd(20)} ${names.join(' ')}`.trimEnd())
    }
  }
  return `${output.join('\n')}\n`
}

const grammar = await loadGrammar()

test('every kind of token of HCL 1 has its scope', () => {
  const found = describe(grammar, fs.readFileSync(fixture, 'utf8'))
  if (process.env['UPDATE'] === '1') fs.writeFileSync(snapshot, found)
  assert.equal(found, fs.readFileSync(snapshot, 'utf8'))
})

test('a long line of labels that never become a block header is read to its end', () => {
  const { tokens, stoppedEarly } = grammar.tokenizeLine('word "label" '.repeat(2000), textmate.INITIAL, 5000)
  assert.equal(stoppedEarly, false)
  assert.ok(tokens.length > 2000)
})
