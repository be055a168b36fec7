// `npm run docs`: writes the pages, tables and schemas that are generated from the rules, the manifest and the schema tables. `--check` only compares.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { otherCodes } from '../server/src/core/features/otherCodes.ts'
import { rules } from '../server/src/core/rules/index.ts'
import { manifestTables, pageOf, replaceTable, ruleTable } from './docsPages.mts'
import { entrySchema, resourceSchema } from './schemas.mts'

const root = path.dirname(import.meta.dirname)

/** Every generated file with the text that it should have; paths are relative to the root. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8')
  const files = new Map([...rules, ...otherCodes].map((rule) => [`docs/rules/${rule.code}.md`, pageOf(rule)]))
  let readme = replaceTable(read('README.md'), 'rules', ruleTable([...rules, ...otherCodes]))
  for (const [name, table] of manifestTables(JSON.parse(read('package.json')))) readme = replaceTable(readme, name, table)
  const schema = (made: object) => `${JSON.stringify(made, null, 2)}\n`
  files.set('schemas/config-entry.schema.json', schema(entrySchema()))
  files.set('schemas/custom-resources.schema.json', schema(resourceSchema()))
  return files.set('README.md', readme)
}

/** The generated files that differ from what stands on disk, and pages of rules that no longer exist. */
export function staleFiles(): readonly string[] {
  const files = generatedFiles()
  const pages = path.join(root, 'docs', 'rules')
  const present = fs.existsSync(pages) ? fs.readdirSync(pages).map((name) => `docs/rules/${name}`) : []
  const changed = [...files].filter(
    ([file, text]) => !fs.existsSync(path.join(root, file)) || fs.readFileSync(path.join(root, file), 'utf8') !== text,
  )
  return [...changed.map(([file]) => file), ...present.filter((file) => !files.has(file))]
}

function main(): void {
  const stale = staleFiles()
  if (process.argv.includes('--check')) {
    for (const file of stale) console.error(`${file} is stale: run \`npm run docs\`.`)
    process.exitCode = stale.length === 0 ? 0 : 1
    return
  }
  const files = generatedFiles()
  fs.mkdirSync(path.join(root, 'docs', 'rules'), { recursive: true })
  for (const file of stale) {
    const text = files.get(file)
    if (text === undefined) fs.rmSync(path.join(root, file))
    else fs.writeFileSync(path.join(root, file), text)
    console.log(`${text === undefined ? 'removed' : 'wrote'} ${file}`)
  }
}

if (import.meta.main) main()
