// Who a cluster is, from answers as the three versions gave them.
import * as assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { originOf, readAddress } from '../../consul/src/connection.ts'
import { compareVersions, generationOf, mergeIdentity } from '../../consul/src/identity.ts'
import { peerNameProblem } from '../../consul/src/names.ts'
import { Secret } from '../../consul/src/secret.ts'

const config = { Datacenter: 'dc1', PrimaryDatacenter: 'dc1', NodeName: 'a', Server: true }
const server = { Address: '10.0.0.5', Datacenter: 'dc1', ServicePort: 8300 }

describe('the identity of a cluster', () => {
  it('takes versions and ports of the servers when the agent is a client', () => {
    const identity = mergeIdentity({
      self: {
        Config: { ...config, Server: false, Version: '1.16.1' },
        DebugConfig: { VersionMetadata: '', PeeringEnabled: true, GRPCPort: -1, GRPCTLSPort: -1 },
      },
      servers: [
        {
          ...server,
          TaggedAddresses: { wan: '203.0.113.5' },
          ServiceMeta: { version: '1.15.4', grpc_port: '8502', grpc_tls_port: '8503' },
        },
      ],
      defaultPolicy: 'allow',
    })
    assert.ok(identity)
    assert.deepEqual(
      [identity.version, identity.grpcPort, identity.grpcTlsPort, identity.peeringEnabled],
      ['1.15.4', 8502, 8503, undefined],
    )
    assert.deepEqual(identity.predictedTokenAddresses, ['203.0.113.5:8503'])
  })

  it('is that of the oldest server', () => {
    const versions = ['1.16.1', '1.9.2', '1.14.0']
    const servers = versions.map((version) => ({ ...server, ServiceMeta: { version } }))
    assert.equal(mergeIdentity({ self: undefined, servers, defaultPolicy: undefined })?.version, '1.9.2')
  })

  it('guesses the technical preview by the missing gRPC port when only the catalog can be read', () => {
    const read = (meta: Record<string, string>) =>
      mergeIdentity({ self: undefined, servers: [{ ...server, ServiceMeta: meta }], defaultPolicy: undefined })?.generation
    assert.equal(read({ version: '1.13.0' }), 'preview')
    assert.equal(read({ version: '1.13.0', grpc_port: '8502' }), '1.13')
  })

  it('tells Enterprise by the metadata or the version', () => {
    const edition = (version: string, metadata: string) =>
      mergeIdentity({
        self: { Config: { ...config, Version: version }, DebugConfig: { VersionMetadata: metadata } },
        servers: [],
        defaultPolicy: undefined,
      })
    assert.equal(edition('1.16.1', '')?.edition, 'community')
    assert.equal(edition('1.16.1', 'ent')?.edition, 'enterprise')
    assert.deepEqual([edition('1.16.1+ent', '')?.edition, edition('1.16.1+ent', '')?.version], ['enterprise', '1.16.1'])
  })

  it('does without DebugConfig, and is nothing without any version', () => {
    assert.equal(
      mergeIdentity({ self: { Config: { ...config, Version: '1.20.0' } }, servers: [], defaultPolicy: 'deny' })?.defaultPolicy,
      'deny',
    )
    assert.equal(mergeIdentity({ self: undefined, servers: [], defaultPolicy: undefined }), undefined)
  })

  it('has a generation by version', () => {
    const generations = [
      ['1.12.9', ''],
      ['1.13.0', 'alpha2'],
      ['1.13.0', 'techpreview1'],
      ['1.13.0', ''],
      ['1.13.9', ''],
      ['1.14.0', ''],
      ['2.0.1', ''],
    ] as const
    assert.deepEqual(
      generations.map(([version, prerelease]) => generationOf(version, prerelease)),
      ['none', 'preview', 'preview', '1.13', '1.13', '1.14+', '1.14+'],
    )
    assert.ok(compareVersions('1.9.0', '1.10.0') < 0 && compareVersions('1.16.1+ent', '1.16.1') === 0)
  })
})

describe('a peer name', () => {
  it('may have capital letters before 1.14.4 only', () => {
    assert.equal(peerNameProblem('West', '1.13.9'), undefined)
    assert.equal(peerNameProblem('West', '1.14.3'), undefined)
    assert.match(peerNameProblem('West', '1.14.4')?.next ?? '', /`west`/)
    assert.match(peerNameProblem('West', undefined)?.message ?? '', /capital/)
  })

  it('has 1 to 63 letters, digits and hyphens', () => {
    for (const name of ['', '-a', 'a-', 'a_b', 'a.b', 'ä', 'a b', '*', 'a/b', 'a'.repeat(64)])
      assert.ok(peerNameProblem(name, '1.16.1'), name)
    for (const name of ['a', '1', 'local', 'a-b', 'a'.repeat(63)]) assert.equal(peerNameProblem(name, '1.16.1'), undefined, name)
  })
})

describe('an address', () => {
  it('has an origin to bind secrets to', () => {
    assert.equal(originOf('https://Consul.Example:443/prefix/'), 'https://consul.example')
    assert.equal(originOf('consul.example:8500'), 'http://consul.example:8500')
    assert.notEqual(originOf('http://a:8500'), originOf('https://a:8500'))
    assert.equal(originOf('https://user:pass@a:8501'), undefined)
    assert.equal(originOf('unix:///var/run/consul.sock'), undefined)
  })

  it('is shown with its port, IPv6 in brackets', () => {
    assert.equal(readAddress('https://[::1]:8501/')?.shown, '[::1]:8501')
    assert.equal(readAddress('https://[::1]:8501/')?.host, '::1')
    assert.equal(readAddress('https://a')?.shown, 'a:443')
  })
})

describe('a secret', () => {
  it('shows itself to nobody who does not ask for it by name', () => {
    const secret = new Secret('hunter2')
    const shown = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 9, showHidden: true }),
      JSON.stringify(Object.entries(secret)),
    ]
    assert.ok(
      shown.every((text) => !text.includes('hunter2')),
      shown.join(),
    )
    assert.equal(secret.reveal(), 'hunter2')
  })
})
