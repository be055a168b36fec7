// The house rules that a machine can hold; each check takes a file and gives one sentence for each breach.
import ts from 'typescript'
import { isSource, type SourceFile } from './files.ts'
import { checkFunctions } from './functions.ts'

const longestFile = 400

/** All checks that look at one file alone. */
export function checkHouse(file: SourceFile): readonly string[] {
  const checks = isSource(file) ? [...everywhere, ...inSources] : everywhere
  return checks.flatMap((check) => check(file)).map((sentence) => `${file.path}: ${sentence}`)
}

type Check = (file: SourceFile) => readonly string[]

const everywhere: readonly Check[] = [trailingBlanks, machinePaths, registryHosts]
const inSources: readonly Check[] = [header, size, looseTypes, checkFunctions]

function header({ text }: SourceFile): readonly string[] {
  const first = text.replace(/^#!.*\n/, '').split('\n', 1)[0] ?? ''
  return /^\/\/ \S.*[.?:;,\w]$/.test(first) ? [] : ['opens without a `//` sentence that says why it exists']
}

/** Tables of the schema are as long as what they describe. */
function size({ path, text }: SourceFile): readonly string[] {
  const lines = lineCount(text)
  const isTable = path.startsWith('server/src/core/schema/kinds/')
  return lines <= longestFile || isTable ? [] : [`has ${lines} lines, and ${longestFile} is the limit`]
}

/** `any` everywhere; assertions (`as`) only in the product, where a border that zod guards may need one. */
function looseTypes({ path, text }: SourceFile): readonly string[] {
  if (path.endsWith('.mjs')) return []
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const isGuarded = /from 'zod/.test(text) || !/^(server|consul|client)\//.test(path)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`line ${line} says \`any\``)
    if (ts.isAsExpression(node) && !isGuarded && !ts.isConstTypeReference(node.type)) found.push(`line ${line} asserts a type with \`as\``)
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

/** Two blanks at a line's end are a line break in Markdown; fixtures say what they mean. */
function trailingBlanks({ path, text }: SourceFile): readonly string[] {
  if (/\.(md|ndjson|txt|sum)$/.test(path) || /^(examples|test\/.*fixtures)\//.test(path)) return []
  const lines = text.split('\n')
  return lines.flatMap((line, index) => (/[ \t]\r?$/.test(line) ? [`line ${index + 1} ends with a blank`] : []))
}

function machinePaths({ text }: SourceFile): readonly string[] {
  const found = text.match(/(?<![\w.$}])\/(?:work|farm|root|home\/[a-z]+|Users\/[a-z]+)\/[\w.]+|\/tmp\/[a-z]+\.\w{6}/g) ?? []
  return found.map((place) => `names a path of one machine, ${place}`)
}

function registryHosts({ text }: SourceFile): readonly string[] {
  const found = text.match(/(?:registry|proxy|deb|sum)\.(?:npmjs|yarnpkg|golang|debian)\b/g) ?? []
  return [...new Set(found)].map((host) => `names a registry, ${host}`)
}

export function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
