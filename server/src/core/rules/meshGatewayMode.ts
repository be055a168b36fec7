// Tells of a mesh gateway mode that leads no traffic to a peer, or that does not exist.
import { type DecodedField, type DecodedObject, objectOf } from '../decode/decoded.ts'
import type { Entry } from '../model/entry.ts'
import { nearest } from '../model/nearest.ts'
import { peerNames } from '../model/peers.ts'
import { walk } from '../model/walk.ts'
import { type EditFix, type EntryRule, editFix, type RuleContext, type RuleFinding } from './rule.ts'

export const meshGatewayMode: EntryRule = {
  code: 'mesh-gateway-mode',
  kinds: ['proxy-defaults', 'service-defaults'],
  title: 'A mesh gateway mode that does not work with peers',
  category: 'advice',
  severity: 'warning',
  why: 'Traffic to a peer goes through mesh gateways: `none` keeps proxies from using one, and any text but `none`, `local` and `remote` is taken and means nothing.',
  source: 'facts §5.5 and §6 (hashicorp/consul#15304, #15896); run on 1.13.0-alpha2 and 1.16.1',
  examples: {
    bad: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
#- proxy-defaults.hcl
Kind = "proxy-defaults"
Name = "global"
MeshGateway {
  Mode = "none"
         ^^^^^^ advice mesh-gateway-mode: With \`none\` no proxy reaches services of the peer \`cluster-02\`: they are behind mesh gateways. Write \`local\` or \`remote\`.
}
`,
    good: `
#- exported-services.hcl
Kind = "exported-services"
Name = "default"
Services = [{ Name = "web", Consumers = [{ peer_name = "cluster-02" }] }]
#- proxy-defaults.hcl
Kind = "proxy-defaults"
Name = "global"
MeshGateway {
  Mode = "local"
}
`,
  },
  check(entry, context) {
    if (!entry.decoded) return []
    const findings: RuleFinding[] = []
    walk(entry.decoded.root, {
      object(object) {
        const gateway = object.fields.has('MeshGateway') ? objectOf(object, 'MeshGateway') : undefined
        const mode = gateway?.fields.get('Mode')
        const finding = mode && findingFor(entry, mode, object, context)
        if (finding) findings.push(finding)
      },
    })
    return findings
  },
}

const modes = ['none', 'local', 'remote']

function findingFor(entry: Entry, mode: DecodedField, owner: DecodedObject, { scope }: RuleContext): RuleFinding | undefined {
  const { value } = mode
  if (value.type !== 'string' || value.value === '' || value.value === 'local' || value.value === 'remote') return undefined
  const { range } = value.source
  if (value.value !== 'none') {
    const meant = nearest(value.value, modes)
    const message = `\`${value.value}\` is no mode of mesh gateways, and Consul takes it without a word. Write \`none\`, \`local\` or \`remote\`.`
    return { message, range, fixes: (meant ? [meant] : ['local', 'remote']).map((by) => modeFix(entry, mode, by)) }
  }
  const own = owner.fields.get('Peer')?.value
  const peer = own?.type === 'string' && own.value !== '' ? own.value : [...peerNames(scope)][0]
  if (peer === undefined || (isOverride(owner) && peer !== textOfValue(own))) return undefined
  const message = `With \`none\` no proxy reaches services of the peer \`${peer}\`: they are behind mesh gateways. Write \`local\` or \`remote\`.`
  return { message, range, fixes: ['local', 'remote'].map((by) => modeFix(entry, mode, by)) }
}

/** An override is about one upstream, and about a peer only where it says so. */
function isOverride(owner: DecodedObject): boolean {
  return owner.fields.has('Name') && !owner.fields.has('Kind')
}

function textOfValue(value: DecodedField['value'] | undefined): string {
  return value?.type === 'string' ? value.value : ''
}

function modeFix(entry: Entry, mode: DecodedField, by: string): EditFix {
  return editFix(entry, `Write \`${by}\``, { type: 'replaceValue', value: mode.value.source, by }, { safe: false })
}
