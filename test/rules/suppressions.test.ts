// Comments that suppress findings: what they reach, and what is said of those that reach nothing.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixesAt, textEditsOf } from '../../server/src/core/features/fixes.ts'
import { applyEdits } from '../../server/src/core/syntax/applyEdits.ts'
import { checkFindings, checkFix, checkFixAll, judgeFiles } from '../harness/rules.ts'

const preview =
  '\n    ^^^^^^^^^ preview namespace-ignored C10: A community cluster has no namespace `shop`: it exports `web` of `default` instead, without a word. Remove `Namespace`.'

const entry = ({ top = '', above = '', behind = '', finding = '', below = '' }) => `${top}Kind = "exported-services"
Name = "default"
Services = [
  {
    Name = "web"
${above}    Namespace = "shop"${behind}${finding}
    Consumers = [{ peer_name = "cluster-02" }]
  }
]
${below}`

const checkSilent = (parts: Parameters<typeof entry>[0]) => checkFindings(entry(parts))

describe('a suppression', () => {
  it('reaches the next line, over blank lines and other comments', () => {
    checkSilent({ above: '    # consul-peering-ignore namespace-ignored: agreed\n' })
    checkSilent({ above: '    // consul-peering-ignore namespace-ignored\n\n    # why\n' })
    checkSilent({ above: '    /* consul-peering-ignore namespace-ignored: agreed */\n' })
  })

  it('reaches its own line when it stands behind something', () => {
    checkSilent({ behind: ' # consul-peering-ignore namespace-ignored: agreed' })
  })

  it('reaches the entry, or the file, from anywhere', () => {
    checkSilent({ top: '# consul-peering-ignore-entry namespace-ignored: agreed\n' })
    checkSilent({ below: '# consul-peering-ignore-entry namespace-ignored: agreed\n' })
    checkSilent({ below: '# consul-peering-ignore-file namespace-ignored: agreed\n' })
  })

  it('reaches no other line, and no other code', () => {
    checkFindings(
      entry({
        above: `    # consul-peering-ignore exported-service-protocol, unknown-field: agreed
                            ^^^^^^^^^^^^^^^^^^^^^^^^^ advice unused-suppression: There is no finding \`exported-service-protocol\` here, and the comment would hide a later one. Remove it.
                                                       ^^^^^^^^^^^^^ advice unused-suppression: There is no finding \`unknown-field\` here, and the comment would hide a later one. Remove it.
`,
        finding: preview,
      }),
    )
  })

  it('is not called unused where its rule is off or not one of the target', () => {
    const text = 'Kind = "mesh"\n# consul-peering-ignore-file exported-service-protocol: C3\n'
    checkFindings(text, { target: '1.16' })
    checkFindings(text, { settings: { severities: { 'exported-service-protocol': 'off' } } })
  })

  it('may itself be left alone', () => {
    checkFindings('# consul-peering-ignore-file unknown-field\nKind = "mesh"\n', {
      settings: { severities: { 'unused-suppression': 'off' } },
    })
  })
})

describe('unused-suppression', () => {
  it('takes the code out, and the comment with the last one', () => {
    checkFixAll(
      entry({ above: '    # consul-peering-ignore unknown-field, namespace-ignored: agreed\n' }),
      entry({ above: '    # consul-peering-ignore namespace-ignored: agreed\n' }),
    )
    checkFixAll('Kind = "mesh" # consul-peering-ignore unknown-field\n', 'Kind = "mesh"\n')
  })
})

describe('unknown-suppression', () => {
  it('writes the code that was meant', () => {
    checkFix(
      'Kind = "mesh"\n# consul-peering-ignore-file unknown-feild, x: because\n',
      'Suppress `unknown-field` instead',
      'Kind = "mesh"\n# consul-peering-ignore-file unknown-field, x: because\n',
    )
  })

  it('tells of a comment without a code, and of a form that does not exist', () => {
    checkFindings(`Kind = "mesh"
# consul-peering-ignore: because
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ advice unknown-suppression: This suppresses nothing, since it names no rule. Add the code of the finding that is meant.
# consul-peering-ignore-next-line unknown-field
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ advice unknown-suppression: This form of suppression does not exist. Write \`consul-peering-ignore\`, \`consul-peering-ignore-entry\` or \`consul-peering-ignore-file\`.
`)
  })
})

