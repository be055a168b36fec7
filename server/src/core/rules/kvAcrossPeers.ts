// C8: the key/value stores of peers cannot be read or written.
import { type ApiRequest, type Command, type ConsulCommand, flagOf, memberNamed } from '../model/command.ts'
import { peerNames } from '../model/peers.ts'
import type { Scope } from '../model/project.ts'
import type { CommandRule, RuleFinding } from './rule.ts'

export const kvAcrossPeers: CommandRule = {
  about: 'command',
  code: 'kv-across-peers',
  title: 'A key of the key/value store of a peer is asked for',
  category: 'preview',
  severity: 'warning',
  constraint: 'C8',
  why: 'A peering shares services and nothing else, in every release: the key/value store of a peer cannot be reached. `dc` and `-datacenter` name datacenters of a federation, and a query `peer=` is ignored, so the answer comes from the own store.',
  source:
    'website/content/docs/connect/cluster-peering/index.mdx @ v1.12.3 and v1.16.0; run on 1.13.0-alpha2, 1.13.9 and 1.16.1: `?peer=` is ignored',
  noFix: 'Where the key can be had instead is not known: ask a service of the peer, or keep the key in this cluster, too.',
  examples: {
    bad: `
#- setup.sh
curl --request GET "$CONSUL_HTTP_ADDR/v1/kv/app/color?peer=cluster-02"
                                                      ^^^^^^^^^^^^^^^ preview kv-across-peers C8: Consul ignores \`peer\` here and answers from the key/value store of this cluster: a peering does not share keys. Ask a service of \`cluster-02\` for it, or keep the key in this cluster, too.
`,
    good: `
#- setup.sh
curl --request GET "$CONSUL_HTTP_ADDR/v1/kv/app/color"
`,
  },
  check(command, { scope }) {
    const found = findingOf(command, scope)
    return found ? [found] : []
  },
}

function findingOf(command: Command, scope: Scope): RuleFinding | undefined {
  switch (command.tool) {
    case 'consul':
      return ofConsul(command, scope)
    case 'curl':
      return ofRequest(command, scope)
    case 'consul-template': {
      const { datacenter } = command
      return peerNames(scope).has(datacenter.value) ? asDatacenter(datacenter.value, datacenter.range) : undefined
    }
  }
}

function ofConsul(command: ConsulCommand, scope: Scope): RuleFinding | undefined {
  if (command.subcommand[0]?.value !== 'kv') return undefined
  const peer = flagOf(command, 'peer', 'peer-name')
  if (peer) {
    return {
      message: `\`consul kv\` has no flag \`-${peer.key}\`, since a peering does not share keys. ${advice(peer.value.type === 'string' ? peer.value.value : '')}`,
      range: peer.range,
    }
  }
  const flag = flagOf(command, 'datacenter', 'dc')
  return flag?.value.type === 'string' && peerNames(scope).has(flag.value.value) ? asDatacenter(flag.value.value, flag.range) : undefined
}

function ofRequest({ path, query }: ApiRequest, scope: Scope): RuleFinding | undefined {
  if (!path.value.startsWith('/v1/kv')) return undefined
  const peer = memberNamed(query, 'peer')
  if (peer) {
    const name = peer.value.type === 'string' ? peer.value.value : ''
    return {
      message: `Consul ignores \`${peer.key}\` here and answers from the key/value store of this cluster: a peering does not share keys. ${advice(name)}`,
      range: peer.range,
    }
  }
  const datacenter = memberNamed(query, 'dc')
  if (datacenter?.value.type !== 'string' || !peerNames(scope).has(datacenter.value.value)) return undefined
  return asDatacenter(datacenter.value.value, datacenter.range)
}

function asDatacenter(name: string, range: RuleFinding['range']): RuleFinding {
  return {
    message: `\`${name}\` is a peer, not a datacenter of this federation, and a peering does not share keys. ${advice(name)}`,
    range,
  }
}

function advice(peer: string): string {
  return `Ask a service of ${peer === '' ? 'the peer' : `\`${peer}\``} for it, or keep the key in this cluster, too.`
}
