// Real clusters refuse the bad example of every rule about what Consul refuses, and take the good one.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import * as z from 'zod'
import { rules } from '../../server/src/core/rules/index.ts'
import type { EntryRule, Rule } from '../../server/src/core/rules/rule.ts'
import type { Target } from '../../server/src/core/schema/target.ts'
import { type Agent, startAgent } from '../harness/consulAgent.ts'
import { type ConsulVersion, consulBinary, consulVersions } from '../harness/consulBinary.ts'
import { type FixtureFile, parseFixture } from '../harness/fixture.ts'
import { judgeFiles } from '../harness/rules.ts'

const targets: Readonly<Record<ConsulVersion, Target>> = { '1.13.9': '1.13', '1.16.1': '1.16' }

/** Examples show one entry; these say what the rest of its cluster is like, until the good one fits. */
const speakHttp = { name: 'proxy-defaults.hcl', text: 'Kind = "proxy-defaults"\nName = "global"\nConfig { protocol = "http" }\n' }
const clusters: readonly (readonly FixtureFile[])[] = [
  [],
  [speakHttp],
  [
    speakHttp,
    { name: 'db.hcl', text: 'Kind = "service-defaults"\nName = "db"\nProtocol = "tcp"\n' },
    { name: 'billing.hcl', text: 'Kind = "service-resolver"\nName = "billing"\nSubsets { v1 {} v2 {} }\n' },
  ],
]

/** Their good examples cannot be written: one is the form of a certificate, and no real one. */
const leftOut: readonly string[] = ['certificate-pem']

/** In the order in which they can be deleted; the other way round they can be written. */
const kinds = [
  'service-intentions',
  'exported-services',
  'ingress-gateway',
  'terminating-gateway',
  'service-router',
  'service-splitter',
  'service-resolver',
  'service-defaults',
  'proxy-defaults',
  'jwt-provider',
  'mesh',
]

interface Shown {
  readonly rule: EntryRule
  readonly bad: readonly FixtureFile[]
  readonly good: readonly FixtureFile[]
}

it('no rule about what Consul refuses is left out but those that are named', () => {
  const unshown = rules.filter(tellsRefusals).filter((rule) => consulVersions.every((version) => shownTo(version, rule).length === 0))
  assert.deepEqual(
    unshown.map(({ code }) => code),
    leftOut,
  )
})

for (const version of consulVersions) {
  describe(`the examples of rules on Consul ${version}`, () => {
    let agent: Agent
    let consul: string

    before(async () => {
      consul = await consulBinary(version)
      agent = await startAgent({ version, name: 'examples', datacenter: 'dc1' })
    })

    after(() => agent.stop())

    for (const { rule, bad, good } of rules.flatMap((one) => shownTo(version, one))) {
      it(`${rule.code}: the bad one is refused, the good one is taken`, async () => {
        assert.notDeepEqual(refusalsOf(inOrder(bad)), [])
        await clear()
        assert.deepEqual(refusalsOf(inOrder(good)), [])
        await clear()
      })
    }

    /** What is still refused when all others are written, for some entries need others first. */
    function refusalsOf(files: readonly FixtureFile[]): readonly string[] {
      const refused = files.flatMap(({ name, text }) => {
        const done = spawnSync(consul, ['config', 'write', `-http-addr=${agent.address}`, '-'], { input: text, encoding: 'utf8' })
        return done.status === 0 ? [] : [{ name, text, why: done.stderr }]
      })
      return refused.length === 0 || refused.length === files.length ? refused.map(({ why }) => why) : refusalsOf(refused)
    }

    async function clear(): Promise<void> {
      for (const kind of kinds) {
        const answer = await fetch(`${agent.address}/v1/config/${kind}`)
        // Of a kind that this version does not know.
        if (!answer.ok) continue
        const entries = z.array(z.looseObject({ Name: z.string().default('mesh') })).parse(await answer.json())
        for (const { Name } of entries) await fetch(`${agent.address}/v1/config/${kind}/${Name}`, { method: 'DELETE' })
      }
    }
  })
}

function inOrder(files: readonly FixtureFile[]): readonly FixtureFile[] {
  const rankOf = ({ text }: FixtureFile) => kinds.findIndex((kind) => text.includes(`"${kind}"`))
  return [...files].sort((a, b) => rankOf(b) - rankOf(a))
}

/** Says whether Consul itself refuses what the rule finds; of resources, Kubernetes does. */
function tellsRefusals(rule: Rule): rule is EntryRule {
  const isOfEntries = rule.about === undefined || rule.about === 'entry' || rule.about === 'element'
  return isOfEntries && rule.category === 'rejected' && rule.form !== 'crd'
}

/** The examples of a rule, if they show for this version what they show for their own. */
function shownTo(version: ConsulVersion, rule: Rule): readonly Shown[] {
  if (!tellsRefusals(rule) || leftOut.includes(rule.code)) return []
  const options = { target: targets[version], settings: { complete: true } }
  for (const cluster of clusters) {
    const bad = [...cluster, ...parseFixture(rule.examples.bad).files]
    const good = [...cluster, ...parseFixture(rule.examples.good).files]
    const isClean = judgeFiles(good, options).every(({ category }) => category !== 'rejected')
    if (isClean && judgeFiles(bad, options).some(({ code }) => code === rule.code)) return [{ rule, bad, good }]
  }
  return []
}
