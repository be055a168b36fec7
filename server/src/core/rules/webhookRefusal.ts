// Tells of Kubernetes resources that the webhooks of Consul refuse.
import { webhooks } from '../model/webhook/index.ts'
import type { Rule } from './rule.ts'

export const webhookRefusal: Rule = {
  code: 'webhook-refusal',
  title: "Consul's webhook refuses the resource",
  form: 'crd',
  category: 'rejected',
  severity: 'error',
  why: 'On Kubernetes a webhook of Consul looks at each resource before it is stored. It is stricter than a Consul server in some places, and says nothing of others that the server refuses later, when nobody looks.',
  source: 'control-plane/api/v1alpha1 of consul-k8s @ 557f7c37; run: test/vectors/crds.ndjson',
  noFix: 'What was meant is for a person to say.',
  examples: {
    target: '1.16',
    bad: `
#- exports.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: web
      consumers:
        - samenessGroup: ""
          ^^^^^^^^^^^^^ rejected webhook-refusal: A consumer names nobody, and Consul's webhook refuses the resource. Name a \`peer\`: key and value, in this spelling.
`,
    good: `
#- exports.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: web
      consumers:
        - peer: cluster-02
`,
  },
  check(entry, context) {
    const { decoded, resource } = entry
    // Kubernetes refuses values of other types before the webhook reads them.
    if (!decoded || !resource?.type || decoded.problems.some(({ type }) => type === 'wrong-type')) return []
    const faults = webhooks.get(resource.type.name)?.(decoded.root) ?? []
    const holding = faults.filter(({ edition }) => edition === undefined || edition === context.edition)
    return holding.map(({ fact, advice, range, constraint }) => ({
      message: `${fact}, and Consul's webhook refuses the resource. ${advice}`,
      range,
      ...(constraint ? { constraint } : {}),
    }))
  },
}
