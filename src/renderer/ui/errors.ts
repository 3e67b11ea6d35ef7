import { ORPCError } from '@orpc/client'
import { ErrorData, type ErrorCode } from '../../contract/route.ts'
import { wordsOf } from '../said.ts'

const told = ErrorData

/** What an error says to a person. `code` is null where the core did not put it into words. */
export type Explained =
  | {
      kind: 'told'
      code: string
      message: string
      consequence: string
      remedy: string
      detail: string | null
    }
  | { kind: 'lost' | 'input' | 'unexpected'; code: string | null; detail: string }

/** Sorts whatever was thrown: told by the core, lost on the way, refused as input, or a fault of the page. */
export const explain = (error: unknown): Explained => {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  if (!(error instanceof ORPCError)) {
    const lost = error instanceof Error && /clos|abort|connect|network|fetch|socket/i.test(detail)
    return { kind: lost ? 'lost' : 'unexpected', code: null, detail }
  }
  const data = told.safeParse(error.data)
  if (data.success)
    return {
      kind: 'told',
      code: error.code,
      ...wordsOf({ ...data.data, message: error.message }),
      detail: data.data.detail ?? null,
    }
  if (error.code === 'BAD_REQUEST')
    return {
      kind: 'input',
      code: error.code,
      detail: `${error.message}\n${JSON.stringify(error.data, null, 2)}`,
    }
  return { kind: 'unexpected', code: error.code, detail: `${error.code}: ${error.message}` }
}

/** Whether the core answered with this code of the contract. */
export const hasCode = (error: unknown, code: ErrorCode) => error instanceof ORPCError && error.code === code

/** What the core says happened, in the page's language; null where it did not put it into words. */
export const whatHappened = (error: unknown): string | null => {
  const told = explain(error)
  return told.kind === 'told' ? told.message : null
}
