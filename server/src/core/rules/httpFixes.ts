// What can be done about an entry that a server takes only for services that speak HTTP.
import type { Edit } from '../edit.ts'
import type { Entry } from '../model/entry.ts'
import type { Refusal } from '../model/graph/refusal.ts'
import { toHttp } from '../model/graph/speakHttp.ts'
import { type EditFix, editFix, type RuleContext } from './rule.ts'

/** Makes the service speak HTTP, where a server then takes the entry; whether it does so is for a person to say. */
export function httpFixes({ speaker }: Refusal, entry: Entry, context: RuleContext): readonly EditFix[] {
  const change = speaker && toHttp(context, entry, speaker)
  if (!change) return []
  const service = speaker.service.name
  switch (change.type) {
    case 'set':
      return setFixes(change.own, service)
    case 'create': {
      // What lies beside a Kubernetes resource is no config entry in HCL.
      if (entry.document.format === 'yaml' || !/^[\w.-]+$/.test(service)) return []
      const creates = [{ beside: entry.document, name: `${service}-defaults.hcl`, entry: { ...change.entry } }]
      return [
        { type: 'edit', title: `Create \`service-defaults\` for \`${service}\` with protocol \`http\``, edits: [], creates, safe: false },
      ]
    }
  }
}

function setFixes(own: Entry, service: string): readonly EditFix[] {
  const edit = protocolEdit(own)
  const file = decodeURIComponent(own.document.uri.split('/').at(-1) ?? '')
  return edit ? [editFix(own, `Set the protocol of \`${service}\` to \`http\` in ${file}`, edit, { safe: false })] : []
}

function protocolEdit({ decoded, nameMember, document }: Entry): Edit | undefined {
  const given = decoded?.root.fields.get('Protocol')?.value.source
  if (given) return { type: 'replaceValue', value: given, by: 'http' }
  const into = decoded?.root.source
  if (into?.type !== 'object') return undefined
  const after = nameMember && into.members.includes(nameMember) && document.format !== 'yaml' ? { after: nameMember } : {}
  return { type: 'insertMember', into, key: 'Protocol', value: 'http', ...after }
}
