import type { AnyRouter } from '@orpc/server'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createLoopbackServer, isRefusedPort, type LoopbackServer } from '../core/loopback.ts'
import { isForUs, isOurPage, isProgram, setSecurityHeaders } from './guard.ts'
import { leadTo } from './open-browser.ts'
import { servePageFiles } from './page-files.ts'
import type { Visit } from './page-first.ts'
import type { Sessions } from './sessions.ts'
import { type Door, serveSockets } from './sockets.ts'

export class PortInUseError extends Error {
  override readonly name = 'PortInUseError'
  constructor(port: number, option: '--port' | '--chain-port' = '--port') {
    super(
      `Port ${port} on this machine is in use by another program, or not for this user. Choose another one with ${option}.`,
    )
  }
}

/** Looks whether the chain can have the port that was asked for. @throws {PortInUseError} */
export async function requireChainPort(port: number): Promise<void> {
  const nobody = { answer: () => {}, upgrade: () => {}, fault: () => {} }
  const probe = createLoopbackServer(nobody, { ipv6: true })
  try {
    await probe.listen(port)
  } catch (error) {
    if (isRefusedPort(error)) throw new PortInUseError(port, '--chain-port')
    throw error
  } finally {
    await probe.stop()
  }
}

export interface PageServer {
  readonly port: number
  /** http://127.0.0.1:<port> */
  readonly origin: string
  stop(): Promise<void>
}

/**
 * Serves the page and its socket on 127.0.0.1.
 * @throws {PortInUseError} when `port` was asked for and is taken
 */
export async function startServer(options: {
  port: number | null
  pageDir: string
  /** Sockets wait for it: the page is served while the core is still being loaded. */
  router: Promise<AnyRouter>
  sessions: Sessions
  /** Which data folder this core has: programs that attach name the same. */
  folder?: string
  /** Hears of a page that is on its way, and of whoever has proven itself. */
  onVisit?: (visit: Visit) => void
  /** Hears what went wrong in here while a request was answered. */
  fault?: (error: unknown) => void
}): Promise<PageServer> {
  const { sessions, router, folder = '', onVisit = () => {}, fault = console.error } = options
  const files = servePageFiles(options.pageDir)
  let port = 0
  const loopback = createLoopbackServer({
    answer,
    fault,
    upgrade: (...request) => sockets.upgrade(...request),
  })
  const sockets = serveSockets({ loopback, router, door, onProven: () => onVisit('is here') })
  port = await listen(loopback, options.port)
  const origin = `http://127.0.0.1:${port}`

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL | null): Promise<void> {
    setSecurityHeaders(response)
    if (!isForUs(request, port))
      return end(response, 403, `This request was not meant for Ainur. Its address is ${origin}`)
    if (url === null) return end(response, 400, 'This is no address of Ainur.')
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, '')

    const known = sessions.find(request.headers.cookie, port) !== null
    const token = url.pathname === '/' && request.method === 'GET' ? url.searchParams.get('token') : null
    const session = token === null ? null : sessions.redeem(token, port)
    if (session !== null) {
      onVisit('asks')
      return welcome(request, response, session)
    }
    if (token !== null && known) return redirect(response, '/')
    if (!known) return end(response, 401, notKnown)
    if (url.pathname === '/session') return end(response, 204, '')
    if (!(await files(request, response, url.pathname)))
      end(response, 404, 'There is nothing at this address.')
  }

  /** A page comes with its cookie, a program of the same user with what it read in the data folder. */
  function door(request: IncomingMessage, url: URL | null): Door {
    const where = `127.0.0.1:${port}`
    if (url === null) return { refused: '400 Bad Request' }
    if (url.pathname === '/rpc') {
      if (!isOurPage(request, port)) return { refused: '403 Forbidden' }
      const secrets = sessions.find(request.headers.cookie, port)
      if (secrets === null) return { refused: '401 Unauthorized' }
      return { secrets: { ...secrets }, where, welcome: () => secrets }
    }
    if (!isProgram(request, port)) return { refused: '403 Forbidden' }
    if (url.pathname !== '/attach') return { refused: '404 Not Found' }
    return {
      secrets: { attach: sessions.attachSecret },
      where: `${where} ${folder}`,
      welcome: () => ({ url: `${origin}/?token=${sessions.issue()}` }),
    }
  }

  return {
    port,
    origin,
    async stop() {
      sockets.stop()
      await loopback.stop()
    },
  }
}

const notKnown =
  'This browser is not known to Ainur, or the address was used before or is too old. Open the address that Ainur prints when it starts, within ten minutes.'

function end(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(text)
}

/**
 * The page begins with nothing that was stored under this address before, by whomever, and finds its secret in the
 * part of the address that is not sent. Who comes from elsewhere, e.g. the file that the browser is given, is led on by
 * a page: a browser would not show the cookie to where it is redirected from there.
 */
function welcome(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { cookie, run }: { cookie: string; run: string },
): void {
  const onward = `/#run=${run}`
  response.setHeader('Set-Cookie', cookie)
  response.setHeader('Clear-Site-Data', '"cache", "storage"')
  if (['none', 'same-origin', undefined].includes(headers['sec-fetch-site']))
    return redirect(response, onward)
  response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(leadTo(onward))
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { Location: to, 'Cache-Control': 'no-store' }).end()
}

async function listen(loopback: LoopbackServer, wanted: number | null): Promise<number> {
  const tryPort = (port: number) =>
    loopback.listen(port).catch((error: NodeJS.ErrnoException) => {
      if (isRefusedPort(error)) return null
      throw error
    })
  // Any free one, unless told: what a browser stored for a port that others can foresee may be theirs.
  const port = await tryPort(wanted ?? 0)
  if (port === null) throw new PortInUseError(wanted ?? 0)
  return port
}
