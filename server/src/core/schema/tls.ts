// Versions and cipher suites of TLS, as `mesh` and the gateways name them.
import type { Field, Type } from './types.ts'

const tlsVersion: Type = {
  is: 'enum',
  checked: 'exactly',
  values: [
    { value: 'TLS_AUTO', docs: 'Leaves the version to Envoy.' },
    { value: 'TLSv1_0', docs: 'TLS 1.0, which is outdated.' },
    { value: 'TLSv1_1', docs: 'TLS 1.1, which is outdated.' },
    { value: 'TLSv1_2', docs: 'TLS 1.2.' },
    { value: 'TLSv1_3', docs: 'TLS 1.3.' },
  ],
}

const cipherSuite: Type = {
  is: 'enum',
  checked: 'exactly',
  values: [
    { value: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', docs: 'ECDHE with ECDSA, AES-128 in GCM.' },
    { value: 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', docs: 'ECDHE with ECDSA, ChaCha20 with Poly1305.' },
    { value: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', docs: 'ECDHE with RSA, AES-128 in GCM.' },
    { value: 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', docs: 'ECDHE with RSA, ChaCha20 with Poly1305.' },
    { value: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA', docs: 'ECDHE with ECDSA, AES-128 in CBC.' },
    { value: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', docs: 'ECDHE with RSA, AES-128 in CBC.' },
    { value: 'TLS_RSA_WITH_AES_128_GCM_SHA256', docs: 'RSA without forward secrecy, AES-128 in GCM.' },
    { value: 'TLS_RSA_WITH_AES_128_CBC_SHA', docs: 'RSA without forward secrecy, AES-128 in CBC.' },
    { value: 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', docs: 'ECDHE with ECDSA, AES-256 in GCM.' },
    { value: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', docs: 'ECDHE with RSA, AES-256 in GCM.' },
    { value: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA', docs: 'ECDHE with ECDSA, AES-256 in CBC.' },
    { value: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA', docs: 'ECDHE with RSA, AES-256 in CBC.' },
    { value: 'TLS_RSA_WITH_AES_256_GCM_SHA384', docs: 'RSA without forward secrecy, AES-256 in GCM.' },
    { value: 'TLS_RSA_WITH_AES_256_CBC_SHA', docs: 'RSA without forward secrecy, AES-256 in CBC.' },
  ],
}

/** What TLS a listener takes (types/tls.go @ v1.13.9, v1.16.1). */
export const tlsVersionFields: readonly Field[] = [
  { name: 'TLSMinVersion', alias: 'tls_min_version', type: tlsVersion, docs: 'The lowest version of TLS.' },
  { name: 'TLSMaxVersion', alias: 'tls_max_version', type: tlsVersion, docs: 'The highest version of TLS.' },
  {
    name: 'CipherSuites',
    alias: 'cipher_suites',
    type: { is: 'list', of: cipherSuite },
    docs: 'The cipher suites to take, by their IANA names; only below TLS 1.3.',
  },
]
