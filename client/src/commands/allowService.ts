// Lets a service of a peer call a service of this cluster.

import type { Command } from './command.ts'
import { decideSource } from './decideSource.ts'

/** Adds or changes one source of the intention of that service. */
export const allowService: Command = {
  id: 'consulPeering.allowService',
  run: (deps, row) => decideSource(deps, row, 'allow'),
}
