// The page that a peering ends with: both ends, what was seen on the way, and what to do next.
import type { PeerEnd, PeerResult } from '../../../consul/src/peerSteps.ts'
import { code, escapeMarkdown, prose } from '../tree/markdown.ts'

/** The result as Markdown. `acceptor` and `dialer`: how the clusters are called here. */
export function resultText(acceptor: string, dialer: string, result: PeerResult): string {
  const row = (cluster: string, role: string, { name, state, version }: PeerEnd) =>
    `| ${escapeMarkdown(cluster)} | ${role} | ${code(name)} | ${state} | ${escapeMarkdown(version ?? 'unknown')} |`
  return [
    `# ${escapeMarkdown(acceptor)} and ${escapeMarkdown(dialer)}`,
    prose(result.sentence),
    [
      '| Cluster | Role | Calls the other one | State | Consul |',
      '|---|---|---|---|---|',
      row(acceptor, 'accepts', result.acceptor),
      row(dialer, 'dials', result.dialer),
    ].join('\n'),
    ...(result.warnings.length === 0
      ? []
      : [`## Seen on the way\n\n${result.warnings.map((warning) => `- ${prose(warning)}`).join('\n')}`]),
    `## What comes next\n\n${nextSteps(acceptor, result).join('\n')}`,
  ].join('\n\n')
}

function nextSteps(acceptor: string, { acceptor: end, proof }: PeerResult): readonly string[] {
  return [
    `1. Export a service: **Export Service to Peer…** on ${code(end.name)} below ${escapeMarkdown(acceptor)}, or write it into ${code('exported-services')}.`,
    '2. Allow its callers: **Allow Service of Peer…**. Without ACLs, or with the default policy `allow`, calls are let through until an intention says otherwise.',
    '3. Look at **Imported services** below the other cluster: the service is there within seconds, with its instances and their health.',
    ...(proof === 'active'
      ? []
      : ['4. The technical preview reports no state: a service that arrives is the proof that the peering works.']),
  ]
}
