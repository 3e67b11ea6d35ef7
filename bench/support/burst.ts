import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'

interface Answer {
  result?: unknown
  error?: { message: string }
}

/** A client of a chain that asks in JSON-RPC and hears the answers. */
async function connect(url: string) {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  await once(socket, 'open')
  const waiting = new Map<number, (answer: Answer) => void>()
  let count = 0
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as Answer & { id?: number }
    if (answer.id === undefined) return
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  return {
    async ask(method: string, params: unknown[] = []): Promise<unknown> {
      const id = ++count
      const answer = Promise.withResolvers<Answer>()
      waiting.set(id, answer.resolve)
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
      const { result, error } = await answer.promise
      if (error) throw new Error(`${method}: ${error.message}`)
      return result
    },
    close: () => socket.close(),
  }
}

/** Ms that each of many `system_health` took while `during` went on, one every 5 ms. */
export async function healthWhile(url: string, during: Promise<unknown>): Promise<number[]> {
  const client = await connect(url)
  const took: number[] = []
  let over = false
  const end = during.finally(() => (over = true))
  while (!over) {
    const from = performance.now()
    await client.ask('system_health')
    took.push(performance.now() - from)
    await delay(5)
  }
  await end
  client.close()
  return took
}

/** Sends signed transactions at once; resolves with the ms until none of them waits for a block any more. */
export async function burst(url: string, extrinsics: readonly string[]): Promise<number> {
  const client = await connect(url)
  const from = performance.now()
  await Promise.all(extrinsics.map((extrinsic) => client.ask('author_submitExtrinsic', [extrinsic])))
  while (((await client.ask('author_pendingExtrinsics')) as unknown[]).length > 0) await delay(5)
  const ms = performance.now() - from
  client.close()
  return ms
}

export const percentile95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0
