// Makes the entries of a cluster, or of the workspace, ready for another release of Consul.
import { describeTarget, targets } from '../target.ts'
import { applyTarget } from './applyTarget.ts'
import type { Command } from './command.ts'

/** Asks for the release, shows what it means, and changes the files after a question; they stay unsaved for a person to look at. */
export const migrateTarget: Command = {
  id: 'consulPeering.migrateTarget',
  async run(deps) {
    const { ui, pages, paths } = deps
    const uri = deps.targets.activeDocument()
    const to = await ui.pick({
      title: 'Get Ready for Another Release',
      placeholder: 'Which release of Consul will read these entries?',
      choices: targets.filter((target) => target !== 'auto').map((target) => ({ label: target, value: target })),
    })
    if (to === undefined) return
    const planned = await paths.migrate({ to, ...(uri === undefined ? {} : { uri }) })
    if (!planned) return
    await pages.open({ path: `Ready for ${to}.md`, text: planned.page })
    if (planned.files === 0) {
      await ui.tell('information', `No file has to change for ${describeTarget(to)}.`)
      return
    }
    const files = planned.files === 1 ? '1 file' : `${planned.files} files`
    const isAgreed = await ui.confirm({
      message: `Change ${files} for ${describeTarget(to)}?`,
      detail: 'The page says what changes and what is left to do. The files stay unsaved, so that you can look at each.',
      verb: 'Change',
    })
    if (!isAgreed) return
    await planned.apply()
    if (planned.isUnsaid) await applyTarget(deps, uri, to)
  },
}
