import type { IncomingMessage } from 'node:http'

/** The one public page that is a known client of local nodes. */
const KNOWN_ORIGIN = 'https://polkadot.js.org'
/** As browsers and programs write it; no user before it, no other spelling of the address. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/

/**
 * Whether a request may be answered. A foreign page can reach the port through the user's browser: directly (then its
 * `Origin` betrays it) or by a name that it lets point to this machine (then `Host` does).
 */
export function isAllowed({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers
  if (!LOOPBACK.test(host)) return false
  return origin === undefined || origin === KNOWN_ORIGIN || LOOPBACK.test(origin.replace(/^https?:\/\//, ''))
}
