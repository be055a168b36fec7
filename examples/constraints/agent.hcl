# The configuration of a server of this cluster.
server             = true
datacenter         = "dc3"
primary_datacenter = "dc1"
retry_join_wan     = ["10.0.1.10"]

acl {
  enabled        = true
  default_policy = "deny"
}

connect {
  enabled = true
}
