// `npm run vectors`: how far the parser and the rules agree with the verdicts of real Consul servers.
import * as fs from 'node:fs'
import * as path from 'node:path'
import { refusalOf } from '../test/fuzz/judge.ts'
import { consulVersions } from '../test/harness/consulBinary.ts'
import { readCrdVectors, verdictDeviationOf } from '../test/harness/crds.ts'
import { differences, readScenarios } from '../test/harness/steps.ts'
import { agreementOf, readEntryVectors, readRegressions, versions } from '../test/harness/vectors.ts'

const read = (name: string) => fs.readFileSync(path.join(import.meta.dirname, '..', 'test', 'vectors', name), 'utf8')
const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([word, count]) => `${count} ${word}`)
    .join(', ')

const vectors = readEntryVectors(read('entries.ndjson'))
for (const version of versions) {
  const { asked, deviations, stages, categories, syntaxErrors, syntaxDeviations } = agreementOf(vectors, version)
  const share = ((100 * (asked - deviations.length)) / asked).toFixed(2)
  console.log(
    `${version}: ${asked - deviations.length} of ${asked} verdicts agree (${share} %); syntax errors: ${syntaxErrors - syntaxDeviations.length} of ${syntaxErrors}`,
  )
  console.log(`  Consul: ${list(stages)}. Texts with findings here: ${list(categories)}.`)
  for (const { id, expected, found } of deviations) console.log(`  ${id}: Consul says ${expected}; here ${found}`)
}

const scenarios = readScenarios()
for (const version of versions) {
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0)
  const different = scenarios.flatMap((scenario) => differences(scenario, version))
  console.log(`${version}: ${steps - different.length} of ${steps} steps of ${scenarios.length} scenarios agree`)
  for (const difference of different) console.log(`  ${difference}`)
}

const corners = readRegressions(read('kinds.ndjson') + read('regressions.ndjson'))
for (const version of consulVersions) {
  const different = corners.filter(({ text, verdicts }) => verdicts[version].ok !== (refusalOf(text, version) === undefined))
  console.log(`${version}: ${corners.length - different.length} of ${corners.length} corner cases and regressions agree`)
  for (const { id } of different) console.log(`  ${id}`)
}

const resources = readCrdVectors(read('crds.ndjson')).filter(({ documents }) => documents !== null)
const crdDeviations = resources.flatMap((vector) => verdictDeviationOf(vector) ?? [])
console.log(`Kubernetes: ${resources.length - crdDeviations.length} of ${resources.length} files agree`)
for (const { id, expected, found } of crdDeviations) console.log(`  ${id}: expected ${expected}; here ${found}`)
