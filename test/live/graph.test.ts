// Entries written to and deleted from a real cluster one after the other are answered as we predict, step by step.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Agent, startAgent } from '../harness/consulAgent.ts'
import { type ConsulVersion, consulVersions } from '../harness/consulBinary.ts'
import { takeSteps } from '../harness/steps.ts'

type Body = Readonly<Record<string, unknown>>
type Step = Body | { readonly delete: string }

const defaults = (Name: string, Protocol: string): Body => ({ Kind: 'service-defaults', Name, Protocol })
const proxy = (protocol: string): Body => ({ Kind: 'proxy-defaults', Name: 'global', Config: { protocol } })
const resolver = (Name: string, rest: Body = {}): Body => ({ Kind: 'service-resolver', Name, ...rest })
const exported = (...names: readonly string[]): Body => ({
  Kind: 'exported-services',
  Name: 'default',
  Services: names.map((Name) => ({ Name, Consumers: [{ peer_name: 'p' }] })),
})
const splitter = (Name: string, ...services: readonly string[]): Body => ({
  Kind: 'service-splitter',
  Name,
  Splits: services.map((Service) => ({ Weight: 100 / services.length, Service })),
})
const router = (Name: string, Destination: Body): Body => ({
  Kind: 'service-router',
  Name,
  Routes: [{ Match: { HTTP: { PathPrefix: '/' } }, Destination }],
})
const permissions = (Name: string): Body => ({
  Kind: 'service-intentions',
  Name,
  Sources: [{ Name: 'web', Permissions: [{ Action: 'allow', HTTP: { PathPrefix: '/' } }] }],
})
const ingress = (Name: string, Protocol: string, service: string): Body => ({
  Kind: 'ingress-gateway',
  Name,
  Listeners: [{ Port: 8080, Protocol, Services: [{ Name: service }] }],
})

/** Each begins where the one before it ended, for the cluster is one. */
const scenarios: Readonly<Record<string, readonly Step[]>> = {
  'a service with an entry but no protocol speaks TCP': [
    proxy('http'),
    splitter('a', 'a'),
    { Kind: 'service-defaults', Name: 'a' },
    splitter('b', 'a'),
    proxy('grpc'),
    { delete: 'proxy-defaults/global' },
    { delete: 'service-splitter/a' },
    { delete: 'proxy-defaults/global' },
  ],
  'subsets must be there, and stay as long as something leads to them': [
    proxy('http'),
    router('a', { Service: 'b', ServiceSubset: 'v1' }),
    resolver('b', { Subsets: { v1: {} }, DefaultSubset: 'v1' }),
    router('a', { Service: 'b', ServiceSubset: 'v1' }),
    resolver('b', { Subsets: { v2: {} } }),
    { delete: 'service-resolver/b' },
    { delete: 'service-router/a' },
    { delete: 'service-resolver/b' },
  ],
  'splitters and redirects may not go round in a circle, and a service may lead to itself': [
    splitter('a', 'b'),
    splitter('b', 'a'),
    splitter('b', 'b', 'c'),
    resolver('c', { Redirect: { Service: 'd' } }),
    resolver('d', { Redirect: { Service: 'c' } }),
    resolver('d', { Failover: { '*': { Service: 'c' } } }),
  ],
  'permissions hold a protocol in its place': [
    permissions('a'),
    defaults('c', 'tcp'),
    proxy('tcp'),
    { delete: 'service-splitter/a' },
    { delete: 'service-splitter/b' },
    { delete: 'service-resolver/c' },
    { delete: 'service-resolver/d' },
    proxy('tcp'),
    { delete: 'service-intentions/a' },
    proxy('tcp'),
    permissions('*'),
  ],
  'listeners speak as their services, and gateways share no name': [
    ingress('g', 'http', 'a'),
    ingress('g', 'tcp', 'a'),
    defaults('a', 'http'),
    { Kind: 'terminating-gateway', Name: 'g', Services: [{ Name: 'x' }] },
    { delete: 'ingress-gateway/g' },
    { Kind: 'terminating-gateway', Name: 'g', Services: [{ Name: 'x' }] },
    ingress('g', 'http', 'a'),
  ],
  'an exported service leads nowhere that a peer cannot follow': [
    defaults('a', 'tcp'),
    exported('a'),
    resolver('a', { Redirect: { Service: 'b' } }),
    resolver('a', { Failover: { '*': { Service: 'b' } } }),
    resolver('a', { Redirect: { Service: 'a', Datacenter: 'dc2' } }),
    exported('x'),
    resolver('a', { Redirect: { Service: 'a', Datacenter: 'dc2' } }),
    exported('*'),
    exported('*', 'a'),
    exported('b'),
    { delete: 'exported-services/default' },
  ],
  'an external name excludes subsets': [
    { Kind: 'service-defaults', Name: 'mail', ExternalSNI: 'mail.example.com' },
    resolver('mail', { Subsets: { v1: {} } }),
    resolver('mail', { ConnectTimeout: '3s' }),
  ],
  'names are one whatever their case': [defaults('UPPER', 'http'), splitter('upper', 'upper'), { delete: 'service-defaults/upper' }],
}

for (const version of consulVersions) {
  describe(`steps on Consul ${version}`, () => {
    let agent: Agent
    before(async () => {
      agent = await startAgent({ version, name: 'graph', datacenter: 'dc1' })
    })
    after(() => agent.stop())

    it('are answered as predicted', async () => {
      const steps = Object.values(scenarios).flat()
      const predicted = takeSteps(steps.map(predictable), targetFor(version))
      for (const [i, step] of steps.entries()) {
        const { ok, message } = await take(agent, step)
        assert.equal(
          predicted[i]?.ok,
          ok,
          `${titleOf(i)}: ${JSON.stringify(step)}: Consul says ${message || 'ok'}, we ${predicted[i]?.refusal}`,
        )
      }
    })
  })
}

function targetFor(version: ConsulVersion): '1.13' | '1.16' {
  return version === '1.13.9' ? '1.13' : '1.16'
}

function predictable(step: Step): Parameters<typeof takeSteps>[0][number] {
  return 'delete' in step && typeof step.delete === 'string' ? { delete: step.delete } : { format: 'json', text: JSON.stringify(step) }
}

function titleOf(index: number): string {
  let left = index
  for (const [title, steps] of Object.entries(scenarios)) {
    if (left < steps.length) return `${title}, step ${left}`
    left -= steps.length
  }
  return ''
}

async function take({ address }: Agent, step: Step): Promise<{ readonly ok: boolean; readonly message: string }> {
  const answer =
    'delete' in step
      ? await fetch(`${address}/v1/config/${step.delete}`, { method: 'DELETE' })
      : await fetch(`${address}/v1/config`, { method: 'PUT', body: JSON.stringify(step) })
  return { ok: answer.ok, message: answer.ok ? '' : await answer.text() }
}
