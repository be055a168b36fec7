// Envoy extensions as a person would write them: their arguments have no table to be made up from.

import { parse } from '../../server/src/core/syntax/index.ts'
import { type ObjectPlan, type Plan, planOf } from './plan.ts'
import { pick, type Random } from './random.ts'

const written = [
  '{"Name":"builtin/lua","Arguments":{"Listener":"inbound","Script":"x = 1"}}',
  '{"Name":"builtin/lua","Arguments":{"Listener":"outbound","Script":"x","ProxyType":"connect-proxy"}}',
  '{"Name":"builtin/lua","Arguments":{"Listener":"both","Script":""}}',
  '{"Name":"builtin/aws/lambda","Arguments":{"ARN":"arn:aws:lambda:us-east-1:111111111111:function:f","PayloadPassthrough":true}}',
  '{"Name":"builtin/aws/lambda","Arguments":{"arn":"x","InvocationMode":"sync"}}',
  '{"Name":"builtin/ext-authz","Arguments":{"Config":{"GrpcService":{"Target":{"URI":"127.0.0.1:9191","Timeout":"2s"}}}}}',
  '{"Name":"builtin/ext-authz","Arguments":{"Config":{"HttpService":{"Target":{"Service":{"Name":"authz"}},"AuthorizationRequest":{"AllowedHeaders":[{"Exact":"x"},{"Prefix":"y"}]}},"StatusOnError":403}}}',
  '{"Name":"builtin/ext-authz","Arguments":{"ProxyType":"connect-proxy","Config":{"HttpService":{"Target":{"URI":"http://localhost:80"},"AuthorizationResponse":{"AllowedClientHeaders":[{"Suffix":"y"},{"Exact":"x","SafeRegex":".*"}]}}}}}',
  '{"Name":"builtin/wasm","Arguments":{"Protocol":"http","ListenerType":"inbound","PluginConfig":{"VmConfig":{"Code":{"Local":{"Filename":"file:///x.wasm"}}}}}}',
  '{"Name":"builtin/wasm","Arguments":{"Protocol":"tcp","ListenerType":"outbound","PluginConfig":{"VmConfig":{"Runtime":"wavm","Code":{"Remote":{"HttpURI":{"Service":{"Name":"files"},"URI":"https://files/x.wasm","Timeout":"1s"},"SHA256":"abc","RetryPolicy":{"NumRetries":3,"RetryBackOff":{"BaseInterval":"1s","MaxInterval":"2s"}}}}}}}}',
  '{"Name":"builtin/property-override","Arguments":{"Patches":[{"ResourceFilter":{"ResourceType":"cluster","TrafficDirection":"outbound"},"Op":"add","Path":"/respect_dns_ttl","Value":true}]}}',
  '{"Name":"builtin/property-override","Arguments":{"Patches":[{"ResourceFilter":{"ResourceType":"listener","TrafficDirection":"inbound"},"Op":"remove","Path":"/stat_prefix"},{"ResourceFilter":{"ResourceType":"route","TrafficDirection":"outbound","Services":[{"Name":"api"}]},"Op":"add","Path":"/name","Value":"x"}],"Debug":true}}',
] as const

/** The name and the arguments of some extension. */
export function createExtension(random: Random): ObjectPlan {
  const [root] = parse(pick(written, random), 'json').roots
  const plan: Plan | undefined = root && planOf(root)
  if (plan?.is !== 'object') throw new Error('An extension is no object.')
  return plan
}
