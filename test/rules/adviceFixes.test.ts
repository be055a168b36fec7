// Advice on entries that a real Consul takes: each fix leaves them taken, and the finding that offered it gone.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { Document } from '../../server/src/core/document.ts'
import { judgeText } from '../../server/src/core/features/diagnostics.ts'
import { textEditsOf } from '../../server/src/core/features/fixes.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import type { EditFix, Finding } from '../../server/src/core/rules/rule.ts'
import { applyEdits } from '../../server/src/core/syntax/applyEdits.ts'
import { parse, readsAsJson } from '../../server/src/core/syntax/index.ts'
import { readEntryVectors } from '../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'entries.ndjson'), 'utf8'))
const targets = { '1.13.0-alpha2': 'preview', '1.16.1': '1.16' } as const

describe('a fix of advice', () => {
  for (const version of ['1.13.0-alpha2', '1.16.1'] as const) {
    it(`leaves an entry taken by ${version}, and its finding gone`, () => {
      const judge = (text: string) => judgeText(documentOf(text), { target: targets[version], edition: 'community' }, rules)
      let fixes = 0
      for (const { id, text, verdicts } of vectors.filter((vector) => vector.verdicts[version].ok)) {
        assert.ok(verdicts[version].ok)
        const findings = judge(text)
        if (findings.some(({ category }) => category === 'rejected')) continue
        for (const finding of findings.filter(({ category }) => category === 'advice')) {
          for (const fix of editFixesOf(finding)) {
            fixes++
            const after = judge(applied(finding.document, fix))
            const told = `${id} ${finding.code}: ${fix.title}\n${text}\n=>\n${applied(finding.document, fix)}`
            assert.deepEqual(
              after.filter(({ category }) => category === 'rejected').map(({ message }) => message),
              [],
              told,
            )
            const count = (all: readonly Finding[]) => all.filter(({ code }) => code === finding.code).length
            assert.ok(count(after) < count(findings), told)
          }
        }
      }
      assert.ok(fixes > 100, `${fixes}`)
    })
  }
})

function documentOf(text: string): Document {
  const format = readsAsJson(text) ? 'json' : 'hcl'
  return { uri: 'entry', format, text, ...parse(text, format) }
}

function editFixesOf({ fixes = [] }: Finding): readonly EditFix[] {
  return fixes.flatMap((fix) => (fix.type === 'edit' && !fix.creates ? fix : []))
}

function applied(document: Document, fix: EditFix): string {
  return applyEdits(document.text, textEditsOf(fix).get(document) ?? [])
}
