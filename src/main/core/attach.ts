import { webcrypto } from 'crypto'
import type { MessagePortMain } from 'electron'
import { once } from 'events'
import { readFileSync } from 'fs'
import { join } from 'path'
import { WebSocket } from 'ws'
import { ImpostorError, proveToCore, wireOf } from '../../contract/handshake.ts'
import { identifyDataDir } from '../../core/data-dir-id.ts'
import { CoreError, type CoreLink } from './link.ts'

/** A core answers at once, unless it is reading its code from a slow disk. */
const ANSWER_MS = 60_000

/** How a core that serves a data folder is reached; it leaves this in the folder, readable by its user only. */
interface Attachment {
  url: string
  secret: string
  /** The folder it was read in, as its core names it. */
  folder: string
}

/** @throws {CoreError} when no core says that it works in this folder */
function readAttachment(dataDir: string): Attachment {
  try {
    const { url, secret } = JSON.parse(readFileSync(join(dataDir, 'attach.json'), 'utf8')) as Attachment
    if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(url) || typeof secret !== 'string')
      throw new Error('It is damaged.')
    return { url, secret, folder: identifyDataDir(dataDir) }
  } catch (cause) {
    throw new CoreError(`No running core was found for ${dataDir}.`, { cause })
  }
}

/**
 * Links to a core that already runs on this machine, once both have proven to each other that they know what the core
 * left in the folder. `url`: the one it must be, '' for whichever serves the folder.
 * @throws {CoreError} when it is not there or does not answer within `answerMs`, when another program answers, or
 * `signal` is aborted before
 */
export async function attachToCore(
  dataDir: string,
  url: string,
  signal: AbortSignal,
  answerMs = ANSWER_MS,
): Promise<CoreLink> {
  const attachment = readAttachment(dataDir)
  if (url !== '' && url.replace(/\/$/, '') !== attachment.url) {
    throw new CoreError(
      `The core of ${dataDir} is at ${attachment.url}, not at ${url}. Choose its --data-dir.`,
    )
  }
  // This one carries nothing: it tells when the core is gone.
  const watch = await openSocket(attachment, signal, answerMs)
  const bridged = new Set<WebSocket>([watch])
  const ending = new AbortController()
  return {
    lost: new Promise((resolve) => watch.once('close', () => resolve('The core stopped.'))),
    connect: (port) =>
      void openSocket(attachment, ending.signal, answerMs).then(
        (socket) => {
          bridged.add(socket)
          socket.once('close', () => bridged.delete(socket))
          bridge(socket, port)
        },
        () => port.close(),
      ),
    stop: () => {
      ending.abort()
      for (const socket of bridged) socket.terminate()
      return Promise.resolve()
    },
    kill: () => {},
  }
}

/** A socket to a core that has proven itself. */
async function openSocket(attachment: Attachment, signal: AbortSignal, answerMs: number): Promise<WebSocket> {
  signal.throwIfAborted()
  const { url, secret, folder } = attachment
  const { host } = new URL(url)
  const socket = new WebSocket(`ws://${host}/attach`)
  // Ends the attempt with an error.
  const give = () => socket.terminate()
  const late = setTimeout(give, answerMs)
  signal.addEventListener('abort', give)
  socket.on('error', give)
  try {
    const wire = wireOf(socket)
    await once(socket, 'open')
    const terms = { secrets: { attach: secret }, where: `${host} ${folder}`, crypto: webcrypto as Crypto }
    await proveToCore(wire, terms)
    wire.release()
    return socket
  } catch (cause) {
    socket.terminate()
    if (cause instanceof ImpostorError)
      throw new CoreError(
        `Another program answers at ${url}, where the core of this folder was. Nothing was sent to it.`,
        { cause },
      )
    throw new CoreError(`The core at ${url} does not answer.`, { cause })
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', give)
  }
}

/** Passes messages between a page's port and a socket: both speak the same language. */
function bridge(socket: WebSocket, port: MessagePortMain): void {
  socket.binaryType = 'nodebuffer'
  port.on('message', ({ data }: { data: string | Uint8Array }) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(data)
  })
  socket.on('message', (data: Buffer, binary) =>
    port.postMessage(binary ? new Uint8Array(data) : data.toString()),
  )
  socket.on('close', () => port.close())
  port.on('close', () => socket.close())
  // What the page said meanwhile comes now.
  port.start()
}
