# A comment, and // not another.
Kind = "exported-services" // why
/* over
two lines */
Name = "default"
Services = [
  {
    Name      = "billing\t\u00e9\q"
    Consumers = [{ PeerName = "cluster-02" }, { "Peer" = "*" }]
  },
]
Splits { Weight = 9.5e1, Count = -3 Mask = 0x1F Even = true }
service "web" api { truename = falsehood }
"Meta" {
  note = "for ${upper("{}")} only"
  text = <<-END
    a ${b} "c" # no comment
    END
  after = false
}
Half = "open
Next = 1
