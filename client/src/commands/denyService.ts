// Forbids a service of a peer to call a service of this cluster.

import type { Command } from './command.ts'
import { decideSource } from './decideSource.ts'

/** Adds or changes one source of the intention of that service. */
export const denyService: Command = {
  id: 'consulPeering.denyService',
  run: (deps, row) => decideSource(deps, row, 'deny'),
}
