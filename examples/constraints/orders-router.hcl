# Old paths go to the old service.
Kind = "service-router"
Name = "orders"

Routes = [
  {
    Match {
      HTTP {
        PathPrefix = "/v1"
      }
    }
    Destination {
      Service = "orders-v1"
    }
  }
]
