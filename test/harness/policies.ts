// ACL rules that tests hand out.

/** The smallest policy for the whole flow: peer, export, allow, and look at the result. */
export const wholeFlow = `
  peering = "write"
  mesh    = "write"
  agent_prefix   "" { policy = "read" }
  node_prefix    "" { policy = "read" }
  service_prefix "" { policy = "read" intentions = "write" }
`
