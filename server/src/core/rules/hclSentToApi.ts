// An HCL file that is sent to the endpoint for config entries, which reads JSON only; pages of the documentation do that.
import { type ApiRequest, isWrite } from '../model/command.ts'
import type { Value } from '../value.ts'
import { type CommandRule, editFix, type Fix } from './rule.ts'

export const hclSentToApi: CommandRule = {
  about: 'command',
  code: 'hcl-sent-to-api',
  title: 'HCL is sent to the HTTP API',
  category: 'rejected',
  severity: 'error',
  why: 'The endpoint `/v1/config` reads JSON and refuses HCL: `Request decoding failed: invalid character`. The command `consul config write` reads both.',
  source: 'agent/config_endpoint.go @ v1.16.1; run on 1.13.9 and 1.16.1',
  examples: {
    bad: `
#- setup.sh
curl --request PUT --data @billing-intentions.hcl http://127.0.0.1:8500/v1/config
                           ^^^^^^^^^^^^^^^^^^^^^^ rejected hcl-sent-to-api: \`/v1/config\` reads JSON only and refuses HCL. Write the entry by \`consul config write\`, which reads both.
`,
    good: `
#- setup.sh
consul config write billing-intentions.hcl
`,
  },
  check(command) {
    if (command.tool !== 'curl' || !isWrite(command) || command.path.value !== '/v1/config') return []
    const value = hclOf(command)
    if (!value) return []
    const message = '`/v1/config` reads JSON only and refuses HCL. Write the entry by `consul config write`, which reads both.'
    return [{ message, range: value.range, fixes: writeFixes(command) }]
  },
}

/** The name of an HCL file, or a body that begins like HCL. */
function hclOf({ file, body }: ApiRequest): Value | undefined {
  if (file) return file.value.toLowerCase().endsWith('.hcl') ? file : undefined
  return body?.type === 'string' && /^\s*(?:#.*\s+)*kind\s*=/i.test(body.value) ? body : undefined
}

/** Where the cluster is and which token opens it is left to the environment: `CONSUL_HTTP_ADDR` and `CONSUL_HTTP_TOKEN`. */
function writeFixes(request: ApiRequest): readonly Fix[] {
  const { file, root } = request
  if (!file) return []
  const by = { tool: 'consul', subcommand: ['config', 'write'], arguments: [file.value] }
  const title = 'Replace by `consul config write` (address and token as the environment says)'
  return [editFix(request, title, { type: 'replaceValue', value: root, by }, { safe: false, preferred: true })]
}
