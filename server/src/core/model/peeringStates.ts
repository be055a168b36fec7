// What the states of a peering mean. Source: proto/pbpeering/peering.proto @ v1.16.1; run on 1.13.9 and 1.16.1.

const meanings: Readonly<Record<string, string>> = {
  UNDEFINED: 'this release does not tell whether it works',
  INITIAL: 'this release does not tell whether it works',
  PENDING: 'a token was made and is not used yet',
  ESTABLISHING: 'the connection is being set up',
  ACTIVE: 'the clusters are connected',
  FAILING: 'the connection is lost, and its services are as they were last seen',
  TERMINATED: 'the other cluster deleted the peering',
  DELETING: 'the peering is being deleted',
}

/** A few words without a full stop; `undefined` for a state that no release has. */
export function meaningOfState(state: string): string | undefined {
  return meanings[state]
}
