// Checks a SARIF log against what the schema of version 2.1.0 says of the parts that we write.
import * as z from 'zod'

const text = z.strictObject({ text: z.string().min(1), markdown: z.string().min(1).optional() })
const level = z.enum(['none', 'note', 'warning', 'error'])
const bag = z.object({ tags: z.array(z.string()).optional() }).loose()
const positive = z.int().min(1)

const artifactLocation = z.strictObject({ uri: z.string().regex(/^(?!.*[\\ ])(?!\/)[^:]+$/, 'is no relative URI reference') })

const region = z
  .strictObject({ startLine: positive, startColumn: positive, endLine: positive, endColumn: positive })
  .refine(({ startLine, endLine }) => startLine <= endLine, 'ends before it starts')
  .refine((given) => given.startLine < given.endLine || given.startColumn <= given.endColumn, 'ends before it starts')

const location = z.strictObject({
  id: z.int().min(-1).optional(),
  physicalLocation: z.strictObject({ artifactLocation, region }),
  message: text.optional(),
})

const fix = z.strictObject({
  description: text,
  artifactChanges: z
    .array(
      z.strictObject({
        artifactLocation,
        replacements: z
          .array(z.strictObject({ deletedRegion: region, insertedContent: z.strictObject({ text: z.string() }).optional() }))
          .min(1),
      }),
    )
    .min(1),
})

const rule = z.strictObject({
  id: z.string(),
  shortDescription: text.optional(),
  fullDescription: text.optional(),
  helpUri: z.url().optional(),
  help: text.optional(),
  defaultConfiguration: z.strictObject({ level }).optional(),
  properties: bag.optional(),
})

const result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(-1),
  level,
  message: text,
  locations: z.array(location),
  relatedLocations: z.array(location).optional(),
  fixes: z.array(fix).optional(),
  properties: bag,
})

const log = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string(),
          semanticVersion: z.string(),
          rules: z.array(rule).refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'has a rule twice'),
        }),
      }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      newlineSequences: z.array(z.string()).min(1),
      properties: bag,
      results: z.array(result),
    }),
  ),
})

export type SarifLog = z.infer<typeof log>

/** The log that a text holds; throws at the first thing that the schema does not allow. */
export function readSarif(given: string): SarifLog {
  const read = log.parse(JSON.parse(given))
  for (const { tool, results } of read.runs) {
    for (const { ruleId, ruleIndex } of results)
      if (tool.driver.rules[ruleIndex]?.id !== ruleId) throw new Error(`${ruleId} is not rule ${ruleIndex}`)
  }
  return read
}
