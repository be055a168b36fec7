// The table of `jwt-provider`: who signs the tokens that intentions ask for.
import { boolean, closingFields, duration, integer, kindField, placeFields, string } from '../common.ts'
import type { Kind, ObjectType, Type } from '../types.ts'

const local: ObjectType = {
  title: 'a local key set',
  fields: [
    { name: 'JWKS', type: string, docs: 'The keys (JWKS) in Base64.' },
    { name: 'Filename', type: string, docs: 'A file with the keys, at the proxies.' },
  ],
  atMostOneOf: [{ fields: ['JWKS', 'Filename'] }],
  atLeastOneOf: [{ fields: ['JWKS', 'Filename'] }],
}

const trustedCa: ObjectType = {
  title: 'a trusted CA',
  fields: [
    { name: 'Filename', alias: 'filename', type: string, docs: 'A file with the certificate, at the proxies.' },
    { name: 'EnvironmentVariable', alias: 'environment_variable', type: string, docs: 'A variable that holds the certificate.' },
    { name: 'InlineString', alias: 'inline_string', type: string, docs: 'The certificate itself.' },
    { name: 'InlineBytes', alias: 'inline_bytes', type: { is: 'string', bytes: true }, docs: 'The certificate itself, as bytes.' },
  ],
  atMostOneOf: [{ fields: ['Filename', 'EnvironmentVariable', 'InlineString', 'InlineBytes'] }],
  atLeastOneOf: [{ fields: ['Filename', 'EnvironmentVariable', 'InlineString', 'InlineBytes'] }],
}

const tlsCertificates: ObjectType = {
  title: 'a certificate setting',
  fields: [
    {
      name: 'CaCertificateProviderInstance',
      alias: 'ca_certificate_provider_instance',
      type: {
        is: 'object',
        object: {
          title: 'a certificate provider',
          fields: [
            { name: 'InstanceName', alias: 'instance_name', type: string, docs: 'The name of the provider.' },
            { name: 'CertificateName', alias: 'certificate_name', type: string, docs: 'The name of the certificate.' },
          ],
        },
      },
      docs: 'A provider of certificates that Envoy knows.',
    },
    { name: 'TrustedCA', alias: 'trusted_ca', type: { is: 'object', object: trustedCa }, docs: 'The CA itself.' },
  ],
  atMostOneOf: [{ fields: ['CaCertificateProviderInstance', 'TrustedCA'] }],
  atLeastOneOf: [{ fields: ['CaCertificateProviderInstance', 'TrustedCA'] }],
}

const discoveryType: Type = {
  is: 'enum',
  checked: 'exactly',
  values: [
    { value: 'STRICT_DNS', docs: 'All addresses that DNS gives.' },
    { value: 'STATIC', docs: 'Fixed addresses.' },
    { value: 'LOGICAL_DNS', docs: 'One address that DNS gives.' },
    { value: 'EDS', docs: 'Addresses from Envoy’s endpoint discovery.' },
    { value: 'ORIGINAL_DST', docs: 'The address that the caller asked for.' },
  ],
}

const remote: ObjectType = {
  title: 'a remote key set',
  fields: [
    { name: 'URI', type: string, required: true, docs: 'Where the keys are fetched.' },
    { name: 'RequestTimeoutMs', alias: 'request_timeout_ms', type: integer, docs: 'How long the fetch may take, in milliseconds.' },
    { name: 'CacheDuration', alias: 'cache_duration', type: duration, docs: 'How long the keys are kept.' },
    { name: 'FetchAsynchronously', alias: 'fetch_asynchronously', type: boolean, docs: 'Fetches the keys before the first request.' },
    { name: 'UseSNI', alias: 'use_sni', since: '1.21', type: boolean, docs: 'Asks for the host name of the URI in TLS.' },
    {
      name: 'RetryPolicy',
      alias: 'retry_policy',
      type: {
        is: 'object',
        object: {
          title: 'a retry policy',
          fields: [
            { name: 'NumRetries', alias: 'num_retries', type: integer, docs: 'How often the fetch is tried again.' },
            {
              name: 'RetryPolicyBackOff',
              alias: 'retry_policy_back_off',
              type: {
                is: 'object',
                object: {
                  title: 'a back-off',
                  fields: [
                    { name: 'BaseInterval', alias: 'base_interval', type: duration, docs: 'The first pause.' },
                    { name: 'MaxInterval', alias: 'max_interval', type: duration, docs: 'The longest pause; at least the first one.' },
                  ],
                },
              },
              docs: 'The pauses between the tries.',
            },
          ],
        },
      },
      docs: 'What happens when the fetch fails.',
    },
    {
      name: 'JWKSCluster',
      alias: 'jwks_cluster',
      type: {
        is: 'object',
        object: {
          title: 'a key set cluster',
          fields: [
            { name: 'DiscoveryType', alias: 'discovery_type', type: discoveryType, docs: 'How Envoy finds the addresses.' },
            {
              name: 'TLSCertificates',
              alias: 'tls_certificates',
              type: { is: 'object', object: tlsCertificates },
              docs: 'The CA by which the server is verified.',
            },
            { name: 'ConnectTimeout', alias: 'connect_timeout', type: duration, docs: 'How long a connection may take.' },
          ],
        },
      },
      docs: 'How Envoy reaches the server of the keys.',
    },
  ],
}

