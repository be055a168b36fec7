// Whether the intentions of the called service let the caller through, by Consul's precedence, else the default.
import { aclDefaultOf } from '../defaultPolicy.ts'
import type { Entry } from '../entry.ts'
import type { ClusterView } from '../project.ts'
import { type Caller, callersOf } from '../sharing.ts'
import type { HopFix, PathContext, PathHop } from './path.ts'

/**
 * The intention that matches first: an exact destination before `*`, then an exact source before `*`; a source without a peer
 * never means a service of a peer (agent/structs/intention.go IntentionPrecedenceSorter @ v1.16.1; run, facts §4.3 and §5.3).
 */
export function intentionHop(context: PathContext): PathHop {
  const { from, to, destination, sourcePeer } = context
  const caller = matching(context)
  if (!caller) return byDefault(context)
  const place = { document: caller.entry.document, range: caller.range }
  const who = `${caller.name === '*' ? 'all services' : `\`${from.service}\``} of \`${sourcePeer}\``
  const whose = caller.entry.name === '*' ? 'of all services' : `of \`${to.service}\``
  switch (caller.verdict) {
    case 'allow':
      return { step: 'intention', verdict: 'yes', sentence: `The intentions ${whose} in \`${destination.name}\` allow ${who}.`, place }
    case 'deny': {
      const fix = allowFix(context)
      return {
        step: 'intention',
        verdict: 'no',
        sentence: `The intentions ${whose} in \`${destination.name}\` deny ${who}.`,
        place,
        ...(fix && { fix }),
      }
    }
    case 'permissions':
      return {
        step: 'intention',
        verdict: 'unknown',
        sentence: `The permissions ${whose} for ${who} decide by path, header and method, so it depends on the request.`,
        place,
      }
  }
}

function matching({ from, to, destination, sourcePeer }: PathContext): Caller | undefined {
  for (const name of [to.service, '*']) {
    const callers = callersOf(destination.scope, name).filter(({ peer }) => peer === sourcePeer)
    const found = callers.find((caller) => caller.name === from.service) ?? callers.find((caller) => caller.name === '*')
    if (found) return found
  }
  return undefined
}

function byDefault(context: PathContext): PathHop {
  const { from, to, destination, sourcePeer } = context
  const policy = aclDefaultOf(destination.scope)
  const what = `No intention of \`${destination.name}\` is about \`${from.service}\` of \`${sourcePeer}\` and \`${to.service}\``
  if (policy === 'allow') return { step: 'intention', verdict: 'yes', sentence: `${what}, and calls are allowed by default.` }
  const fix = allowFix(context)
  if (policy === undefined) {
    const sentence = `${what}, and the default policy of the cluster is not known.`
    return { step: 'intention', verdict: 'unknown', sentence, ...(fix && { fix }) }
  }
  return { step: 'intention', verdict: 'no', sentence: `${what}, and calls are denied by default.`, ...(fix && { fix }) }
}

function allowFix({ from, to, destination, sourcePeer }: PathContext): HopFix | undefined {
  const entry = destination.scope.entry('service-intentions', to.service)
  if (!entry) return undefined
  const title = `Let \`${from.service}\` of \`${sourcePeer}\` call \`${to.service}\``
  const own = entry && ownSource(entry, from.service, sourcePeer, destination)
  if (own) return { title, entry, edit: { type: 'replaceValue', value: own, by: 'allow' } }
  const into = entry.decoded?.root.fields.get('Sources')?.member.value
  if (into?.type !== 'list' && into?.type !== 'object') return undefined
  const value =
    entry.document.format === 'yaml'
      ? { name: from.service, peer: sourcePeer, action: 'allow' }
      : { Name: from.service, Peer: sourcePeer, Action: 'allow' }
  return { title, entry, edit: { type: 'insertElements', into, values: [value] } }
}

/** The action of the source that means exactly this caller. */
function ownSource(entry: Entry, service: string, peer: string, { scope }: ClusterView) {
  const caller = callersOf(scope, entry.name).find((one) => one.name === service && one.peer === peer)
  return caller?.action
}
