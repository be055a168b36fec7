// The settings of the editor, checked: a wrong value is told in words and its default used instead.
import * as z from 'zod/mini'
import { otherCodes } from '../core/features/otherCodes.ts'
import type { FolderSettings, Severity } from '../core/model/project.ts'
import { rules } from '../core/rules/index.ts'
import { type Edition, editions, parseTarget, type Target } from '../core/schema/target.ts'
import { type FeatureSwitch, readSwitches } from './featureSwitches.ts'
import { isRecord, once, readLoosely } from './looseObject.ts'

/** The section `consulPeering` as the server uses it. */
export interface EditorSettings {
  readonly target: Target | 'auto'
  readonly edition: Edition
  /** The files are all that the clusters have. */
  readonly complete: boolean
  /** By rule code. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>
  /** How many files of the workspace are looked at. */
  readonly maxFiles: number
  /** Larger closed files are left alone. */
  readonly maxFileSizeKb: number
  /** Language features that are switched off. */
  readonly off: ReadonlySet<FeatureSwitch>
  /** Workspace folders that set something else for their own files. */
  readonly folders?: readonly FolderSettings[]
}

export const defaultEditorSettings: EditorSettings = {
  target: 'auto',
  edition: 'community',
  complete: false,
  severities: {},
  maxFiles: 10_000,
  maxFileSizeKb: 5120,
  off: new Set(),
}

/** The values of a severity. */
export const severities = ['error', 'warning', 'information', 'hint', 'off'] as const

/** Says whether a text names a release that entries can be judged for. */
export function isTarget(text: string): boolean {
  return parseTarget(text) !== undefined
}

const section = once(() => {
  const positive = z.number().check(z.int(), z.positive())
  return z.object({
    target: z.exactOptional(z.string().check(z.refine((text) => text === 'auto' || isTarget(text)))),
    edition: z.exactOptional(z.enum(editions)),
    emptyCluster: z.exactOptional(z.boolean()),
    maxFiles: z.exactOptional(positive),
    maxFileSizeKb: z.exactOptional(positive),
  })
})

const advice: Readonly<Record<string, string>> = {
  target: '`auto` is used. Write `auto`, `preview`, `latest` or a release such as `1.16`.',
  edition: '`community` is used. Write `community` or `enterprise`.',
  emptyCluster: '`false` is used. Write `true` or `false`.',
  maxFiles: `${defaultEditorSettings.maxFiles} is used. Write a whole number above 0.`,
  maxFileSizeKb: `${defaultEditorSettings.maxFileSizeKb} is used. Write a whole number above 0.`,
}

export interface ReadSettings {
  readonly settings: EditorSettings
  /** What is wrong, one sentence or two for each. */
  readonly problems: readonly string[]
}

/** Reads the section `consulPeering`; absent and `null` values stand for the defaults. */
export function readSettings(given: unknown): ReadSettings {
  const top = isRecord(given) ? given : {}
  const index = isRecord(top['index']) ? top['index'] : {}
  const flat = withoutNulls({ ...pick(top, 'target', 'edition', 'emptyCluster'), ...pick(index, 'maxFiles', 'maxFileSizeKb') })
  const { value, problems } = readLoosely(section(), flat)
  const severity = readSeverities(top['severity'])
  const switches = readSwitches(top)
  const { target = 'auto', emptyCluster: complete = defaultEditorSettings.complete, ...rest } = value
  return {
    settings: {
      ...defaultEditorSettings,
      ...rest,
      complete,
      target: target === 'auto' ? 'auto' : (parseTarget(target) ?? 'auto'),
      severities: severity.severities,
      off: switches.off,
    },
    problems: [...problems.map(({ path }) => describe(String(path[0]), flat)), ...severity.problems, ...switches.problems],
  }
}

/** The settings with those of the workspace folders that differ; `folders` has the section of each by its URI with a slash at its end. */
export function withFolders({ settings, problems }: ReadSettings, folders: ReadonlyMap<string, unknown>): ReadSettings {
  const read = [...folders].map(([folder, given]) => ({ folder, ...readSettings(given) }))
  const own = read.flatMap(({ folder, settings: { target, edition, complete } }) =>
    target === settings.target && edition === settings.edition && complete === settings.complete
      ? []
      : [{ folder, target, edition, complete }],
  )
  return {
    settings: own.length === 0 ? settings : { ...settings, folders: own },
    problems: [...new Set([...problems, ...read.flatMap((each) => each.problems)])],
  }
}

function pick(from: Readonly<Record<string, unknown>>, ...keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, from[key]]))
}

function withoutNulls(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null))
}

function describe(key: string, flat: Record<string, unknown>): string {
  const name = key.startsWith('max') ? `index.${key}` : key
  return `The setting \`consulPeering.${name}\` cannot be \`${JSON.stringify(flat[key])}\`; ${advice[key] ?? ''}`
}

const severityValue = once(() => z.enum(severities))

function readSeverities(given: unknown): { readonly severities: EditorSettings['severities']; readonly problems: readonly string[] } {
  const read: Record<string, Severity | 'off'> = {}
  const problems: string[] = []
  for (const [code, value] of Object.entries(isRecord(given) ? given : {})) {
    const severity = severityValue().safeParse(value)
    if (severity.success) read[code] = severity.data
    else
      problems.push(
        `The severity of \`${code}\` cannot be \`${JSON.stringify(value)}\`; its default is used. Write one of ${severities.join(', ')}.`,
      )
    if (!knownCodes.has(code)) problems.push(`\`consulPeering.severity\` names \`${code}\`, which is no rule; nothing reads it.`)
  }
  return { severities: read, problems }
}

/** All codes that a finding may have. */
export const knownCodes: ReadonlySet<string> = new Set([...rules, ...otherCodes].map(({ code }) => code))