describe('the fix that ignores a finding', () => {
  const ignored = (text: string): string => {
    const findings = judgeFiles([{ name: 'main.hcl', text }])
    const offers = findings.flatMap((finding) => fixesAt(findings, finding.range))
    const last = offers.at(-1)?.fix
    assert.ok(last?.type === 'edit')
    assert.equal(last.title, 'Ignore `namespace-ignored` on this line')
    const done = [...textEditsOf(last)].map(([document, edits]) => applyEdits(document.text, edits)).join('')
    assert.deepEqual(judgeFiles([{ name: 'main.hcl', text: done }]), [])
    return done
  }

  it('writes a comment above the line', () => {
    assert.equal(ignored(entry({})), entry({ above: '    # consul-peering-ignore namespace-ignored: reason\n' }))
  })

  it('is not offered in JSON, which has no comments, nor for a comment', () => {
    const text =
      '{"Kind": "exported-services", "Name": "default", "Services": [{"Name": "web", "Namespace": "x", "Consumers": [{"peer_name": "p"}]}]}'
    const findings = judgeFiles([{ name: 'main.json', text }])
    assert.deepEqual(
      findings.flatMap((finding) => fixesAt(findings, finding.range)).map(({ fix }) => fix.title),
      ['Remove `Namespace`'],
    )
  })
})

describe('a suppression in YAML', () => {
  const resource = (service: string, behind: string) => `#- exports.yaml
apiVersion: consul.hashicorp.com/v1alpha1
kind: ExportedServices
metadata:
  name: default
spec:
  services:
    - name: ${service}${behind}
      consumers:
        - peer: cluster-02
`

  it('reaches its line, and is told and removed when it reaches nothing', () => {
    const behind = ' # consul-peering-ignore consul-exported: why'
    checkFindings(resource('consul', behind), { target: '1.16' })
    checkFixAll(resource('web', behind), resource('web', ''), { target: '1.16' })
  })
})

describe('a suppression beside commands', () => {
  const kv = 'consul kv get -peer=east x'
  const codes = (name: string, text: string) => judgeFiles([{ name, text }]).map(({ code }) => code)
  const remark = 'consul-peering-ignore kv-across-peers: known'

  it('reaches from before a fence of Markdown to its first line, and from within it to the next one', () => {
    for (const text of [
      `<!-- ${remark} -->\n\`\`\`sh\n${kv}\n\`\`\`\n`,
      `1. Ask:\r\n\r\n   <!-- ${remark} -->\r\n\r\n   ~~~console\r\n   # why\r\n   $ ${kv}\r\n   ~~~\r\n`,
      `\`\`\`sh\n# ${remark}\n\n# why\n${kv}\n\`\`\`\n`,
      `\`\`\`sh\n${kv} # ${remark}\n\`\`\`\n`,
    ]) {
      assert.deepEqual(codes('a.md', text), [], text)
    }
  })

  it('reaches all lines of a command, and no other command', () => {
    assert.deepEqual(codes('a.sh', `# ${remark}\n\n# why\nconsul kv \\\n  get -peer=east x\n`), [])
    assert.deepEqual(codes('a.md', `<!-- ${remark} -->\n\`\`\`sh\n${kv}\n${kv}\n\`\`\`\n`), ['kv-across-peers'])
    const both = ['unused-suppression', 'kv-across-peers']
    assert.deepEqual(codes('a.md', `<!-- ${remark} -->\nText.\n\`\`\`sh\n${kv}\n\`\`\`\n`), both)
    assert.deepEqual(codes('a.sh', `# ${remark}\nset -e\n${kv}\n`), both)
  })

  it('reaches a task that stands below', () =>
    assert.deepEqual(
      codes('tasks.json', `{"tasks": [{\n// ${remark}\n"command": "consul",\n"args": ["kv", "get",\n"-peer=east", "x"]\n}]}\n`),
      [],
    ))
})