const location: ObjectType = {
  title: 'a token location',
  fields: [
    {
      name: 'Header',
      type: {
        is: 'object',
        object: {
          title: 'a header location',
          fields: [
            { name: 'Name', type: string, required: true, docs: 'The name of the header.' },
            { name: 'ValuePrefix', alias: 'value_prefix', type: string, docs: 'What stands before the token, such as `Bearer `.' },
            { name: 'Forward', type: boolean, docs: 'Sends the header on to the service.' },
          ],
        },
      },
      docs: 'A header that carries the token.',
    },
    {
      name: 'QueryParam',
      alias: 'query_param',
      type: {
        is: 'object',
        object: {
          title: 'a parameter location',
          fields: [{ name: 'Name', type: string, required: true, docs: 'The name of the parameter.' }],
        },
      },
      docs: 'A parameter of the URL that carries the token.',
    },
    {
      name: 'Cookie',
      type: {
        is: 'object',
        object: { title: 'a cookie location', fields: [{ name: 'Name', type: string, required: true, docs: 'The name of the cookie.' }] },
      },
      docs: 'A cookie that carries the token.',
    },
  ],
  atMostOneOf: [{ fields: ['Header', 'QueryParam', 'Cookie'] }],
  atLeastOneOf: [{ fields: ['Header', 'QueryParam', 'Cookie'] }],
}

export const jwtProvider: Kind = {
  kind: 'jwt-provider',
  docs: 'Says who signs the tokens that `JWT` of `service-intentions` asks for, and where requests carry them.',
  url: 'https://developer.hashicorp.com/consul/docs/connect/config-entries/jwt-provider',
  since: '1.16',
  source: 'api/config_entry_jwt_provider.go, agent/structs/config_entry_jwt_provider.go @ v1.16.1',
  object: {
    title: 'a `jwt-provider` entry',
    fields: [
      kindField,
      { name: 'Name', type: string, required: true, docs: 'The name by which intentions mean the provider.' },
      ...placeFields,
      {
        name: 'JSONWebKeySet',
        alias: 'json_web_key_set',
        required: true,
        type: {
          is: 'object',
          object: {
            title: 'a key set',
            fields: [
              { name: 'Local', type: { is: 'object', object: local }, docs: 'Keys that are given here.' },
              { name: 'Remote', type: { is: 'object', object: remote }, docs: 'Keys that are fetched.' },
            ],
            atMostOneOf: [{ fields: ['Local', 'Remote'] }],
            atLeastOneOf: [{ fields: ['Local', 'Remote'] }],
          },
        },
        docs: 'The keys by which tokens are verified.',
      },
      { name: 'Issuer', type: string, docs: 'What the token must say in `iss`.' },
      { name: 'Audiences', type: { is: 'list', of: string }, docs: 'What the token must say in `aud`, one of these.' },
      {
        name: 'Locations',
        type: { is: 'list', pointers: true, of: { is: 'object', object: location } },
        docs: 'Where requests carry the token.',
      },
      {
        name: 'Forwarding',
        type: {
          is: 'object',
          object: {
            title: 'a forwarding setting',
            fields: [
              {
                name: 'HeaderName',
                alias: 'header_name',
                type: string,
                required: true,
                docs: 'The header that takes the claims to the service.',
              },
              {
                name: 'PadForwardPayloadHeader',
                alias: 'pad_forward_payload_header',
                type: boolean,
                docs: 'Pads the Base64 of the header.',
              },
            ],
          },
        },
        docs: 'What the service is told of the token.',
      },
      {
        name: 'ClockSkewSeconds',
        alias: 'clock_skew_seconds',
        type: integer,
        default: '30',
        filledIn: true,
        docs: 'By how much clocks may differ, in seconds.',
      },
      {
        name: 'CacheConfig',
        alias: 'cache_config',
        type: {
          is: 'object',
          object: { title: 'a cache setting', fields: [{ name: 'Size', type: integer, docs: 'How many tokens are kept.' }] },
        },
        docs: 'How verified tokens are kept.',
      },
      ...closingFields,
    ],
  },
}
