import type { IncomingMessage, ServerResponse } from 'node:http'

/** Inline styles are what the component library writes; scripts come from files only. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
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
 * Whether a request was meant for this server: another name for 127.0.0.1 (DNS rebinding) and another site's page are
 * turned away before anything else is looked at. `upgrade`: a page always says its origin when it opens a socket.
 */
export function isForUs(request: IncomingMessage, port: number, upgrade: boolean): boolean {
  const { host, origin } = request.headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return false
  if (origin === undefined) {
    return upgrade ? request.headers.authorization !== undefined : isOwnNavigation(request)
  }
  return origin === `http://${host}`
}

/** A page of another site may link here, but must not load anything of ours into itself. */
function isOwnNavigation({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  return (
    site === undefined ||
    site === 'same-origin' ||
    site === 'none' ||
    headers['sec-fetch-mode'] === 'navigate'
  )
}
