import { z } from 'zod'

/**
 * Why parameters do not fit the JSON Schema of a capability, or null. Schemas that use what the validator does not
 * know are left to the agent itself.
 */
export function parameterProblem(schema: Record<string, unknown>, parameters: unknown): string | null {
  let validator: z.ZodType
  try {
    validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  } catch {
    return null
  }
  const result = validator.safeParse(parameters)
  if (result.success) return null
  const issue = result.error.issues[0]
  if (!issue) return 'they are not valid'
  const where = issue.path.join('.')
  return where ? `${where}: ${issue.message}` : issue.message
}
