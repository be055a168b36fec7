// Who may import whom: the table of the architecture, and the check that holds it.
import * as path from 'node:path'
import ts from 'typescript'
import type { SourceFile } from './files.ts'

interface Layer {
  readonly folder: string
  /** Only the files directly in the folder. */
  readonly flat?: true
  /** Folders of other layers, or single files. */
  readonly mayImport: readonly string[]
  /** Packages; where files are named, only those may. */
  readonly packages: Readonly<Record<string, readonly string[] | 'all'>>
  /** Pure and synchronous: no builtin module, no global of a platform, nothing that waits. */
  readonly pure?: true
}

const core = 'server/src/core'
const coreLayers: readonly Layer[] = [
  { folder: core, flat: true, mayImport: [], packages: {}, pure: true },
  {
    folder: `${core}/syntax`,
    mayImport: [core],
    packages: { yaml: [`${core}/syntax/yaml.ts`], 'jsonc-parser': [`${core}/syntax/json.ts`, `${core}/syntax/jsonFormat.ts`] },
    pure: true,
  },
  { folder: `${core}/schema`, mayImport: [core], packages: {}, pure: true },
  { folder: `${core}/decode`, mayImport: [core, `${core}/schema`], packages: {}, pure: true },
  { folder: `${core}/model`, mayImport: [core, `${core}/decode`, `${core}/syntax`, `${core}/schema`], packages: {}, pure: true },
  { folder: `${core}/rules`, mayImport: [core, `${core}/model`, `${core}/decode`, `${core}/schema`], packages: {}, pure: true },
  {
    folder: `${core}/features`,
    mayImport: [core, `${core}/rules`, `${core}/model`, `${core}/schema`, `${core}/syntax`],
    packages: {},
    pure: true,
  },
]
const wholeCore = coreLayers.map(({ folder }) => folder)

/** One row for each folder. */
export const layers: readonly Layer[] = [
  ...coreLayers,
  { folder: 'server/src/workspace', mayImport: wholeCore, packages: { zod: 'all', ignore: 'all' } },
  { folder: 'server/src/portability', mayImport: wholeCore, packages: { 'hcl2-parser': 'all' } },
  {
    folder: 'consul/src',
    mayImport: [core, `${core}/decode`, `${core}/model`, `${core}/syntax`, `${core}/schema`],
    packages: { zod: 'all', undici: 'all' },
  },
  {
    folder: 'server/src/lsp',
    mayImport: [...wholeCore, 'server/src/workspace', 'server/src/portability'],
    packages: { 'vscode-languageserver': 'all', 'vscode-languageserver-textdocument': 'all' },
  },
  {
    folder: 'server/src/cli',
    mayImport: [...wholeCore, 'server/src/workspace', 'server/src/portability', 'consul/src'],
    packages: { diff: ['server/src/cli/fmt.ts'] },
  },
  {
    folder: 'client/src',
    mayImport: ['consul/src', 'server/src/lsp/protocol.ts'],
    // `target.ts` changes one key of a `consul-peering.json` and leaves its layout alone.
    packages: { vscode: 'all', 'vscode-languageclient': 'all', 'jsonc-parser': ['client/src/target.ts'] },
  },
]

/** Files of a folder that must do without a package which their layer may import. */
const withoutPackage: readonly (readonly [file: string, name: string])[] = [['client/src/tree/model.ts', 'vscode']]

/** The one file that knows both our ranges and the protocol's. */
const converter = 'server/src/lsp/convert.ts'

/** The one file of the core that may speak to the platform: it reports impossible states. */
const reporter = `${core}/bug.ts`

/** One sentence for each breach, opened by the file's path. */
export function checkLayers(files: readonly SourceFile[]): readonly string[] {
  return files.filter(({ path: name }) => isProduct(name)).flatMap(checkFile)
}

function isProduct(name: string): boolean {
  return /^(server|consul|client)\//.test(name) && name.endsWith('.ts')
}

function checkFile(file: SourceFile): readonly string[] {
  const layer = layerOf(file.path)
  if (layer === undefined) return [`${file.path}: its folder is not in the table of layers`]
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
  const isServer = file.path.startsWith('server/')
  return [
    ...specifiersOf(source).flatMap((specifier) => checkImport(file.path, layer, specifier)),
    ...(layer.pure && file.path !== reporter ? impurities(source).map((what) => `${file.path}: the core may not use ${what}`) : []),
    ...(isServer ? connections(source).map((what) => `${file.path}: the server opens no network connection, so not by ${what}`) : []),
    ...(file.path === converter ? [] : protocolPlaces(source).map((name) => `${file.path}: only ${converter} may import \`${name}\``)),
  ]
}

/** Every module that a file names: in imports and exports, also of types, and in calls. `?` stands for one that is computed. */
function specifiersOf(source: ts.SourceFile): readonly string[] {
  const found: string[] = []
  visit(source, (node) => {
    const named = moduleOf(node)
    if (named) found.push(ts.isStringLiteralLike(named) ? named.text : '?')
  })
  return found
}

function moduleOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isExternalModuleReference(node)) return node.expression
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument
  if (!ts.isCallExpression(node)) return undefined
  const { expression } = node
  const loads = expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  return loads ? node.arguments[0] : undefined
}

function layerOf(file: string): Layer | undefined {
  return layers.find(({ folder, flat }) => (flat ? path.posix.dirname(file) === folder : file.startsWith(`${folder}/`)))
}

function checkImport(file: string, layer: Layer, specifier: string): readonly string[] {
  if (specifier === '?') return [`${file}: it loads a module whose name nobody can check`]
  if (specifier.startsWith('node:')) return layer.pure ? [`${file}: the core may not import \`${specifier}\``] : []
  if (!specifier.startsWith('.')) return checkPackage(file, layer, specifier)
  const target = path.posix.join(path.posix.dirname(file), specifier)
  const targetLayer = layerOf(target)
  if (targetLayer === layer || layer.mayImport.includes(target)) return []
  if (targetLayer !== undefined && layer.mayImport.includes(targetLayer.folder)) return []
  return [`${file}: ${layer.folder} may not import ${target}`]
}

function checkPackage(file: string, { folder, packages }: Layer, specifier: string): readonly string[] {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const allowed = packages[name]
  const isDenied = withoutPackage.some(([denied, what]) => denied === file && what === name)
  if (!isDenied && (allowed === 'all' || allowed?.includes(file))) return []
  return [`${file}: ${isDenied ? file : folder} may not import the package \`${name}\``]
}

const platform = new Set([
  ...['process', 'console', 'globalThis', 'Buffer', 'require', 'performance', 'fetch', 'Promise'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
])

function impurities(source: ts.SourceFile): readonly string[] {
  const found = new Set<string>()
  visit(source, (node) => {
    if (node.kind === ts.SyntaxKind.AsyncKeyword) found.add('`async`')
    if (node.kind === ts.SyntaxKind.AwaitKeyword || ts.isAwaitExpression(node)) found.add('`await`')
    if (ts.isThrowStatement(node) && !isRethrown(node)) found.add('`throw`')
    if (ts.isIdentifier(node) && platform.has(node.text) && !isName(node)) found.add(`\`${node.text}\``)
    if (ts.isPropertyAccessExpression(node) && changing.has(node.getText())) found.add(`\`${node.getText()}\``)
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) found.add('`new Date()`')
  })
  return [...found]
}

/** What was caught and is none of the expected goes on. */
function isRethrown({ expression, parent }: ts.ThrowStatement): boolean {
  for (let at: ts.Node = parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isCatchClause(at)) return at.variableDeclaration?.name.getText() === expression.getText()
  }
  return false
}

/** What gives another answer each time. */
const changing = new Set(['Date.now', 'Math.random'])

const network = new Set(
  ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'inspector'].flatMap((name) => [name, `node:${name}`]),
)
const networkGlobals = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])

/** By what a file could open a connection of its own; the CLI has those of the live library. */
function connections(source: ts.SourceFile): readonly string[] {
  const found = new Set(specifiersOf(source).filter((specifier) => network.has(specifier)))
  visit(source, (node) => {
    if (ts.isIdentifier(node) && networkGlobals.has(node.text) && !isName(node)) found.add(node.text)
  })
  return [...found].map((what) => `\`${what}\``)
}

/** The name of a member or of something declared here is no use of a global. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  // `{ process }` is both.
  if (ts.isShorthandPropertyAssignment(parent)) return false
  return 'name' in parent && parent.name === node
}

/** The names `Position` and `Range` of the protocol, in whichever way a file gets at them. */
function protocolPlaces(source: ts.SourceFile): readonly string[] {
  const found: string[] = []
  const spaces = new Set<string>()
  const isPlace = (name: string) => name === 'Position' || name === 'Range'
  visit(source, (node) => {
    if (ts.isImportDeclaration(node) && isProtocol(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings
      if (bindings && ts.isNamespaceImport(bindings)) spaces.add(bindings.name.text)
      if (bindings && ts.isNamedImports(bindings)) found.push(...bindings.elements.map(originalName).filter(isPlace))
    }
    if (ts.isExportDeclaration(node) && isProtocol(node.moduleSpecifier) && node.exportClause && ts.isNamedExports(node.exportClause)) {
      found.push(...node.exportClause.elements.map(originalName).filter(isPlace))
    }
    if (ts.isImportTypeNode(node) && isProtocol(moduleOf(node)) && node.qualifier) found.push(...[node.qualifier.getText()].filter(isPlace))
    if (ts.isQualifiedName(node) && spaces.has(node.left.getText())) found.push(...[node.right.text].filter(isPlace))
    if (ts.isPropertyAccessExpression(node) && spaces.has(node.expression.getText())) found.push(...[node.name.text].filter(isPlace))
  })
  return found
}

function isProtocol(specifier: ts.Node | undefined): boolean {
  return specifier !== undefined && ts.isStringLiteralLike(specifier) && specifier.text.startsWith('vscode-languageserver')
}

function originalName({ name, propertyName }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  node.forEachChild((child) => visit(child, look))
}
