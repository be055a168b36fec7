# Peering through mesh gateways came with Consul 1.14.
Kind = "mesh"

Peering {
  PeerThroughMeshGateways = true
}
