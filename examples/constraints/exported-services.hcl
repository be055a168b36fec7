Kind = "exported-services"
Name = "default"

Services = [
  {
    Name      = "orders"
    Consumers = [{ peer_name = "cluster-02" }]
  },
  {
    Name      = "payments"
    Namespace = "money"
    Consumers = [{ peer_name = "cluster-02" }]
  }
]
