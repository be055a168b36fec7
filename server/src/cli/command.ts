// The form of a command, and the list of all commands; each is loaded only when it runs, so that every start is quick.
import type { Arguments, Option } from './arguments.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface Command {
  /** What stands behind the command's name in its help, one line for each way to call it. */
  readonly usage: readonly string[]
  /** What it does, in a few sentences. */
  readonly about: string
  readonly options: readonly Option[]
  /** Calls that people copy, each with what it does. */
  readonly examples: readonly (readonly [call: string, what: string])[]
  run(args: Arguments, terminal: Terminal): Promise<ExitCode>
}

export interface CommandEntry {
  readonly name: string
  /** What it does, for the list of commands. */
  readonly summary: string
  load(): Promise<Command>
}

/** All commands, in the order in which the help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'Judge config entries as Consul would',
    load: async () => (await import('./commands.ts')).check,
  },
  { name: 'fmt', summary: 'Lay config entries out', load: async () => (await import('./commands.ts')).fmt },
  {
    name: 'convert',
    summary: 'Write an entry as HCL, JSON or a Kubernetes resource',
    load: async () => (await import('./commands.ts')).convertCommand,
  },
  {
    name: 'migrate',
    summary: 'Make files ready for another release of Consul',
    load: async () => (await import('./commands.ts')).migrateCommand,
  },
  {
    name: 'explain-path',
    summary: 'Say whether a service can reach another one over a peering',
    load: async () => (await import('./commands.ts')).explainPathCommand,
  },
  { name: 'rules', summary: 'List all rules', load: async () => (await import('./commands.ts')).rules },
  {
    name: 'explain',
    summary: 'Say what a rule is about, with examples',
    load: async () => (await import('./commands.ts')).explain,
  },
  {
    name: 'preflight',
    summary: 'Look whether two clusters can be peered',
    load: async () => (await import('./liveCommands.ts')).preflight,
  },
  { name: 'peer', summary: 'Peer two clusters', load: async () => (await import('./liveCommands.ts')).peer },
  { name: 'status', summary: 'Show the peerings of a cluster', load: async () => (await import('./liveCommands.ts')).status },
  { name: 'token', summary: 'Read a peering token', load: async () => (await import('./liveCommands.ts')).token },
  { name: 'export', summary: 'Share a service with a peer', load: async () => (await import('./liveCommands.ts')).exportService },
  { name: 'allow', summary: 'Let a service of a peer call', load: async () => (await import('./liveCommands.ts')).allow },
  { name: 'diff', summary: 'Compare files with a cluster', load: async () => (await import('./liveCommands.ts')).diff },
  { name: 'apply', summary: 'Write files to a cluster', load: async () => (await import('./liveCommands.ts')).apply },
  { name: 'pull', summary: 'Take an entry of a cluster into a file', load: async () => (await import('./liveCommands.ts')).pull },
]
