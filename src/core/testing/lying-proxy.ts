import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

/** Changes what an endpoint answers to a question; both are JSON text. */
export type Lie = (answer: string, question: string) => string
/** Keeps an answer until it wants. */
type Delay = (answer: string, question: string) => Promise<string>
export const honest: Lie = (answer) => answer

/** Text as SCALE has it, in hex. */
const scale = (text: string) => Buffer.from([text.length << 2, ...Buffer.from(text)]).toString('hex')
/** Gives two names of a runtime's description to each other. */
export const swapped = (text: string, a: string, b: string) =>
  text.replaceAll(scale(a), '#').replaceAll(scale(b), scale(a)).replaceAll('#', scale(b))
/** Calls `transfer_all` what is `transfer_keep_alive`. */
export const renamed: Lie = (text) => swapped(text, 'transfer_keep_alive', 'transfer_all')
/** Claims another version of the runtime. */
export const asVersion = (text: string, version: number) =>
  text.replaceAll(/"specVersion":\d+/g, `"specVersion":${version}`)

/** An endpoint before a real chain, on 127.0.0.1, which changes what it likes in what the chain answers. */
export async function startLyingProxy(url: string) {
  let lie: Lie | Delay = honest
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (socket) => {
    const upstream = new WebSocket(url)
    const asked = new Map<unknown, string>()
    const opened = once(upstream, 'open')
    opened.catch(() => socket.terminate())
    upstream.on('error', () => socket.terminate())
    socket.on('error', () => upstream.terminate())
    socket.on('close', () => upstream.terminate())
    socket.on('message', (data) => {
      const text = String(data)
      asked.set((JSON.parse(text) as { id: unknown }).id, text)
      void opened.then(() => upstream.send(text))
    })
    upstream.on('message', (data) => {
      const text = String(data)
      const answer = lie(text, asked.get((JSON.parse(text) as { id?: unknown }).id) ?? '')
      if (typeof answer === 'string') socket.send(answer)
      else void answer.then((late) => socket.send(late))
    })
  })
  await once(server, 'listening')
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** From the next answer on. */
    set(next: Lie | Delay) {
      lie = next
    },
    /** Says to all clients what no chain said. */
    say(text: string) {
      for (const client of server.clients) client.send(text)
    },
    async stop() {
      for (const client of server.clients) client.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
