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
    packages: { yaml: [`${core}/syntax/yaml.ts`], 'jsonc-parser': [`${core}/syntax/json.ts`] },
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
    mayImport: [core, `${core}/decode`, `${core}/model`, `${core}/syntax/write.ts`],
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
    packages: {},
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
  return [
    ...ts.preProcessFile(file.text, true, true).importedFiles.flatMap(({ fileName }) => checkImport(file.path, layer, fileName)),
    ...(layer.pure && file.path !== reporter ? impurities(source).map((what) => `${file.path}: the core may not use ${what}`) : []),
    ...(file.path === converter ? [] : protocolPlaces(source).map((name) => `${file.path}: only ${converter} may import \`${name}\``)),
  ]
}

function layerOf(file: string): Layer | undefined {
  return layers.find(({ folder, flat }) => (flat ? path.posix.dirname(file) === folder : file.startsWith(`${folder}/`)))
}

function checkImport(file: string, layer: Layer, specifier: string): readonly string[] {
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
    if (ts.isIdentifier(node) && platform.has(node.text) && !isName(node)) found.add(`\`${node.text}\``)
  })
  return [...found]
}

/** The name of a member or of something declared here is no use of a global. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  return 'name' in parent && parent.name === node
}

function protocolPlaces(source: ts.SourceFile): readonly string[] {
  const found: string[] = []
  visit(source, (node) => {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return
    if (!node.moduleSpecifier.text.startsWith('vscode-languageserver')) return
    const bindings = node.importClause?.namedBindings
    if (bindings === undefined || !ts.isNamedImports(bindings)) return
    const names = bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
    found.push(...names.filter((name) => name === 'Position' || name === 'Range'))
  })
  return found
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  node.forEachChild((child) => visit(child, look))
}
