// `consul-peering pull`: an entry of a cluster as a file.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { type EntryFormat, entryFormats, entryText } from '../../../../consul/src/entries/entryText.ts'
import type { Arguments } from '../arguments.ts'
import type { Command } from '../command.ts'
import { misuse } from '../misuse.ts'
import type { ExitCode, Read, Terminal } from '../terminal.ts'
import { clusterHelp, clusterOptions } from './cluster.ts'
import { onCluster, type ReachedCluster } from './onCluster.ts'
import { clusterTrouble } from './trouble.ts'

export const pull: Command = {
  usage: ['KIND/NAME [--to FORMAT] [--out FILE] [--cluster CLUSTER] [OPTION…]'],
  about: `Writes an entry of a cluster as HCL, JSON or a Kubernetes resource, without what the server fills in. A file that is
there is not overwritten, unless \`--force\` says so.
${clusterHelp}`,
  options: [
    { name: 'to', value: 'FORMAT', help: `The format: ${entryFormats.join(', ')}. Default: hcl.` },
    { name: 'out', value: 'FILE', help: 'Write into this file instead of standard output' },
    { name: 'force', help: 'Overwrite the file' },
    ...clusterOptions('cluster'),
  ],
  examples: [
    ['pull service-intentions/billing --cluster east', 'Show an intention as HCL'],
    ['pull exported-services/default --to crd --out exports.yaml', 'Take the exports into a Kubernetes resource'],
  ],
  async run(args, terminal) {
    const asked = readAsked(args)
    if (!asked.ok) return misuse(terminal, asked.problem, 'pull')
    return onCluster('pull', args, terminal, (cluster) => pullEntry(asked.value, cluster, terminal))
  },
}

interface Asked {
  readonly kind: string
  readonly name: string
  readonly format: EntryFormat
  readonly file: string | undefined
  readonly overwrites: boolean
}

function readAsked(args: Arguments): Read<Asked> {
  const [named, ...more] = args.positionals
  const [, kind, name] = /^([^/]+)(?:\/(.+))?$/s.exec(named ?? '') ?? []
  if (kind === undefined || more.length > 0) return { ok: false, problem: '`pull` takes one entry as KIND/NAME.' }
  const given = args.value('to') ?? 'hcl'
  const format = entryFormats.find((candidate) => candidate === given)
  if (!format) return { ok: false, problem: `there is no format \`${given}\`: it is ${entryFormats.join(', ')}.` }
  const fallback = { mesh: 'mesh', 'proxy-defaults': 'global', 'exported-services': args.value('partition') ?? 'default' }[kind]
  if (name === undefined && fallback === undefined) return { ok: false, problem: `name the entry as \`${kind}/NAME\`.` }
  return { ok: true, value: { kind, name: name ?? fallback ?? '', format, file: args.value('out'), overwrites: args.has('force') } }
}

async function pullEntry({ kind, name, format, file, overwrites }: Asked, cluster: ReachedCluster, terminal: Terminal): Promise<ExitCode> {
  const { client, given, reading } = cluster
  const live = await client.readConfigEntry(kind, name, { signal: terminal.interrupted })
  if (!live.ok) return clusterTrouble(terminal, given, live.error)
  if (!live.value) {
    terminal.say(`consul-peering: ${given} has no entry \`${kind}/${name}\`.`)
    return 1
  }
  const written = entryText(live.value, format, reading)
  if (!written.ok) {
    terminal.say(`consul-peering: ${written.why}`)
    return 1
  }
  for (const key of written.lost) terminal.say(`Left out, as the format cannot say it: ${key}.`)
  if (file === undefined) await terminal.write(written.text)
  else {
    const problem = writeFile(path.resolve(terminal.folder, file), written.text, overwrites)
    if (problem !== undefined) {
      terminal.say(`consul-peering: \`${file}\` ${problem}`)
      return 2
    }
  }
  return 0
}

/** Why the file could not be written. */
function writeFile(file: string, text: string, overwrites: boolean): string | undefined {
  try {
    fs.writeFileSync(file, text, { flag: overwrites ? 'w' : 'wx' })
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'EEXIST') return 'is there already. Name another file, or use `--force`.'
    return `cannot be written (${String(error.code)}). Name a file in a folder that exists and may be written.`
  }
}
