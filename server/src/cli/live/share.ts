// `consul-peering export` and `consul-peering allow`: share a service with a peer, let its services call, and take both back.

import type { LiveConfigEntry } from '../../../../consul/src/client.ts'
import { planWish } from '../../../../consul/src/entries/clusterWish.ts'
import { deleteEntry } from '../../../../consul/src/entries/deletion.ts'
import type { Wish } from '../../../../consul/src/entries/proposal.ts'
import { explain } from '../../../../consul/src/errors.ts'
import type { Arguments, Option } from '../arguments.ts'
import type { Command } from '../command.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Read, Terminal } from '../terminal.ts'
import { exitCodeOf, write } from './apply.ts'
import { clusterHelp, clusterOptions } from './cluster.ts'
import { onCluster, type ReachedCluster } from './onCluster.ts'
import { formatOption, jsonLine } from './outputFormat.ts'
import { clusterTrouble, sentences } from './trouble.ts'

const peerOption: Option = { name: 'peer', value: 'NAME', help: 'The peer, by the name that this cluster gives it' }

export const exportService: Command = {
  usage: ['SERVICE --peer NAME [--stop] [--cluster CLUSTER] [OPTION…]'],
  about: `Exports a service of a cluster to a peer, or stops that. The one \`exported-services\` entry of the cluster is read,
changed in this one place, and written by check-and-set.
${clusterHelp}`,
  options: [peerOption, { name: 'stop', help: 'Export the service to this peer no longer' }, ...clusterOptions('cluster'), formatOption],
  examples: [
    ['export billing --peer west --cluster east', 'Let the peer `west` see `billing`'],
    ['export billing --peer west --cluster east --stop', 'Take it back'],
  ],
  run: (args, terminal) => fulfil('export', readExport(args), args, terminal),
}

export const allow: Command = {
  usage: ['SOURCE --peer NAME --to SERVICE [--deny] [--cluster CLUSTER] [OPTION…]'],
  about: `Lets a service of a peer call a service of this cluster, or forbids it: one source of the intention of that service is
added or changed, and the entry written by check-and-set.
${clusterHelp}`,
  options: [
    peerOption,
    { name: 'to', value: 'SERVICE', help: 'The service of this cluster that is called' },
    { name: 'deny', help: 'Forbid it instead' },
    ...clusterOptions('cluster'),
    formatOption,
  ],
  examples: [['allow shop --peer west --to billing --cluster east', 'Let `shop` of `west` call `billing`']],
  run: (args, terminal) => fulfil('allow', readAllow(args), args, terminal),
}

function readExport(args: Arguments): Read<Wish> {
  const [service, ...more] = args.positionals
  const peer = args.value('peer')
  if (!service || more.length > 0) return { ok: false, problem: '`export` takes the name of one service.' }
  if (!peer) return { ok: false, problem: 'name the peer by `--peer`.' }
  return { ok: true, value: { wish: args.has('stop') ? 'stop-exporting' : 'export', service, peer } }
}

function readAllow(args: Arguments): Read<Wish> {
  const [source, ...more] = args.positionals
  const [peer, service] = [args.value('peer'), args.value('to')]
  if (!source || more.length > 0) return { ok: false, problem: '`allow` takes the name of one calling service.' }
  if (!peer || !service) return { ok: false, problem: 'name the peer by `--peer`, and the called service by `--to`.' }
  return { ok: true, value: { wish: args.has('deny') ? 'deny' : 'allow', service, source, peer } }
}

async function fulfil(command: string, wish: Read<Wish>, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (!wish.ok) return misuse(terminal, wish.problem, command)
  return onCluster(command, args, terminal, async (cluster) => {
    const { client, given, reading, format } = cluster
    const planned = await planWish(client, wish.value, reading, { signal: terminal.interrupted, exportsName: args.value('partition') })
    if (!planned.ok) return clusterTrouble(terminal, given, planned.error)
    switch (planned.value.action) {
      case 'nothing':
        await terminal.write(format === 'json' ? jsonLine({ ok: true, changes: [] }) : 'It is so already; nothing was written.\n')
        return 0
      case 'impossible':
        if (format === 'json')
          await terminal.write(jsonLine({ ok: false, changes: [], error: { kind: 'impossible', message: planned.value.why } }))
        else terminal.say(`consul-peering: ${planned.value.why}`)
        return 1
      case 'write':
        return write([planned.value.change], cluster, terminal)
      case 'delete':
        return remove(planned.value.live, cluster, terminal)
    }
  })
}

/** The last export goes with its entry. */
async function remove(live: LiveConfigEntry, { client, given, format }: ReachedCluster, terminal: Terminal): Promise<ExitCode> {
  const deleted = await deleteEntry(client, live, { signal: terminal.interrupted })
  const name = `${live.kind}/${live.name}`
  const about = { entry: name, action: 'delete' }
  switch (deleted.outcome) {
    case 'deleted':
    case 'gone':
      await terminal.write(format === 'json' ? jsonLine({ ok: true, changes: [about] }) : `- ${name}\n`)
      return 0
    case 'conflict': {
      const message = `Somebody changed \`${name}\` meanwhile, so it was left as it is. Try again.`
      if (format === 'json') await terminal.write(jsonLine({ ok: false, changes: [{ ...about, error: { kind: 'conflict', message } }] }))
      else terminal.say(`consul-peering: ${message}`)
      return 1
    }
    case 'refused': {
      const { error } = deleted
      const record = { ...about, error: { kind: error.kind, ...explain(error) } }
      if (format === 'json') await terminal.write(jsonLine({ ok: false, changes: [record] }))
      else terminal.say(`consul-peering: ${given}: ${sentences(explain(error))}`)
      return exitCodeOf(error)
    }
  }
}
