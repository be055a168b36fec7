// The language features that a person can switch off, each by a setting of its own, so that none fights with another extension.
import { isRecord } from './looseObject.ts'

/** The settings below `consulPeering`, true or false; each is on unless it is switched off. */
export const featureSwitches = [
  'completion.enabled',
  'hover.enabled',
  'format.enabled',
  'codeLens.explain',
  'codeLens.shares',
  'inlayHints.intentionDefault',
  'inlayHints.peerState',
  'inlayHints.protocol',
] as const

/** A language feature, by its setting. */
export type FeatureSwitch = (typeof featureSwitches)[number]

export interface ReadSwitches {
  readonly off: ReadonlySet<FeatureSwitch>
  readonly problems: readonly string[]
}

/** What the section `consulPeering` switches off. */
export function readSwitches(section: Readonly<Record<string, unknown>>): ReadSwitches {
  const off = new Set<FeatureSwitch>()
  const problems: string[] = []
  for (const name of featureSwitches) {
    const [group = '', key = ''] = name.split('.')
    const settings = section[group]
    const value = isRecord(settings) ? settings[key] : undefined
    if (value === false) off.add(name)
    else if (value !== true && value !== undefined && value !== null)
      problems.push(
        `The setting \`consulPeering.${name}\` cannot be \`${JSON.stringify(value)}\`; \`true\` is used. Write \`true\` or \`false\`.`,
      )
  }
  return { off, problems }
}
