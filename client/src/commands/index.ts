// All commands. Each has the same id here and in package.json, which a test compares.
import { addCluster } from './addCluster.ts'
import { allowService } from './allowService.ts'
import { applyEntries } from './applyEntries.ts'
import type { Command } from './command.ts'
import { compareWithCluster } from './compareWithCluster.ts'
import { deleteEntry } from './deleteEntry.ts'
import { deletePeering } from './deletePeering.ts'
import { denyService } from './denyService.ts'
import { establishPeering } from './establishPeering.ts'
import { explainRule } from './explainRule.ts'
import { exportService } from './exportService.ts'
import { generatePeeringToken } from './generatePeeringToken.ts'
import { inspectToken } from './inspectToken.ts'
import { judgeBy } from './judgeBy.ts'
import { openEntry } from './openEntry.ts'
import { openLog } from './openLog.ts'
import { peerClusters } from './peerClusters.ts'
import { pullEntry } from './pullEntry.ts'
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
  compareWithCluster,
  deleteEntry,
  deletePeering,
  denyService,
  establishPeering,
  explainRule,
  exportService,
  generatePeeringToken,
  inspectToken,
  judgeBy,
  openEntry,
  openLog,
  peerClusters,
  pullEntry,
  refreshClusters,
  removeCluster,
  restartServer,
  selectTarget,
  setToken,
  stopExporting,
]
