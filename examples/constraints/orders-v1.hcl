Kind     = "service-defaults"
Name     = "orders-v1"
Protocol = "http"
