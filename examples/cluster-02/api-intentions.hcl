# web of cluster-01 may read from api, and nothing else.
Kind = "service-intentions"
Name = "api"

Sources = [
  {
    Name = "web"
    Peer = "cluster-01" # consul-peering-ignore intention-without-export: api is exported once it is ready

    Permissions = [
      {
        Action = "allow"
        HTTP {
          PathPrefix = "/v1/"
          Methods    = ["GET"]
        }
      }
    ]
  }
]
