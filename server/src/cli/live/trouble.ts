// Tells a person what is wrong with a cluster.
import { type ConsulError, type Explanation, explain } from '../../../../consul/src/errors.ts'
import type { ExitCode, Terminal } from '../terminal.ts'

/** Says the error with its next step; gives the exit code of cluster trouble. */
export function clusterTrouble(terminal: Terminal, label: string, error: ConsulError): ExitCode {
  terminal.say(`consul-peering: ${label}: ${sentences(explain(error))}`)
  return 3
}

/** A message and its next step. */
export function sentences({ message, next }: Explanation): string {
  return `${message} ${next}`
}
