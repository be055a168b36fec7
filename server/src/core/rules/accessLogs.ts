// Tells of access log settings that say too little or are no JSON.
import { type DecodedObject, objectOf, textOf } from '../decode/decoded.ts'
import type { Range } from '../range.ts'
import type { Rule, RuleFinding } from './rule.ts'

export const accessLogs: Rule = {
  code: 'access-logs',
  kinds: ['proxy-defaults'],
  title: 'Access log settings that Consul refuses',
  category: 'rejected',
  severity: 'error',
  since: '1.15',
  why: 'Logs of the type `file` need a path; a JSON format must be JSON.',
  source: 'agent/structs/connect_proxy_config.go AccessLogsConfig.Validate @ v1.15.0, v1.16.1',
  noFix: 'The path or the format is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
Kind = "proxy-defaults"
Name = "global"
AccessLogs { Enabled = true, Type = "file" }
                             ^^^^ rejected access-logs: Logs of the type \`file\` need a \`Path\`, and Consul refuses the entry without it.
`,
    good: `
Kind = "proxy-defaults"
Name = "global"
AccessLogs { Enabled = true, Type = "file", Path = "/var/log/envoy.log" }
`,
  },
  check(entry) {
    const logs = entry.decoded ? objectOf(entry.decoded.root, 'AccessLogs') : undefined
    return logs ? [...checkPath(logs), ...checkJson(logs)] : []
  },
}

function checkPath(logs: DecodedObject): readonly RuleFinding[] {
  const isFile = textOf(logs, 'Type') === 'file'
  const hasPath = textOf(logs, 'Path') !== ''
  if (!isFile || hasPath) return []
  return [{ message: 'Logs of the type `file` need a `Path`, and Consul refuses the entry without it.', range: keyOf(logs, 'Type') }]
}

function checkJson(logs: DecodedObject): readonly RuleFinding[] {
  const text = textOf(logs, 'JSONFormat')
  if (text === '' || isJson(text)) return []
  return [{ message: '`JSONFormat` is not JSON, and Consul refuses the entry.', range: keyOf(logs, 'JSONFormat') }]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function keyOf(object: DecodedObject, name: string): Range {
  return object.fields.get(name)?.member.keyRange ?? object.source.range
}
