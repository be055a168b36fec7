// Tells of resources that have one possible name, by another one.
import { textOf } from '../decode/decoded.ts'
import { editFix, type Rule } from './rule.ts'

export const resourceName: Rule = {
  code: 'resource-name',
  title: 'A resource that has one possible name, by another one',
  form: 'crd',
  category: 'rejected',
  severity: 'error',
  why: 'There is one `mesh` entry, one `proxy-defaults` and one `exported-services`. Their webhooks take a resource by that name only, so that no second one can stand beside it.',
  source: 'control-plane/api/v1alpha1/mesh_webhook.go, proxydefaults_webhook.go, exportedservices_types.go of consul-k8s @ 557f7c37',
  examples: {
    bad: `
#- mesh.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata:
  name: default
        ^^^^^^^ rejected resource-name: A \`Mesh\` resource must be named \`mesh\`, and Consul's webhook refuses \`default\`. Change its name.
spec: {}
`,
    good: `
#- mesh.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata:
  name: mesh
spec: {}
`,
  },
  check(entry, { edition }) {
    const { metadata, type } = entry.resource ?? {}
    const name = metadata ? textOf(metadata, 'name') : ''
    const value = metadata?.fields.get('name')?.value
    const wanted = type && onlyNames.get(type.name)
    if (!wanted || !value || name === '' || name === wanted) return []
    // With admin partitions it is the name of the partition.
    if (type.name === 'ExportedServices' && edition === 'enterprise') return []
    const message = `A \`${type.name}\` resource must be named \`${wanted}\`, and Consul's webhook refuses \`${name}\`. Change its name.`
    const edit = { type: 'replaceValue', value: value.source, by: wanted } as const
    return [
      {
        message,
        range: value.source.range,
        fixes: [editFix(entry, `Change the name to \`${wanted}\``, edit, { safe: true, preferred: true })],
      },
    ]
  },
}

const onlyNames: ReadonlyMap<string, string> = new Map([
  ['Mesh', 'mesh'],
  ['ProxyDefaults', 'global'],
  ['ExportedServices', 'default'],
])
