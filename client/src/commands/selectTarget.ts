// Lets a person choose by which release of Consul entries are judged.
import { targets } from '../target.ts'
import type { Choice } from '../ui.ts'
import { applyTarget } from './applyTarget.ts'
import type { Command } from './command.ts'

/** Asks for the target of the active document's cluster, else of the workspace. */
export const selectTarget: Command = {
  id: 'consulPeering.selectTarget',
  async run(deps) {
    const uri = deps.targets.activeDocument()
    const status = uri === undefined ? undefined : await deps.targets.statusOf(uri)
    const choices = targets.map((target): Choice<string> => {
      const isNow = target === status?.target
      const description = [isNow ? 'in force' : '', describe(target)].filter(Boolean).join(' · ')
      return { label: target, description, icon: isNow ? 'check' : 'blank', value: target }
    })
    const target = await deps.ui.pick({
      title: 'Judge Consul Entries By',
      placeholder: 'Which release of Consul will read these entries?',
      choices,
    })
    if (target !== undefined) await applyTarget(deps, uri, target)
  },
}

function describe(target: string): string {
  switch (target) {
    case 'auto':
      return 'the version of the connected clusters, the lowest where they differ'
    case 'preview':
      return '1.13.0-alpha2, the technical preview of cluster peering'
    case '1.13':
      return 'as 1.13.9'
    case '1.16':
      return 'as 1.16.1'
    case 'latest':
      return 'the newest release that this extension knows'
    default:
      return ''
  }
}
