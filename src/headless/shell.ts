import { typeOf, type SecretReply, type SecretRequest } from '../contract/shell.ts'
import type { Shell } from '../core/config.ts'

/** One side of a channel to the desktop: a child's IPC, or a utility process's parent port. */
export interface ShellChannel {
  send(message: SecretRequest): void
  onMessage(listener: (message: unknown) => void): void
}

/** A shell without the operating system's secret: the core protects what it keeps by itself. */
export const plainShell: Shell = { protectSecret: null, unprotectSecret: null }

/** A shell whose secrets are protected by the desktop's main process. */
export function createChannelShell(channel: ShellChannel): Shell {
  const pending = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>()
  let last = 0
  channel.onMessage((message) => {
    if (typeOf(message) !== 'secret') return
    const reply = message as SecretReply
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if ('bytes' in reply) waiting?.resolve(Buffer.from(reply.bytes, 'base64'))
    else waiting?.reject(new Error(reply.error))
  })
  const ask = (op: SecretRequest['op']) => (bytes: Uint8Array) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const id = ++last
      pending.set(id, { resolve, reject })
      channel.send({ type: 'secret', id, op, bytes: Buffer.from(bytes).toString('base64') })
    })
  return { protectSecret: ask('protect'), unprotectSecret: ask('unprotect') }
}
