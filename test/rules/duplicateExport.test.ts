// A service listed twice.
import { describe, it } from 'node:test'
import { checkFindings, checkFix, checkFixAll } from '../harness/rules.ts'

const entry = (services: string) => `Kind = "exported-services"
Name = "default"
Services = [
${services}]
`

describe('duplicate-export', () => {
  it('removes the second one where it adds nobody', () => {
    checkFixAll(
      entry(
        '  { Name = "web", Consumers = [{ peer_name = "a" }, { peer_name = "b" }] },\n  { Name = "web", Consumers = [{ peer_name = "b" }] }\n',
      ),
      entry('  { Name = "web", Consumers = [{ peer_name = "a" }, { peer_name = "b" }] }\n'),
    )
  })

  it('offers to move what the second one adds, and does not do so by itself', () => {
    const before = entry(
      '  { Name = "web", Consumers = [{ peer_name = "a" }] }, # one\n  { Name = "web", Consumers = [{ peer_name = "b" }] },\n',
    )
    const after = entry('  { Name = "web", Consumers = [{ peer_name = "a" }, { peer_name = "b" }] }, # one\n')
    checkFix(before, 'Move its consumers to the first `web`', after)
    checkFixAll(before, before)
  })

  it('knows that namespaces tell services apart in Enterprise', () => {
    const text = entry(
      '  { Name = "web", Namespace = "a", Consumers = [{ peer_name = "a" }] },\n  { Name = "web", Namespace = "b", Consumers = [{ peer_name = "a" }] }\n',
    )
    checkFindings(text, { edition: 'enterprise' })
  })
})
