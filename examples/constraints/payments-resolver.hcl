# When no payments is left here, another datacenter takes over.
Kind = "service-resolver"
Name = "payments"

Failover = {
  "*" = {
    Datacenters = ["dc1"]
  }
}
