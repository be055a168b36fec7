// The arguments of `builtin/wasm`, which runs a WebAssembly module in the proxy.
// Source: agent/envoyextensions/builtin/wasm/structs.go @ v1.16.1.
import type { PlainDecoded } from '../../decode/decoded.ts'
import { parseDuration } from '../../decode/scalars.ts'
import { oneOf, type PlainObject, type Shape, textAt, valueAt } from './shape.ts'

const runtimes = ['v8', 'wamr', 'wavm', 'wasmtime'] as const

const remote: Shape = {
  fields: {
    HttpURI: { fields: { Service: { fields: { Name: 'text', Namespace: 'text', Partition: 'text' } }, URI: 'text', Timeout: 'text' } },
    SHA256: 'text',
    RetryPolicy: { fields: { RetryBackOff: { fields: { BaseInterval: 'text', MaxInterval: 'text' } }, NumRetries: 'number' } },
  },
}

export const wasmShape: Shape = {
  fields: {
    Protocol: 'text',
    ProxyType: 'text',
    ListenerType: 'text',
    PluginConfig: {
      fields: {
        Name: 'text',
        RootID: 'text',
        VmConfig: {
          fields: {
            VmID: 'text',
            Runtime: 'text',
            Code: { fields: { Local: { fields: { Filename: 'text' } }, Remote: remote } },
            Configuration: 'text',
            EnvironmentVariables: { fields: { HostEnvKeys: { list: 'text' }, KeyValues: { map: 'text' } } },
          },
        },
        Configuration: 'text',
        CapabilityRestrictionConfiguration: { fields: {} },
      },
    },
  },
}

/** What is wrong with the arguments, each as a sentence without an end. */
export function wasmFaults(args: PlainObject): readonly string[] {
  const machine = valueAt(args, 'PluginConfig', 'VmConfig')
  const code = valueAt(machine, 'Code')
  const isLocal = textAt(code, 'Local', 'Filename') !== ''
  const isRemote = textAt(code, 'Remote', 'HttpURI', 'Service', 'Name') !== '' || textAt(code, 'Remote', 'HttpURI', 'URI') !== ''
  return [
    ...oneOf(args, 'Protocol', ['tcp', 'http']),
    ...oneOf(args, 'ListenerType', ['inbound', 'outbound']),
    ...(textAt(machine, 'Runtime') === '' ? [] : oneOf(machine, 'Runtime', runtimes)),
    ...(isLocal === isRemote ? ['`Code` needs exactly one source, `Local` or `Remote`'] : []),
    ...(isLocal ? [] : remoteFaults(valueAt(code, 'Remote'))),
  ]
}

function remoteFaults(source: PlainDecoded | undefined): readonly string[] {
  const uri = textAt(source, 'HttpURI', 'URI')
  const timeout = textAt(source, 'HttpURI', 'Timeout')
  const retries = valueAt(source, 'RetryPolicy', 'NumRetries')
  return [
    ...(uri === '' || textAt(source, 'HttpURI', 'Service', 'Name') === '' ? ['a remote source needs both `Service` and `URI`'] : []),
    ...(textAt(source, 'SHA256') === '' ? ['a remote source needs its `SHA256`'] : []),
    ...(isUrl(uri) ? [] : ['`URI` cannot be read as a URL']),
    ...(timeout !== '' && parseDuration(timeout) === undefined ? ['`Timeout` must be a duration such as `5s`'] : []),
    ...(typeof retries === 'number' && Math.trunc(retries) < 0 ? ['`NumRetries` cannot be negative'] : []),
    ...backOffFaults(valueAt(source, 'RetryPolicy', 'RetryBackOff')),
  ]
}

/** The cases of Go's net/url that a person could write. */
function isUrl(text: string): boolean {
  return !/[\0-\x1f\x7f]|%(?![\da-fA-F]{2})|^:/.test(text)
}

function backOffFaults(backOff: PlainDecoded | undefined): readonly string[] {
  const base = textAt(backOff, 'BaseInterval')
  const most = textAt(backOff, 'MaxInterval')
  const [baseTime = 0, mostTime = 0] = [base, most].map((text) => (text === '' ? 0 : parseDuration(text)))
  return [
    ...[base, most].flatMap((text) =>
      text !== '' && parseDuration(text) === undefined ? [`\`${text}\` must be a duration such as \`5s\``] : [],
    ),
    ...(base !== '' && baseTime <= 0 ? ['`BaseInterval` must be more than zero'] : []),
    ...(most !== '' && mostTime < baseTime ? ['`MaxInterval` cannot be less than `BaseInterval`'] : []),
  ]
}
