import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { proveToCore, wireOf } from '../../src/contract/handshake.ts'
import type { Contract } from '../../src/contract/index.ts'
import { identifyDataDir } from '../../src/core/data-dir-id.ts'
import { until } from '../../src/core/testing/until.ts'

/** How programs of the same user reach the core of a data folder; null when none is there. */
export function readAttachment(dataDir: string): { url: string; secret: string; pid: number } | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'attach.json'), 'utf8'))
  } catch {
    return null
  }
}

/** A core's procedures as any program of the same user can call them, once it is ready. */
export async function attach(dataDir: string) {
  const { url, secret } = await until('a core', () => Promise.resolve(readAttachment(dataDir)))
  const { host } = new URL(url)
  const socket = new WebSocket(`ws://${host}/attach`)
  const wire = wireOf(socket)
  await once(socket, 'open')
  const where = `${host} ${identifyDataDir(dataDir)}`
  await proveToCore(wire, { secrets: { attach: secret }, where })
  wire.release()
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })
  const api: ContractRouterClient<Contract> = createORPCClient(link)
  await until('the core is ready', async () => (await api.system.status({})).phase === 'ready')
  return { api, close: () => socket.terminate() }
}
export type Attached = Awaited<ReturnType<typeof attach>>
