import { z } from 'zod'
import type { ChainContext, Connection } from './context.ts'
import { methods } from './methods.ts'
import { RpcError } from './rpc-error.ts'

const MAX_BATCH = 100

const request = z.object({
  jsonrpc: z.literal('2.0').optional(),
  id: z.union([z.string().max(128), z.number(), z.null()]).optional(),
  method: z.string().max(128),
  params: z.array(z.unknown()).max(16).optional(),
})

type Id = string | number | null

const failure = (id: Id, { code, message, data }: RpcError) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message, ...(data === undefined ? {} : { data }) },
})

async function answer(context: ChainContext, input: unknown, connection: Connection): Promise<object> {
  const parsed = request.safeParse(input)
  if (!parsed.success)
    return failure(null, new RpcError(-32600, 'Invalid request', parsed.error.issues[0]?.message))
  const { id = null, method: name, params = [] } = parsed.data
  try {
    const method = methods.get(name)
    if (!method) throw new RpcError(-32601, `Method not found: ${name}`)
    const checked = method.params.safeParse(params)
    if (!checked.success) throw new RpcError(-32602, 'Invalid params', z.prettifyError(checked.error))
    const result = (await method.run(context, checked.data, connection)) ?? null
    return { jsonrpc: '2.0', id, result }
  } catch (error) {
    if (error instanceof RpcError) return failure(id, error)
    return failure(
      id,
      new RpcError(-32603, 'Internal error', error instanceof Error ? error.message : String(error)),
    )
  }
}

/** Answers one JSON-RPC message or batch; the text to send back. */
export async function dispatch(
  context: ChainContext,
  message: string,
  connection: Connection,
): Promise<string> {
  let input: unknown
  try {
    input = JSON.parse(message)
  } catch {
    return JSON.stringify(failure(null, new RpcError(-32700, 'Parse error')))
  }
  if (!Array.isArray(input)) return JSON.stringify(await answer(context, input, connection))
  if (input.length === 0 || input.length > MAX_BATCH)
    return JSON.stringify(failure(null, new RpcError(-32600, `A batch has 1 to ${MAX_BATCH} requests`)))
  const answers: object[] = []
  for (const each of input) answers.push(await answer(context, each, connection))
  return JSON.stringify(answers)
}
