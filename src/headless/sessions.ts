import { parseCookie, stringifySetCookie } from 'cookie'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const WEEK_MS = 7 * 24 * 3_600_000
/** How long a one-time token waits for its page, ms. */
const TOKEN_MS = 60_000
const KEY_BYTES = 32

/** Who may use this core: pages that came by a one-time address, and programs that can read the attach token. */
export interface Sessions {
  /** A token that opens the page once, within `lifeMs` (a minute unless told). */
  issue(lifeMs?: number): string
  /** Turns a one-time token into a `Set-Cookie` header; null when it is unknown, too old or was used. */
  redeem(token: string, port: number): string | null
  /** Whether a request's `Cookie` header holds a session of this core. */
  hasCookie(header: string | undefined, port: number): boolean
  /** Whether a request's `Authorization` header holds the attach token. */
  hasToken(header: string | undefined): boolean
  /** For programs of the same user; it goes into a file that only they can read. */
  readonly attachToken: string
}

/**
 * Sessions outlive a restart of the core: their key is a file in the data folder (0600), so an open page goes on after
 * a crash. The cookie's name holds the port because browsers share cookies between all ports of a host.
 */
export function createSessions(dataDir: string, now: () => number = Date.now): Sessions {
  const key = readKey(dataDir)
  const attachToken = randomBytes(32).toString('base64url')
  /** When each ends, ms. */
  const unused = new Map<string, number>()
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const cookieName = (port: number) => `ainur-${port}`

  return {
    attachToken,
    issue(lifeMs = TOKEN_MS) {
      const token = randomBytes(32).toString('base64url')
      for (const [old, end] of unused) if (end <= now()) unused.delete(old)
      unused.set(token, now() + lifeMs)
      return token
    },
    redeem(token, port) {
      const end = unused.get(token)
      unused.delete(token)
      if (end === undefined || end <= now()) return null
      const expires = now() + WEEK_MS
      return stringifySetCookie({
        name: cookieName(port),
        value: `${expires}.${sign(`session ${expires}`)}`,
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        maxAge: WEEK_MS / 1_000,
      })
    },
    hasCookie(header, port) {
      const [expires = '', signature = ''] = (parseCookie(header ?? '')[cookieName(port)] ?? '').split('.')
      return equal(signature, sign(`session ${expires}`)) && Number(expires) > now()
    },
    hasToken: (header) => equal(header ?? '', `Bearer ${attachToken}`),
  }
}

/** A key that is damaged is as good as none: pages have to be opened anew. */
function readKey(dataDir: string): Buffer {
  const file = join(dataDir, 'session.key')
  try {
    const key = readFileSync(file)
    if (key.length === KEY_BYTES) return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const key = randomBytes(KEY_BYTES)
  // There whole or not at all.
  const partial = `${file}.new`
  rmSync(partial, { force: true })
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(partial, key, { mode: 0o600, flag: 'wx', flush: true })
  renameSync(partial, file)
  return key
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
