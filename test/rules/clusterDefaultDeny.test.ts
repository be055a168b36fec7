// C1, as a live cluster tells it.
import { describe, it } from 'node:test'
import { checkFindings } from '../harness/rules.ts'

const settings = (defaultPolicy: 'allow' | 'deny') => ({
  scopes: [{ folder: '', cluster: 'a' }],
  facts: { clusters: [{ cluster: 'a', readAt: 0, defaultPolicy }] },
})
const entry = 'Kind = "exported-services"\nName = "default"\nServices = []\n'

describe('cluster-default-deny', () => {
  it('is silent where the cluster allows by default', () => checkFindings(entry, { target: 'preview', settings: settings('allow') }))

  it('is silent since 1.13', () => checkFindings(entry, { target: '1.13', settings: settings('deny') }))
})
