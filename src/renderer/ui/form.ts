import { schemaResolver } from '@mantine/form'
import type { z } from 'zod'
import { fieldInWords } from '../said.ts'

type WithInput<S extends z.ZodType> = { '~orpc': { inputSchema?: S | undefined } }

/** The input schema of a procedure of the contract, so that a form says what the core would say. */
export const inputOf = <S extends z.ZodType>(procedure: WithInput<S>): S => {
  const schema = procedure['~orpc'].inputSchema
  if (!schema) throw new Error('this procedure of the contract takes no input')
  return schema
}

/** `validate` of a Mantine form by a zod schema: each field shows the schema's own words, in the page's language. */
export const validateBy = <S extends z.ZodType>(schema: S) => {
  const check = schemaResolver(schema, { sync: true })
  return (values: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(check(values)).map(([field, problem]) => [
        field,
        typeof problem === 'string' ? fieldInWords(problem) : problem,
      ]),
    )
}
