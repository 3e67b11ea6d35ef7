import type { IncomingMessage } from 'node:http'

/** The one public page that is a known client of local nodes. */
const KNOWN_ORIGIN = 'https://polkadot.js.org'
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

function hostnameOf(url: string): string | null {
  try {
    return new URL(url).hostname
  } catch {
    return null
  }
}

/**
 * Whether a request may be answered. A foreign page can reach the port through the user's browser: directly (then its
 * `Origin` betrays it) or by a name that it lets point to this machine (then `Host` does).
 */
export function isAllowed({ headers }: IncomingMessage): boolean {
  const host = headers.host === undefined ? null : hostnameOf(`http://${headers.host}`)
  if (host === null || !LOOPBACK.has(host)) return false
  const { origin } = headers
  if (origin === undefined || origin === KNOWN_ORIGIN) return true
  const page = /^https?:\/\//.test(origin) ? hostnameOf(origin) : null
  return page !== null && LOOPBACK.has(page)
}
