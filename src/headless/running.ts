import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { proveToCore, wireOf } from '../contract/handshake.ts'
import { identifyDataDir } from '../core/data-dir-id.ts'
import type { Attachment } from './attach-file.ts'

const ANSWER_WITHIN_MS = 10_000

/** A core that works in a data folder already. */
export interface RunningCore {
  readonly pid: number
  /** Opens its page, once, within a minute. */
  readonly url: string
}

/** Asks the core that holds the lock of a data folder for an address of its page; null where none answers as it. */
export async function findRunningCore(dataDir: string): Promise<RunningCore | null> {
  let socket: WebSocket | null = null
  try {
    const { url, secret, pid } = JSON.parse(readFileSync(join(dataDir, 'attach.json'), 'utf8')) as Attachment
    if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(url)) return null
    const { host } = new URL(url)
    socket = new WebSocket(`ws://${host}/attach`)
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const giveUp = () => socket?.terminate()
    signal.addEventListener('abort', giveUp)
    socket.on('error', () => {})
    const wire = wireOf(socket)
    await once(socket, 'open', { signal })
    const where = `${host} ${identifyDataDir(dataDir)}`
    const welcome = await proveToCore(wire, { secrets: { attach: secret }, where })
    return typeof welcome['url'] === 'string' ? { pid, url: welcome['url'] } : null
  } catch {
    return null
  } finally {
    socket?.terminate()
  }
}
