// What rules by element find in an element rests on no other one: so nothing is lost when only those that changed are looked at.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { describe, it } from 'node:test'
import type { DecodedField, DecodedObject } from '../../server/src/core/decode/decoded.ts'
import { concerns } from '../../server/src/core/features/appliedRules.ts'
import { type Entry, readEntry } from '../../server/src/core/model/entry.ts'
import type { Scope } from '../../server/src/core/model/project.ts'
import { containsRange, type Range } from '../../server/src/core/range.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import type { EntryRule, RuleFinding } from '../../server/src/core/rules/rule.ts'
import { parse } from '../../server/src/core/syntax/index.ts'
import { createRandom, happens } from '../fuzz/random.ts'
import { readEntryVectors } from '../harness/vectors.ts'

const vectors = readEntryVectors(fs.readFileSync(path.join(import.meta.dirname, '..', 'vectors', 'entries.ndjson'), 'utf8'))
const facts = { cluster: 'c', readAt: 0, peers: [{ name: 'cluster-02', state: 'ACTIVE' }] }
/** What was looked up of other entries since it was empty. */
const lookedUp: string[] = []
const group = entryOf('Kind = "sameness-group"\nName = "group"\nMembers = [{ Peer = "cluster-02" }, { Peer = "cluster-03" }]\n')
const contexts = (['preview', '1.16', '1.19'] as const).flatMap((target) =>
  [undefined, facts].map((known) => ({ target, edition: 'community', complete: false, scope: scopeWith(known) }) as const),
)

const elementRules = rules.filter((rule): rule is EntryRule => rule.about === 'element')
const entries = vectors.flatMap(({ format, text }) => {
  const document = { uri: 'a', format, text, ...parse(text, format) }
  const [root] = document.roots
  return root ? contexts.map((context) => ({ entry: readEntry(document, root, context), context })) : []
})

describe('rules by element', () => {
  for (const rule of elementRules) {
    it(`${rule.code} finds the same in a part of the elements`, () => {
      const random = createRandom(7)
      for (const { entry, context } of entries.filter((one) => concerns(rule, one.entry))) {
        const all = rule.check(entry, context)
        const view = part(entry, (list) => list.filter(() => happens(50, random)))
        if (view) assert.deepEqual(plain(rule.check(view.entry, context)), plain(all.filter(isLeft(view.leftOut))), entry.document.text)
      }
    })
  }

  it('look up nothing where they find nothing, so that nobody must ask again when it changes', () => {
    for (const rule of elementRules) {
      for (const { entry, context } of entries.filter((one) => concerns(rule, one.entry))) {
        lookedUp.length = 0
        if (rule.check(entry, context).length === 0) assert.deepEqual(lookedUp, [], `${rule.code}\n${entry.document.text}`)
      }
    }
  })

  it('are there, and find something in elements', () => {
    const found = elementRules.filter((rule) =>
      entries.some(({ entry, context }) => concerns(rule, entry) && findsInElement(rule, entry, context)),
    )
    assert.ok(elementRules.length >= 15)
    assert.ok(found.length >= 10, found.map(({ code }) => code).join(' '))
  })
})

function scopeWith(known: typeof facts | undefined): Scope {
  const note = <R>(what: string, answer: R): R => {
    lookedUp.push(what)
    return answer
  }
  return {
    entry: (kind, name) => note(`${kind}/${name}`, kind === 'sameness-group' ? group : undefined),
    entries: (kind) => note(kind, []),
    agents: () => note('agents', []),
    commands: () => note('commands', []),
    facts: known,
  }
}

function entryOf(text: string): Entry | undefined {
  const document = { uri: 'a', format: 'hcl', text, ...parse(text, 'hcl') } as const
  const [root] = document.roots
  return root && readEntry(document, root, { target: '1.16', edition: 'community' })
}

function findsInElement(rule: EntryRule, entry: Entry, context: (typeof contexts)[number]): boolean {
  const places = elementsOf(entry).map(({ source }) => source.range)
  return rule.check(entry, context).some(({ range }) => places.some((place) => containsRange(place, range)))
}

/** The entry with some elements of each list of objects at its top, at least one of each. */
function part(entry: Entry, choose: (list: readonly DecodedObject[]) => readonly DecodedObject[]) {
  if (!entry.decoded) return undefined
  const fields = new Map<string, DecodedField>()
  const leftOut: Range[] = []
  for (const [name, field] of entry.decoded.root.fields) {
    const own = objectsIn(field)
    const chosen = choose(own)
    const kept = chosen.length > 0 ? chosen : own.slice(0, 1)
    leftOut.push(...own.filter((element) => !kept.includes(element)).map(({ source }) => source.range))
    const { value } = field
    const isShortened = value.type === 'list' && kept.length < own.length
    fields.set(name, isShortened ? { ...field, value: { ...value, elements: kept } } : field)
  }
  if (leftOut.length === 0) return undefined
  const decoded = { ...entry.decoded, root: { ...entry.decoded.root, fields } }
  return { entry: { ...entry, decoded, whole: entry, kept: { stored: undefined } }, leftOut }
}

function elementsOf({ decoded }: Entry): readonly DecodedObject[] {
  return [...(decoded?.root.fields.values() ?? [])].flatMap(objectsIn)
}

function objectsIn({ field, value }: DecodedField): readonly DecodedObject[] {
  if (field.type.is !== 'list' || field.type.of.is !== 'object' || value.type !== 'list') return []
  return value.elements.every((element) => element.type === 'object') ? value.elements : []
}

function isLeft(leftOut: readonly Range[]): (finding: RuleFinding) => boolean {
  return ({ range }) => leftOut.every((place) => !containsRange(place, range))
}

/** In the order of the text, without the documents, which are long. */
function plain(findings: readonly RuleFinding[]): unknown {
  const told = findings.map(({ message, range, fixes, related }) => ({
    message,
    range,
    fixes: fixes?.map((fix) => ({ title: fix.title, edits: fix.type === 'edit' ? fix.edits.map(({ edit }) => edit) : [] })),
    related: related?.map((place) => place.range),
  }))
  return told.sort((a, b) => a.range.start - b.range.start || (a.message < b.message ? -1 : 1))
}
