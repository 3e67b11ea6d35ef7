import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { createLog } from '../observability/log.ts'
import { runtimes } from '../testing/paths.ts'
import { createChainClient } from './client.ts'
import { remoteNetwork } from './networks.ts'

it('stops at once although it is changing to an endpoint that says nothing', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.resume())).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const network = remoteNetwork({ kind: 'rpc', url })
  const embedded = () => ({ devSpeed: 1, executor: 'v8' as const })
  const client = createChainClient({
    openNetwork: async () => network,
    runtimes,
    embedded,
    log: createLog({ dir: null }),
  })
  await client.start({ kind: 'rpc', url })
  const changing = client.switchTo({ kind: 'rpc', url: `${url}/other` }).catch((error: unknown) => error)
  await expect.poll(() => sockets.size).toBe(2)
  const since = performance.now()
  await client.stop()
  expect(performance.now() - since).toBeLessThan(3_000)
  expect(await changing).toMatchObject({ code: 'OFFLINE' })
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})
