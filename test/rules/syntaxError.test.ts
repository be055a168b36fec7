// What Consul's reader refuses, told where it stops.
import { describe, it } from 'node:test'
import { syntaxError } from '../../server/src/core/rules/syntaxError.ts'
import { unknownField } from '../../server/src/core/rules/unknownField.ts'
import { checkFindings } from '../harness/rules.ts'

describe('syntax-error', () => {
  it('is silent about the oddities that HCL 1 takes', () => {
    checkFindings(`
Kind="exported-services"Name="default",
Services=[{Name="web"Consumers=[{peer_name="cluster-02"},]},]
`)
  })

  it('tells of trailing commas in JSON, which Go refuses', () => {
    checkFindings(`
#- main.json
{"Kind": "exported-services", "Name": "default",}
                                               ^ rejected syntax-error: JSON has no comma before a closing \`}\`. Remove it.
`)
  })

  it('says that a list of entries is not an entry', () => {
    checkFindings(`
#- all.json
[{ "Kind": "exported-services", "Name": "default" }]
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rejected syntax-error: A list of entries is not an entry, and Consul takes one entry a file. Give each a file of its own, without \`[\` and \`]\`.
`)
  })

  it('says of YAML that a bracket is not closed, and tells of nothing that follows from it', () => {
    checkFindings(`
#- main.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata: {name: mesh
spec:
^ rejected syntax-error: A \`{\` before this is not closed. End it with \`}\`. Kubernetes stops reading here.
  peering: {peerThroughMeshGateways: true}
`)
    checkFindings(
      `
#- main.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: web
      consumers: [{ peer: cluster-02 }
      namespace: default
      ^ rejected syntax-error: A \`[\` before this is not closed. End it with \`]\`. Kubernetes stops reading here.
`,
      { rules: [syntaxError, unknownField] },
    )
  })

  it('tells once of a text in YAML that begins with `*`', () => {
    checkFindings(`
#- main.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: web
      consumers:
        - peer: *
                ^ rejected syntax-error: The name of an anchor or alias is missing. A text that begins with \`*\` or \`&\` needs quotes. Kubernetes stops reading here.
`)
  })

  it('never says that Kubernetes takes a resource that it cannot read', () => {
    checkFindings(`
#- main.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata:
  name: mesh
spec:
  tls:
    incoming:
      tlsMinVersion: TLSv1_2
     outgoing: {}
^ rejected syntax-error: The indentation fits no level above. Indent the line as its neighbours. Kubernetes stops reading here.
`)
  })
})
