// All commands. Each has the same id here and in package.json, which a test compares.
import { addCluster } from './addCluster.ts'
import { allowService } from './allowService.ts'
import { applyEntries } from './applyEntries.ts'
import { forgetToken, moveClusterDown, moveClusterUp, protectCluster } from './clusterMarks.ts'
import type { Command } from './command.ts'
import { compareWithCluster } from './compareWithCluster.ts'
import { copyAddress, copyName } from './copyName.ts'
import { deleteEntry } from './deleteEntry.ts'
import { deletePeering } from './deletePeering.ts'
import { denyService } from './denyService.ts'
import { editCluster } from './editCluster.ts'
import { establishPeering } from './establishPeering.ts'
import { explainPath } from './explainPath.ts'
import { explainRule } from './explainRule.ts'
import { exportService } from './exportService.ts'
import { clearFilter, filterClusters } from './filterClusters.ts'
import { generatePeeringToken } from './generatePeeringToken.ts'
import { inspectToken } from './inspectToken.ts'
import { judgeBy } from './judgeBy.ts'
import { migrateTarget } from './migrateTarget.ts'
import { openEntry } from './openEntry.ts'
import { openLog } from './openLog.ts'
import { peerClusters } from './peerClusters.ts'
import { pullEntry } from './pullEntry.ts'
import { reestablishPeering } from './reestablishPeering.ts'
import { refreshClusters } from './refreshClusters.ts'
import { removeCluster } from './removeCluster.ts'
import { restartServer } from './restartServer.ts'
import { selectTarget } from './selectTarget.ts'
import { setToken } from './setToken.ts'
import { stopExporting } from './stopExporting.ts'

/** The commands, in the order of the alphabet. */
export const commands: readonly Command[] = [
  addCluster,
  allowService,
  applyEntries,
  clearFilter,
  compareWithCluster,
  copyAddress,
  copyName,
  deleteEntry,
  deletePeering,
  denyService,
  editCluster,
  establishPeering,
  explainPath,
  explainRule,
  exportService,
  filterClusters,
  forgetToken,
  generatePeeringToken,
  inspectToken,
  judgeBy,
  migrateTarget,
  moveClusterDown,
  moveClusterUp,
  openEntry,
  openLog,
  peerClusters,
  protectCluster,
  pullEntry,
  reestablishPeering,
  refreshClusters,
  removeCluster,
  restartServer,
  selectTarget,
  setToken,
  stopExporting,
]
