// The one shape in which every call of the live side answers: nothing here throws for what a cluster does.
import type { ConsulError } from './errors.ts'

/** A value, or why there is none. */
export type Result<T> = Success<T> | Failure

/** The call went well. */
export interface Success<T> {
  readonly ok: true
  readonly value: T
}

/** The call failed; `explain(error)` says it in words. */
export interface Failure {
  readonly ok: false
  readonly error: ConsulError
}

/** A successful result. */
export function success<T>(value: T): Success<T> {
  return { ok: true, value }
}

/** A failed result. */
export function failure(error: ConsulError): Failure {
  return { ok: false, error }
}

/** The result with its value changed; a failure stays as it is. */
export function mapResult<T, U>(result: Result<T>, change: (value: T) => U): Result<U> {
  return result.ok ? success(change(result.value)) : result
}
