// What all calls share: send, read the JSON, check its shape.
import { setImmediate } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { CallOptions, WatchOptions } from '../client.ts'
import type { HttpAnswer, HttpRequest, Transport } from '../http.ts'
import { failure, type Result, success } from '../result.ts'

/** Who calls. */
export interface Caller {
  readonly transport: Transport
  /** `host:port`, for messages. */
  readonly shown: string
  /** Whether an ACL token is sent. */
  readonly hasToken: boolean
  /** Default time limit in milliseconds. */
  readonly timeoutMs: number
}

/** A request without what the options say. */
export type Ask = Pick<HttpRequest, 'method' | 'path' | 'query' | 'body' | 'isConfigWrite' | 'secrets'>

/** An answer whose shape was checked. */
export interface Checked<T> {
  readonly value: T
  readonly answer: HttpAnswer
}

/** The path of an endpoint; each segment is encoded. */
export function apiPath(...segments: readonly string[]): string {
  return `/v1/${segments.map(encodeURIComponent).join('/')}`
}

/** Sends a request whose answer is read by `schema`. */
export async function call<S extends z.ZodMiniType>(
  caller: Caller,
  ask: Ask,
  schema: S,
  options: CallOptions | undefined,
): Promise<Result<Checked<z.output<S>>>> {
  const answer = await send(caller, ask, options)
  if (!answer.ok) return answer
  // Many clusters may answer at the same moment, and whoever clicks meanwhile must not wait for all of them.
  if (answer.value.text.length > longAnswer) await ownTurn()
  return check(caller, answer.value, schema)
}

/** Characters that take some milliseconds to read. */
const longAnswer = 50_000

let turns: Promise<unknown> = Promise.resolve()

/** Resolves in a turn of the event loop in which no other long answer is read. */
function ownTurn(): Promise<unknown> {
  turns = turns.then(() => setImmediate())
  return turns
}

/** Sends a request whose answer has no content. */
export function send(caller: Caller, ask: Ask, options: CallOptions | undefined): Promise<Result<HttpAnswer>> {
  return caller.transport.send({ ...ask, signal: options?.signal, timeoutMs: options?.timeoutMs ?? caller.timeoutMs })
}

/** Sends a blocking query; the time limit lies above the wait and its jitter of a sixteenth. */
export function watch<S extends z.ZodMiniType>(
  caller: Caller,
  path: string,
  schema: S,
  { index, waitMs = 60_000, signal, timeoutMs }: WatchOptions = {},
): Promise<Result<Checked<z.output<S>>>> {
  const query = index === undefined ? undefined : { index, wait: `${waitMs}ms` }
  const limit = timeoutMs ?? (index === undefined ? caller.timeoutMs : waitMs + waitMs / 16 + caller.timeoutMs)
  return call(caller, { method: 'GET', path, query }, schema, { signal, timeoutMs: limit })
}

function check<S extends z.ZodMiniType>({ shown }: Caller, answer: HttpAnswer, schema: S): Result<Checked<z.output<S>>> {
  const json = parse(answer.text)
  if (json === undefined) return failure({ kind: 'not-consul', address: shown, found: 'broken-json' })
  const parsed = z.safeParse(schema, json)
  if (!parsed.success) return failure({ kind: 'not-consul', address: shown, found: 'other-shape' })
  return success({ value: parsed.data, answer })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
