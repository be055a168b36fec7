// The commands that talk to clusters: a bundle of its own, so that no check waits for the HTTP client.
export { apply } from './live/apply.ts'
export { diff } from './live/diff.ts'
export { peer } from './live/peer.ts'
export { preflight } from './live/preflight.ts'
export { pull } from './live/pull.ts'
export { allow, exportService } from './live/share.ts'
export { status } from './live/status.ts'
export { token } from './live/token.ts'
