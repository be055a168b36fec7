// Keys of the bodies for and with peering tokens.
import { describe, it } from 'node:test'
import { checkFindings, checkFix, checkFixAll } from '../harness/rules.ts'

describe('peering-request-key', () => {
  it('keeps the quotes of the shell', () =>
    checkFix(
      '#- a.sh\ncurl -d "{\\"Peer\\": \\"$PEER\\"}" "$ADDR/v1/peering/token"\n',
      'Rename to `PeerName`',
      '#- a.sh\ncurl -d "{\\"PeerName\\": \\"$PEER\\"}" "$ADDR/v1/peering/token"\n',
    ))

  it('keeps the escapes of JSON in a task', () =>
    checkFixAll(
      '#- .vscode/tasks.json\n{ "tasks": [{ "command": "curl -d \'{\\"peer_name\\": \\"x\\"}\' h/v1/peering/establish" }] }\n',
      '#- .vscode/tasks.json\n{ "tasks": [{ "command": "curl -d \'{\\"PeerName\\": \\"x\\"}\' h/v1/peering/establish" }] }\n',
    ))

  it('looks into here-documents and fences', () =>
    checkFixAll(
      '#- a.md\n```shell-session\n$ curl --request POST h/v1/peering/token --data @- <<EOF\n{ "Peer": "x" }\nEOF\n```\n',
      '#- a.md\n```shell-session\n$ curl --request POST h/v1/peering/token --data @- <<EOF\n{ "PeerName": "x" }\nEOF\n```\n',
    ))

  it('knows which release has a key, in any case of letters', () => {
    const request = '#- a.sh\ncurl -d \'{"peername": "x", "Datacenter": "dc1"}\' h/v1/peering/token\n'
    checkFindings(request)
    checkFindings(
      `${request}                           ^^^^^^^^^^^^ rejected peering-request-key: \`Datacenter\` is a key of this request only before Consul 1.13; Consul 1.16 refuses it. Remove it.\n`,
      { target: '1.16' },
    )
  })

  it('leaves other requests alone', () => checkFindings('#- a.sh\ncurl -d \'{"Peer": "x"}\' h/v1/agent/join\ncurl h/v1/peering/token\n'))
})
