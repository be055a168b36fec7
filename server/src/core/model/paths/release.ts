// By which release a cluster of a path is judged: the one that it runs, where that is known.
import { parseTarget, type Target } from '../../schema/target.ts'
import type { ClusterView } from '../project.ts'

/** What runs counts more than what a folder is judged by. */
export function releaseOf({ scope, judgement }: ClusterView): Target {
  return parseTarget(scope.facts?.version ?? '') ?? judgement.target
}
