// `check` finds what the editor finds: the same engine, whatever the format.
import assert from 'node:assert/strict'
import * as path from 'node:path'
import { test } from 'node:test'
import { rules } from '../../server/src/core/rules/index.ts'
import { pathOf } from '../../server/src/workspace/uri.ts'
import { createWorkspace } from '../../server/src/workspace/workspace.ts'
import { runCli } from '../harness/cli.ts'
import { readSarif } from '../harness/sarif.ts'

const root = path.join(import.meta.dirname, '..', '..')

/** As the editor does it: the folder is opened and indexed. */
function editorFindings(): readonly string[] {
  const workspace = createWorkspace(rules)
  workspace.setFolders([path.join(root, 'examples')])
  for (const _ of workspace.index());
  const found = workspace.uris().flatMap((uri) =>
    workspace.findings(uri).map(({ code, message, document, range }) => {
      const before = document.text.slice(0, range.start).split('\n')
      const file = path.relative(root, pathOf(uri) ?? uri).replaceAll(path.sep, '/')
      return line({ file, row: before.length, column: (before.at(-1)?.length ?? 0) + 1, code, message })
    }),
  )
  return found.sort()
}

interface Told {
  readonly file: string
  /** One-based, like `column`. */
  readonly row: number
  readonly column: number
  readonly code: string
  readonly message: string
}

function line({ file, row, column, code, message }: Told): string {
  return `${file}:${row}:${column} ${code} ${message}`
}

const formats: Readonly<Record<string, (out: string) => readonly string[]>> = {
  text: (out) =>
    [...out.matchAll(/^(\S+):(\d+):(\d+) \w+ (\S+) .*\n {2}(.*)$/gm)].map(([, file = '', row, column, code = '', message = '']) =>
      line({ file, row: Number(row), column: Number(column), code, message }),
    ),
  json(out) {
    const { files }: JsonReport = JSON.parse(out)
    return files.flatMap((file) =>
      file.findings.map(({ code, message, range: { start } }) =>
        line({ file: file.path, row: start.line + 1, column: start.character + 1, code, message }),
      ),
    )
  },
  sarif: (out) =>
    readSarif(out).runs.flatMap(({ results }) =>
      results.map(({ ruleId, message, locations }) => {
        const { artifactLocation, region } = locations[0]?.physicalLocation ?? assert.fail('a result without a place')
        return line({ file: artifactLocation.uri, row: region.startLine, column: region.startColumn, code: ruleId, message: message.text })
      }),
    ),
  github: (out) =>
    [...out.matchAll(/^::\w+ file=([^,]+),line=(\d+),endLine=\d+,col=(\d+),.*?title=(\S+) .*?::(.*)$/gm)].map(
      ([, file = '', row, column, code = '', message = '']) =>
        line({ file, row: Number(row), column: Number(column), code, message: message.replaceAll('%25', '%') }),
    ),
}

interface JsonReport {
  readonly files: readonly {
    readonly path: string
    readonly findings: readonly {
      readonly code: string
      readonly message: string
      readonly range: { readonly start: { readonly line: number; readonly character: number } }
    }[]
  }[]
}

for (const [format, read] of Object.entries(formats)) {
  test(`the examples have the same findings in the editor and as ${format}`, async () => {
    const { out } = await runCli(`check --target auto --format ${format} examples`)
    const found = [...read(out)].sort()
    assert.ok(found.length > 0)
    assert.deepEqual(found, editorFindings())
  })
}
