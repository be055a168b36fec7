// What the server tells V8 of its work: what runs at each key press is compiled soon, and what is read once stays small.
import { setFlagsFromString } from 'node:v8'

/** What the server is about to do. */
export type Work = 'typing' | 'indexing'

/** Taken by the V8 of Node 20, 22 and 24 alike; where the middle compiler is off, its count does nothing. */
const flags: Readonly<Record<Work, readonly string[]>> = {
  // By V8's own counts a person types some hundred keys before what each of them runs is compiled.
  typing: ['--no-lazy-feedback-allocation', '--invocation-count-for-maglev=20', '--semi-space-growth-factor=2'],
  // V8's own counts. What is read stays, so that more space for new objects would only be 60 MB more for a process that then idles.
  indexing: ['--lazy-feedback-allocation', '--invocation-count-for-maglev=400', '--semi-space-growth-factor=1'],
}

/** Sets V8 up for a work; it holds for what is compiled from now on. */
export function setUpFor(work: Work): void {
  for (const flag of flags[work]) setFlagsFromString(flag)
}
