// Writes texts by the real `consul config write` to a real agent, each to a cluster that holds no entry.
import { spawnSync } from 'node:child_process'
import { kindNames } from '../../server/src/core/schema/index.ts'
import { startAgent } from '../harness/consulAgent.ts'
import { type ConsulVersion, consulBinary } from '../harness/consulBinary.ts'
import type { Verdict } from '../harness/vectors.ts'

export interface Asked {
  readonly text: string
  /** What is awaited. */
  readonly verdict: Verdict
}

/** How many texts were written, and a line for each that was answered otherwise. */
export async function checkLive(
  version: ConsulVersion,
  asked: readonly Asked[],
): Promise<{ readonly asked: number; readonly differences: readonly string[] }> {
  if (asked.length === 0) return { asked: 0, differences: [] }
  const binary = await consulBinary(version)
  // A name may hold a line break, which an agent refuses in the address of a deletion unless told otherwise.
  const hcl = 'disable_http_unprintable_char_filter = true'
  const agent = await startAgent({ version, name: 'fuzz', datacenter: 'dc1', hcl })
  try {
    const differences: string[] = []
    for (const { text, verdict } of asked) {
      const args = ['config', 'write', `-http-addr=${agent.address}`, '-']
      const { status, stderr } = spawnSync(binary, args, { input: text, encoding: 'utf8' })
      if ((status === 0) !== verdict.ok) differences.push(`${JSON.stringify(text)}: ${status === 0 ? 'ok' : stderr.trim().slice(-500)}`)
      if (status === 0) await empty(agent.address)
    }
    return { asked: asked.length, differences }
  } finally {
    await agent.stop()
  }
}

/** Deletes the one entry that the agent holds. */
async function empty(address: string): Promise<void> {
  for (const { kind } of kindNames) {
    const answer = await fetch(`${address}/v1/config/${kind}`)
    const entries: unknown = answer.ok ? await answer.json() : []
    for (const name of namesOf(entries)) {
      const deleted = await fetch(`${address}/v1/config/${kind}/${encodeURIComponent(name)}`, { method: 'DELETE' })
      if (!deleted.ok) throw new Error(`The agent keeps ${kind}/${name}: ${deleted.status} ${await deleted.text()}`)
    }
  }
}

/** A mesh entry has no name of its own. */
function namesOf(entries: unknown): readonly string[] {
  return Array.isArray(entries) ? entries.map((entry: { readonly Name?: string }) => entry.Name ?? 'mesh') : []
}
