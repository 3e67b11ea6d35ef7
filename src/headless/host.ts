import type { Host } from '../core/config.ts'

/** What the core and the process that holds the operating system's secret say to each other. */
export type HostRequest = {
  type: 'ainur:host'
  id: number
  op: 'protect' | 'unprotect'
  /** base64 */
  bytes: string
}
export type HostReply =
  { type: 'ainur:host'; id: number; bytes: string } | { type: 'ainur:host'; id: number; error: string }

/** One side of a channel to the desktop: a child's IPC, or a utility process's parent port. */
export interface HostChannel {
  send(message: HostRequest): void
  onMessage(listener: (message: unknown) => void): void
}

/** A host without the operating system's secret: the core protects what it keeps by itself. */
export const plainHost: Host = { protectSecret: null, unprotectSecret: null }

/** A host whose secrets are protected by the desktop's main process. */
export function createChannelHost(channel: HostChannel): Host {
  const pending = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>()
  let last = 0
  channel.onMessage((message) => {
    const reply = message as Partial<HostReply> | null
    if (reply?.type !== 'ainur:host' || reply.id === undefined) return
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if ('bytes' in reply && reply.bytes !== undefined) waiting?.resolve(Buffer.from(reply.bytes, 'base64'))
    else waiting?.reject(new Error('error' in reply ? reply.error : 'The desktop sent no answer.'))
  })
  const ask = (op: HostRequest['op']) => (bytes: Uint8Array) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const id = ++last
      pending.set(id, { resolve, reject })
      channel.send({ type: 'ainur:host', id, op, bytes: Buffer.from(bytes).toString('base64') })
    })
  return { protectSecret: ask('protect'), unprotectSecret: ask('unprotect') }
}
