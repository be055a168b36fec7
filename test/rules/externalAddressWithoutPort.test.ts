// Addresses of peering tokens without a port.
import { describe, it } from 'node:test'
import { checkFindings, checkFix } from '../harness/rules.ts'

describe('external-address-without-port', () => {
  it('adds the port that the release uses', () =>
    checkFix(
      '#- a.sh\nconsul peering generate-token -name x -server-external-addresses "10.0.0.1,10.0.0.2:8502"\n',
      'Add the port 8502',
      '#- a.sh\nconsul peering generate-token -name x -server-external-addresses "10.0.0.1:8502,10.0.0.2:8502"\n',
      { target: '1.13' },
    ))

  it('looks into the body of a request', () =>
    checkFix(
      '#- a.sh\ncurl -d \'{"PeerName": "x", "ServerExternalAddresses": ["lb.example"]}\' h/v1/peering/token\n',
      'Add the port 8503',
      '#- a.sh\ncurl -d \'{"PeerName": "x", "ServerExternalAddresses": ["lb.example:8503"]}\' h/v1/peering/token\n',
      { target: '1.16' },
    ))

  it('is silent for variables and for IPv6 with a port', () =>
    checkFindings('#- a.sh\nconsul peering generate-token -name x -server-external-addresses="$LB,[::1]:8503"\n', { target: '1.16' }))
})
