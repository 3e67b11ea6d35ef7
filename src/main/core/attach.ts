import type { MessagePortMain } from 'electron'
import { readFileSync } from 'fs'
import { join } from 'path'
import { WebSocket } from 'ws'
import { CoreError, type CoreLink } from './link.ts'

/** A core answers a socket when it has read its code, which takes a while on a slow disk. */
const HANDSHAKE_MS = 60_000

/** How a core that serves a data folder is reached; it leaves this in the folder, readable by its user only. */
interface Attachment {
  url: string
  token: string
}

/** @throws {CoreError} when no core says that it works in this folder */
export function readAttachment(dataDir: string): Attachment {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'attach.json'), 'utf8')) as Attachment
  } catch (cause) {
    throw new CoreError(`No running core was found for ${dataDir}.`, { cause })
  }
}

/**
 * Links to a core that already runs on this machine. `url`: the one it must be, '' for whichever serves the folder.
 * @throws {CoreError} when it is not there, or `signal` is aborted before it answers
 */
export async function attachToCore(dataDir: string, url: string, signal: AbortSignal): Promise<CoreLink> {
  const attachment = readAttachment(dataDir)
  if (url !== '' && new URL(url).origin !== attachment.url) {
    throw new CoreError(
      `The core of ${dataDir} is at ${attachment.url}, not at ${url}. Choose its --data-dir.`,
    )
  }
  // This one carries nothing: it tells when the core is gone.
  const watch = await openSocket(attachment, signal)
  const bridged = new Set<WebSocket>([watch])
  return {
    lost: new Promise((resolve) => watch.once('close', () => resolve('The core stopped.'))),
    connect: (port) => {
      const socket = bridge(attachment, port)
      bridged.add(socket)
      socket.once('close', () => bridged.delete(socket))
    },
    stop: () => {
      for (const socket of bridged) socket.terminate()
      return Promise.resolve()
    },
    kill: () => {},
  }
}

const dial = ({ url, token }: Attachment) =>
  new WebSocket(`${url.replace(/^http/, 'ws')}/rpc`, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: HANDSHAKE_MS,
  })

function openSocket(attachment: Attachment, signal: AbortSignal): Promise<WebSocket> {
  signal.throwIfAborted()
  const socket = dial(attachment)
  // Ends the attempt with an error.
  const give = () => socket.terminate()
  signal.addEventListener('abort', give)
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      signal.removeEventListener('abort', give)
      resolve(socket)
    })
    socket.on('error', (cause) =>
      reject(new CoreError(`The core at ${attachment.url} does not answer.`, { cause })),
    )
  })
}

/** Passes messages between a page's port and a socket: both speak the same language. */
function bridge(attachment: Attachment, port: MessagePortMain): WebSocket {
  const socket = dial(attachment)
  socket.binaryType = 'nodebuffer'
  const early: (string | Uint8Array)[] = []
  port.on('message', ({ data }: { data: string | Uint8Array }) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(data)
    else early.push(data)
  })
  socket.on('open', () => {
    for (const data of early.splice(0)) socket.send(data)
  })
  socket.on('message', (data: Buffer, binary) =>
    port.postMessage(binary ? new Uint8Array(data) : data.toString()),
  )
  socket.on('close', () => port.close())
  socket.on('error', () => socket.terminate())
  port.on('close', () => socket.close())
  port.start()
  return socket
}
