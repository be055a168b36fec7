// Reads clusters again at once.
import { clusterOfRow } from './chooseCluster.ts'
import type { Command } from './command.ts'

/** Reads the cluster of the clicked row, else all. */
export const refreshClusters: Command = {
  id: 'consulPeering.refreshClusters',
  run: (deps, row) => deps.readings.refresh(clusterOfRow(deps, row)?.id),
}
