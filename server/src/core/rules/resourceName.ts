// Tells of a `Mesh` resource by another name than `mesh`.
import { textOf } from '../decode/decoded.ts'
import { editFix, type Rule } from './rule.ts'

export const resourceName: Rule = {
  code: 'resource-name',
  title: 'A `Mesh` resource must be named `mesh`',
  form: 'crd',
  category: 'rejected',
  severity: 'error',
  why: 'There is one `mesh` entry. Its webhook takes a resource by that name only, so that no second one can stand beside it.',
  source: 'control-plane/api/v1alpha1/mesh_webhook.go of consul-k8s @ 557f7c37',
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
  check(entry) {
    const { metadata, type } = entry.resource ?? {}
    const name = metadata ? textOf(metadata, 'name') : ''
    const value = metadata?.fields.get('name')?.value
    if (type?.name !== 'Mesh' || !value || name === '' || name === 'mesh') return []
    const message = `A \`Mesh\` resource must be named \`mesh\`, and Consul's webhook refuses \`${name}\`. Change its name.`
    const edit = { type: 'replaceValue', value: value.source, by: 'mesh' } as const
    return [
      { message, range: value.source.range, fixes: [editFix(entry, 'Change the name to `mesh`', edit, { safe: true, preferred: true })] },
    ]
  },
}
