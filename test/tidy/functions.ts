// The house rules about functions: how long, how they are exported, what they take and catch, and that exports say what they give.
import ts from 'typescript'
import type { SourceFile } from './files.ts'

/** Lines; tests and their stand-ins may be longer. */
const longestFunction = 60

/** One sentence for each breach in a file. */
export function checkFunctions({ path, text }: SourceFile): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    const say = (sentence: string): void => void found.push(`line ${line} ${sentence}`)
    if (isDefaultExport(node)) say('exports a default, and names are what people search for')
    if (isFunction(node) && !path.startsWith('test/')) checkLength(node, source).forEach(say)
    if (isProduct(path)) checkExport(node).forEach(say)
    if (isProduct(path) && ts.isCatchClause(node) && !node.variableDeclaration) say('catches everything without looking at it')
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

function isProduct(path: string): boolean {
  return /^(server|consul|client)\/.*\.ts$/.test(path)
}

type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration

function isFunction(node: ts.Node): node is FunctionNode {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node)
}

function checkLength(node: FunctionNode, source: ts.SourceFile): readonly string[] {
  const [first, last] = [node.getStart(), node.getEnd()].map((position) => source.getLineAndCharacterOfPosition(position).line)
  const lines = (last ?? 0) - (first ?? 0) + 1
  return lines > longestFunction ? [`begins a function of ${lines} lines, and ${longestFunction} is the limit`] : []
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
}

/** What an exported function must say, and may not take. */
function checkExport(node: ts.Node): readonly string[] {
  const [name, declaration] = exportedFunction(node) ?? []
  if (name === undefined || declaration === undefined) return []
  const flags = declaration.parameters.filter(({ type }) => type?.kind === ts.SyntaxKind.BooleanKeyword)
  return [
    ...(ts.getJSDocCommentsAndTags(node).length > 0 ? [] : [`exports \`${name}\` without a docstring`]),
    ...flags.map((flag) => `exports \`${name}\`, which takes the boolean \`${flag.name.getText()}\``),
  ]
}

function exportedFunction(node: ts.Node): readonly [name: string, ts.FunctionDeclaration | ts.ArrowFunction] | undefined {
  if (ts.isFunctionDeclaration(node) && isExported(node)) return [node.name?.text ?? '', node]
  if (!ts.isVariableStatement(node) || !isExported(node)) return undefined
  const [variable] = node.declarationList.declarations
  const value = variable?.initializer
  return variable && value && ts.isArrowFunction(value) ? [variable.name.getText(), value] : undefined
}

function isExported(node: ts.FunctionDeclaration | ts.VariableStatement): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
}
