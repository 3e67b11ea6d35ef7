import type { IncomingMessage, ServerResponse } from 'node:http'

/** Inline styles are what the component library writes; scripts come from files only, and workers from the page's own script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', policy)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('X-Frame-Options', 'DENY')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
}

/**
 * Whether a request was meant for this server: another name for 127.0.0.1 (DNS rebinding; `localhost` may be another
 * program on ::1) and another site's page are turned away before anything else is looked at.
 */
export function isForUs({ headers }: IncomingMessage, port: number): boolean {
  if (headers.host !== `127.0.0.1:${port}`) return false
  const { origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers
  if (origin !== undefined) return origin === `http://${headers.host}`
  // A page of another site may link here, but must not load anything of ours into itself.
  return site === undefined || site === 'same-origin' || site === 'none' || mode === 'navigate'
}

/** A page always says its origin when it opens a socket. */
export const isOurPage = (request: IncomingMessage, port: number): boolean =>
  request.headers.origin !== undefined && isForUs(request, port)

/** No page can ask without saying so. */
export const isProgram = ({ headers }: IncomingMessage, port: number): boolean =>
  headers.host === `127.0.0.1:${port}` &&
  headers.origin === undefined &&
  headers['sec-fetch-site'] === undefined &&
  headers.cookie === undefined
