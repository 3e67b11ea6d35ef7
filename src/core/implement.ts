import { ValidationError } from '@orpc/contract'
import { implement, ORPCError } from '@orpc/server'
import { contract } from '../contract/index.ts'
import { errorCodes, type ErrorData } from '../contract/route.ts'
import { AinurError, FaultError, messageOf } from './errors.ts'
import type { Log } from './observability/log.ts'
import { explainStorage } from './storage-errors.ts'
import { say } from './words.ts'

const UNSURE = say('ainur.unsure')

/** The error of the contract for whatever a feature threw. */
export function toContractError(error: unknown): ORPCError<string, unknown> {
  // Its cause holds the whole input, passphrases and all.
  if (error instanceof ORPCError && error.cause instanceof ValidationError)
    return new ORPCError<string, unknown>(error.code, error.toJSON())
  if (error instanceof ORPCError) return error
  const named =
    error instanceof AinurError
      ? error
      : (explainStorage(error, UNSURE) ??
        new FaultError({ ...say('ainur.mistake'), detail: messageOf(error), cause: error }))
  return new ORPCError<string, ErrorData>(named.code, {
    defined: true,
    status: errorCodes[named.code].status,
    message: named.message,
    data: named.data,
    cause: error,
  })
}

/**
 * The contract, ready to be implemented: errors of the core become the contract's, faults are logged. `guard` may
 * refuse a call by its path before anything else happens; `onError` hears of whatever was thrown.
 */
export function createImplementer(
  log: Log,
  guard: (path: readonly string[]) => void,
  onError: (error: unknown) => void = () => {},
) {
  return implement(contract).use(async ({ next, path, signal }) => {
    try {
      guard(path)
      return await next()
    } catch (error) {
      // Whoever called has gone: nobody reads the answer.
      if (signal?.aborted) throw error
      onError(error)
      const mapped = toContractError(error)
      if (mapped.code === 'FAULT' || mapped.status >= 500)
        log.error(
          `${path.join('.')} failed: ${messageOf(error)}`,
          error instanceof Error ? (error.stack ?? '') : '',
        )
      throw mapped
    }
  })
}
export type Implementer = ReturnType<typeof createImplementer>
