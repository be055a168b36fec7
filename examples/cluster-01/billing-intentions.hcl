# Who may call billing. Callers of a peer are named by the peer that they live on.
Kind = "service-intentions"
Name = "billing"

Sources = [
  {
    Name = "web"
    Action = "allow"
  },
  {
    Name = "frontend"
    Peer = "cluster-02"
    Action = "allow"
  }
]
