// Makes the two Consul versions of the tests ready: cached binaries, else a build, else one line that says what is missing.
import { consulBinary } from '../test/harness/consulBinary.ts'

try {
  for (const version of ['1.13.9', '1.16.1'] as const) await consulBinary(version, console.log)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
