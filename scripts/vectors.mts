// `npm run vectors`: how far the parser and the rules agree with the verdicts of real Consul servers.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { differences, readScenarios } from '../test/harness/steps.ts'
import { agreementOf, readEntryVectors, versions } from '../test/harness/vectors.ts'

const file = path.join(import.meta.dirname, '..', 'test', 'vectors', 'entries.ndjson')
const vectors = readEntryVectors(fs.readFileSync(file, 'utf8'))
for (const version of versions) {
  const { asked, deviations, syntaxErrors, syntaxDeviations } = agreementOf(vectors, version)
  const share = ((100 * (asked - deviations.length)) / asked).toFixed(2)
  console.log(
    `${version}: ${asked - deviations.length} of ${asked} verdicts agree (${share} %); syntax errors: ${syntaxErrors - syntaxDeviations.length} of ${syntaxErrors}`,
  )
  for (const { id, expected, found } of deviations) console.log(`  ${id}: Consul says ${expected}; here ${found}`)
}

const scenarios = readScenarios()
for (const version of versions) {
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0)
  const different = scenarios.flatMap((scenario) => differences(scenario, version))
  console.log(`${version}: ${steps - different.length} of ${steps} steps of ${scenarios.length} scenarios agree`)
  for (const difference of different) console.log(`  ${difference}`)
}
