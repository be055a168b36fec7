# What cluster-01 shares with cluster-02.
Kind = "exported-services"
Name = "default"

Services = [
  {
    Name      = "billing"
    Consumers = [{ Peer = "cluster-02" }]
  },
  {
    Name      = "web"
    Namespace = "shop"
    Consumers = [{ peer_name = "cluster-02" }]
  }
]
