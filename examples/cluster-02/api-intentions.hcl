# web of cluster-01 may read from api, and nothing else.
Kind = "service-intentions"
Name = "api"

Sources = [
  {
    Name = "web"
    Peer = "cluster-01"

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
