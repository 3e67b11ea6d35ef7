import { type AnyProcedure, createProcedureClient } from '@orpc/server'
import type { Link } from '../api.ts'

/** A link that answers with `procedures`; `asked` has the names of those that were called, in order. */
export function linkTo(procedures: Readonly<Record<string, AnyProcedure>>): { link: Link; asked: string[] } {
  const asked: string[] = []
  const link: Link = {
    call: async (path, input, { signal }) => {
      const procedure = procedures[path.join('.')]
      asked.push(path.join('.'))
      if (!procedure) throw new Error(`the test core has no procedure ${path.join('.')}`)
      return createProcedureClient(procedure)(input, { ...(signal && { signal }) })
    },
  }
  return { link, asked }
}
