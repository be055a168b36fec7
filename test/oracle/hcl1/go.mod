module oracle

go 1.20

require github.com/hashicorp/hcl v1.0.0
