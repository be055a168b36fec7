// What Consul sends, checked at the border: only what is used is required, and `null` counts as absent.
import * as z from 'zod/mini'

const text = z.nullish(z.string())
const whole = z.nullish(z.number())
const flag = z.nullish(z.boolean())
const texts = z.nullish(z.array(z.string()))

/** `PeeringToken` of `POST /v1/peering/token`. */
export const tokenAnswer = z.looseObject({ PeeringToken: z.string().check(z.minLength(1)) })

/** `GET /v1/status/leader`: empty without a leader. */
export const leaderAnswer = z.string()

/** `GET /v1/catalog/datacenters`. */
export const datacentersAnswer = z.array(z.string())

/** `GET /v1/connect/ca/roots`. */
export const rootsAnswer = z.looseObject({ TrustDomain: z.string() })

/** One peering. */
export const peeringAnswer = z.looseObject({
  ID: z.string(),
  Name: z.string(),
  State: z.string(),
  Partition: text,
  Meta: z.nullish(z.record(z.string(), z.string())),
  DeletedAt: text,
  PeerID: text,
  PeerServerName: text,
  PeerServerAddresses: texts,
  ImportedServiceCount: whole,
  ExportedServiceCount: whole,
  StreamStatus: z.nullish(
    z.looseObject({ ImportedServices: texts, ExportedServices: texts, LastHeartbeat: text, LastReceive: text, LastSend: text }),
  ),
  Remote: z.nullish(z.looseObject({ Partition: text, Datacenter: text })),
  CreateIndex: z.number(),
  ModifyIndex: z.number(),
})

/** `GET /v1/peerings`. */
export const peeringsAnswer = z.nullish(z.array(peeringAnswer))

/** `GET /v1/agent/self`; Consul documents DebugConfig as unstable, so all of it is optional. */
export const selfAnswer = z.looseObject({
  Config: z.looseObject({ Version: z.string(), Datacenter: text, PrimaryDatacenter: text, NodeName: text, Server: flag }),
  DebugConfig: z.nullish(
    z.looseObject({
      VersionPrerelease: text,
      VersionMetadata: text,
      PeeringEnabled: flag,
      ConnectEnabled: flag,
      GRPCPort: whole,
      GRPCTLSPort: whole,
      ACLsEnabled: flag,
      ACLResolverSettings: z.nullish(z.looseObject({ ACLDefaultPolicy: text })),
    }),
  ),
  Stats: z.nullish(z.looseObject({ build: z.nullish(z.looseObject({ prerelease: text, version_metadata: text })) })),
})

/** `GET /v1/catalog/service/consul`: one row for each server. */
export const serversAnswer = z.array(
  z.looseObject({
    Node: text,
    Address: z.string(),
    Datacenter: text,
    TaggedAddresses: z.nullish(z.record(z.string(), z.unknown())),
    ServiceMeta: z.nullish(z.record(z.string(), z.string())),
    ServicePort: whole,
  }),
)

/** A config entry of any kind. */
export const entryAnswer = z.looseObject({ Kind: z.string(), Name: text, CreateIndex: z.number(), ModifyIndex: z.number() })

/** `GET /v1/config/<kind>`. */
export const entriesAnswer = z.nullish(z.array(entryAnswer))

/** `exported-services`; `PeerName` is the spelling of the preview and of 1.13. */
export const exportedServicesEntry = z.looseObject({
  Services: z.nullish(
    z.array(
      z.looseObject({
        Name: z.string(),
        Namespace: text,
        Consumers: z.nullish(z.array(z.looseObject({ Peer: text, PeerName: text, Partition: text, SamenessGroup: text }))),
      }),
    ),
  ),
})

/** The answer to a write or a delete: `true`, `false`, or `{}`. */
export const writtenAnswer = z.union([z.boolean(), z.looseObject({})])

/** `GET /v1/health/service/<name>`. */
export const instancesAnswer = z.nullish(
  z.array(
    z.looseObject({
      Node: z.looseObject({ Node: z.string(), Address: text, Datacenter: text }),
      Service: z.looseObject({ ID: z.string(), Service: z.string(), Address: text, Port: whole, PeerName: text }),
      Checks: z.nullish(z.array(z.looseObject({ Status: z.string() }))),
    }),
  ),
)

/** `GET /v1/catalog/services`. */
export const servicesAnswer = z.nullish(z.record(z.string(), texts))

/** `GET /v1/internal/ui/services`. */
export const uiServicesAnswer = z.nullish(
  z.array(
    z.looseObject({
      Name: z.string(),
      PeerName: text,
      Namespace: text,
      InstanceCount: whole,
      ChecksPassing: whole,
      ChecksWarning: whole,
      ChecksCritical: whole,
    }),
  ),
)

/** `GET /v1/connect/intentions`. */
export const intentionsAnswer = z.nullish(
  z.array(
    z.looseObject({
      SourceName: z.string(),
      SourcePeer: text,
      SourceNS: text,
      DestinationName: z.string(),
      DestinationNS: text,
      Action: text,
      Permissions: z.nullish(z.array(z.unknown())),
      Precedence: whole,
      Description: text,
    }),
  ),
)

/** `POST /v1/internal/acl/authorize`. */
export const authorizeAnswer = z.array(z.looseObject({ Allow: z.boolean() }))

/** The JSON inside a peering token. */
export const tokenBody = z.looseObject({
  CA: texts,
  ManualServerAddresses: texts,
  ServerAddresses: texts,
  ServerName: text,
  PeerID: text,
  EstablishmentSecret: text,
  Remote: z.nullish(z.looseObject({ Partition: text, Datacenter: text })),
})
