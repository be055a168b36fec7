// All commands. Each has the same id here and in package.json, which a test compares.
import { addCluster } from './addCluster.ts'
import type { Command } from './command.ts'
import { establishPeering } from './establishPeering.ts'
import { explainRule } from './explainRule.ts'
import { generatePeeringToken } from './generatePeeringToken.ts'
import { judgeBy } from './judgeBy.ts'
import { openLog } from './openLog.ts'
import { peerClusters } from './peerClusters.ts'
import { refreshClusters } from './refreshClusters.ts'
import { removeCluster } from './removeCluster.ts'
import { restartServer } from './restartServer.ts'
import { selectTarget } from './selectTarget.ts'
import { setToken } from './setToken.ts'

/** The commands, in the order of the alphabet. */
export const commands: readonly Command[] = [
  addCluster,
  establishPeering,
  explainRule,
  generatePeeringToken,
  judgeBy,
  openLog,
  peerClusters,
  refreshClusters,
  removeCluster,
  restartServer,
  selectTarget,
  setToken,
]
