// Not a test of its own: started by `test/live/harness.test.ts`, it starts two agents and ends badly in the way that it is told.
import { it } from 'node:test'
import { startPair } from './consulAgent.ts'

async function start(): Promise<void> {
  const { acceptor, dialer } = await startPair('1.16.1')
  // Not before the message has left: the process may be gone in the next moment.
  await new Promise((resolve) => process.send?.({ pids: [acceptor.pid, dialer.pid] }, resolve))
}

switch (process.env['WAY_TO_END']) {
  case 'fail':
    it('starts agents and fails', async () => {
      await start()
      process.disconnect?.()
      throw new Error('this test fails')
    })
    break
  case 'exit':
    await start()
    process.exit(3)
    break
  case 'crash':
    await start()
    setImmediate(() => {
      throw new Error('nobody catches this')
    })
    break
  default:
    await start()
    // Waits for the signal.
    setTimeout(() => undefined, 60_000)
}
