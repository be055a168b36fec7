// `npm run bench:clusters`: what many large clusters cost the extension, and what the program adds to a peering made by hand.
import { measureClusters } from '../test/bench/clusters.mts'
import { measurePeer } from '../test/bench/peer.mts'

const { byHand, program, lag, waitByHand, waitOfProgram } = await measurePeer(5)
console.log('Peering a fresh pair of 1.16.1, in milliseconds, medians of 5 in turn.')
console.table({
  'by hand': { 'first request to established': byHand.toFixed(0), 'wait for ACTIVE': waitByHand.toFixed(0) },
  'consul-peering peer': { 'first request to established': program.toFixed(0), 'wait for ACTIVE': waitOfProgram.toFixed(0) },
})
console.log(
  `From ACTIVE to the end of the program: ${lag.toFixed(0)} ms. It takes ${(program - byHand + lag).toFixed(0)} ms more than by hand.`,
)

const costs = await measureClusters(60_000)
console.log('\n50 clusters, 10 of which never answer, each with 200 peerings and 2,000 exported services.')
console.table({
  'rows for all clusters': `${costs.firstRows.toFixed(1)} ms`,
  'the 40 that answer are read': `${costs.allRead.toFixed(0)} ms`,
  'longest hold of the event loop': `${costs.longestHold.toFixed(0)} ms`,
  'to find one of the rows': `${costs.findRow.toFixed(3)} ms`,
  'growth of the process': `${costs.growth.toFixed(0)} MB`,
  'processor over 60 s hidden': `${costs.hiddenPercent.toFixed(2)} % of a core`,
  'requests over 60 s hidden': costs.hiddenRequests,
})
