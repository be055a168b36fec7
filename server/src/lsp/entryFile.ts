// Finds the file of the workspace that holds an entry of a cluster.
import { isRecord } from '../workspace/looseObject.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** The URI of the file; of several, the last one counts. `null` where there is none or the parameters do not fit. */
export function entryFile(workspace: Workspace, params: unknown): string | null {
  if (!isRecord(params)) return null
  const [cluster, kind, name] = [params['cluster'], params['kind'], params['name']]
  const holds = (uri: string) =>
    workspace.peeringFileOf(uri)?.scope.cluster === cluster &&
    workspace.project.file(uri)?.entries.some((entry) => entry.kindName === kind && entry.name === name)
  return workspace.project.uris().findLast(holds) ?? null
}
