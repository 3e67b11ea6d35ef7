import { z } from 'zod'
import { messageOf } from '../../../errors.ts'
import { createBreather } from '../turns.ts'
import { isRawNumber, parseExact } from '../json.ts'
import type { AnyMethod, ChainContext, Connection } from './context.ts'
import { methods } from './methods.ts'
import { RpcError } from './rpc-error.ts'
import { withoutSubscriptions } from './subscriptions.ts'

const MAX_BATCH = 100

/** Numbers that JavaScript cannot hold stand for themselves, and are written again as they came. */
const id = z.union([z.string(), z.number(), z.null(), z.custom(isRawNumber)])
const identified = z.object({ id })
const request = z.object({
  jsonrpc: z.literal('2.0').optional(),
  id: id.optional(),
  method: z.string(),
  params: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).nullish(),
})
type Request = z.infer<typeof request>

const failure = (id: unknown, { code, message, data }: RpcError) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message, ...(data === undefined ? {} : { data }) },
})

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Parameters by name, whichever way they came. @throws {RpcError} -32602 */
function paramsOf({ params }: AnyMethod, given: Request['params']): unknown {
  const values = Array.isArray(given)
    ? Object.keys(params.shape).map((name, i) => [name, given[i]])
    : Object.entries(given ?? {}).map(([name, value]) => [camelCase(name), value])
  const checked = params.safeParse(Object.fromEntries(values))
  if (!checked.success) throw new RpcError(-32602, 'Invalid params', z.prettifyError(checked.error))
  return checked.data
}

async function run(context: ChainContext, { method: name, params }: Request, connection: Connection) {
  const method = methods.get(name)
  if (!method) throw new RpcError(-32601, 'Method not found')
  return await method.run(context, paramsOf(method, params), connection)
}

/** The answer to one request; none to a notification. */
async function answer(
  context: ChainContext,
  input: unknown,
  connection: Connection,
): Promise<object | undefined> {
  const id = identified.safeParse(input).data?.id ?? null
  const parsed = request.safeParse(input)
  if (!parsed.success)
    return failure(id, new RpcError(-32600, 'Invalid request', z.prettifyError(parsed.error)))
  const isNotification = parsed.data.id === undefined
  try {
    // Nobody would ever learn the name of a subscription that a notification opens.
    const result = await run(context, parsed.data, isNotification ? withoutSubscriptions : connection)
    return isNotification ? undefined : { jsonrpc: '2.0', id, result: result ?? null }
  } catch (error) {
    if (isNotification) return undefined
    return failure(
      id,
      error instanceof RpcError ? error : new RpcError(-32603, 'Internal error', messageOf(error)),
    )
  }
}

/** Answers one JSON-RPC message or batch: the text to send back, or null where there is nothing to say. */
export async function dispatch(
  context: ChainContext,
  message: string,
  connection: Connection,
): Promise<string | null> {
  let input: unknown
  try {
    input = parseExact(message)
  } catch {
    return JSON.stringify(failure(null, new RpcError(-32700, 'Parse error')))
  }
  if (!Array.isArray(input)) {
    const said = await answer(context, input, connection)
    return said ? JSON.stringify(said) : null
  }
  if (input.length === 0) return JSON.stringify(failure(null, new RpcError(-32600, 'Invalid request')))
  if (input.length > MAX_BATCH)
    return JSON.stringify(
      failure(
        null,
        new RpcError(-32010, 'The batch request was too large', `Exceeded max limit of ${MAX_BATCH}`),
      ),
    )
  const answers: object[] = []
  const breathe = createBreather()
  for (const each of input) {
    await breathe()
    const said = await answer(context, each, connection)
    if (said) answers.push(said)
  }
  return answers.length > 0 ? JSON.stringify(answers) : null
}
