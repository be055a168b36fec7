// Tells of texts and lists that are longer than Consul takes.
import { byteLength } from '../bytes.ts'
import { type DecodedObject, objectsOf, textOf } from '../decode/decoded.ts'
import { walk } from '../model/walk.ts'
import { isWithin, type Target } from '../schema/target.ts'
import type { EntryRule, RuleFinding } from './rule.ts'

export const tooLong: EntryRule = {
  code: 'too-long',
  about: 'element',
  title: 'A text or a list is longer than Consul takes',
  category: 'rejected',
  severity: 'error',
  why: 'Consul takes at most 64 pairs in `Meta`, keys of at most 128 bytes, and values and descriptions of at most 512 bytes. It counts bytes, not letters.',
  source:
    'agent/structs/config_entry.go validateConfigEntryMeta, config_entry_intentions.go validate @ v1.13.9, v1.16.1; run on 1.13.0-alpha2, 1.13.9 and 1.16.1',
  noFix: 'What can be left out is for a person to say.',
  examples: {
    bad: `
Kind = "service-defaults"
Name = "billing"
Meta {
  ${'k'.repeat(129)} = "long"
  ${'^'.repeat(129)} rejected too-long: A key of \`Meta\` is 129 bytes long, and Consul takes at most 128.
}
`,
    good: `
Kind = "service-defaults"
Name = "billing"
Meta {
  ${'k'.repeat(128)} = "long enough"
}
`,
  },
  check(entry, { target }) {
    if (!entry.decoded) return []
    const { root } = entry.decoded
    const sources = entry.kind?.kind === 'service-intentions' ? objectsOf(root, 'Sources') : []
    const lists = checkLists(root, (entry.whole ?? entry).decoded?.root ?? root)
    return [...checkMeta(root), ...sources.flatMap(checkDescription), ...lists, ...checkSocketFolder(root, target)]
  },
}

function checkMeta(root: DecodedObject): readonly RuleFinding[] {
  const meta = root.fields.get('Meta')
  if (meta?.value.type !== 'map') return []
  const { entries } = meta.value
  const findings: RuleFinding[] = []
  if (entries.size > 64) {
    findings.push({ message: `\`Meta\` has ${entries.size} pairs, and Consul takes at most 64.`, range: meta.member.keyRange })
  }
  for (const [key, { member, value }] of entries) {
    if (isLonger(key, 128))
      findings.push({
        message: `A key of \`Meta\` is ${byteLength(key)} bytes long, and Consul takes at most 128.`,
        range: member.keyRange,
      })
    const text = value.type === 'string' ? value.value : ''
    if (isLonger(text, 512))
      findings.push({
        message: `This value of \`Meta\` is ${byteLength(text)} bytes long, and Consul takes at most 512.`,
        range: value.source.range,
      })
  }
  return findings
}

function checkDescription(source: DecodedObject): readonly RuleFinding[] {
  const text = textOf(source, 'Description')
  const value = source.fields.get('Description')?.value
  if (!value || !isLonger(text, 512)) return []
  return [{ message: `The description is ${byteLength(text)} bytes long, and Consul takes at most 512.`, range: value.source.range }]
}

/** `whole` counts the elements of lists at the top, of which `root` has some only. */
function checkLists(root: DecodedObject, whole: DecodedObject): readonly RuleFinding[] {
  const findings: RuleFinding[] = []
  walk(root, {
    field({ field, member, value: shown }, owner) {
      const most = field.type.is === 'list' ? field.type.most : undefined
      if (most === undefined) return
      const value = owner === root ? whole.fields.get(field.name)?.value : shown
      if (value?.type !== 'list' || value.elements.length <= most) return
      const count = value.elements.length
      findings.push({ message: `\`${field.name}\` has ${count} elements, and Consul takes at most ${most}.`, range: member.keyRange })
    },
  })
  return findings
}

/** A text of UTF-16 units has at most three bytes for each, so most need no counting. */
function isLonger(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && byteLength(text) > bytes
}

const socketFolder = 'envoy_hcp_metrics_bind_socket_dir'

/** The folder becomes a part of the name of a socket, which some systems cut at 104 bytes. */
function checkSocketFolder(root: DecodedObject, target: Target): readonly RuleFinding[] {
  const config = root.fields.get('Config')?.value
  const value = config?.type === 'map' ? config.entries.get(socketFolder)?.value : undefined
  if (value?.type !== 'any' || typeof value.value !== 'string' || !isLonger(value.value, 70)) return []
  if (!isWithin(target, { since: '1.16' })) return []
  const message = `\`${socketFolder}\` is ${byteLength(value.value)} bytes long, and Consul takes at most 70.`
  return [{ message, range: value.source.range }]
}
