import { parseCookie, stringifySetCookie } from 'cookie'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../core/durable-files.ts'

const WEEK_MS = 7 * 24 * 3_600_000
/** How long a one-time token waits for its page, ms. */
const TOKEN_MS = 60_000
const KEY_BYTES = 32

/** What a page of a session can prove that it knows; see `contract/handshake.ts`. 64 hex digits each. */
export interface PageSecrets {
  /** As long as this process lives. The page may store it: whoever serves its address later finds a dead one. */
  readonly run: string
  /** As long as the session. The page keeps it in its memory and nowhere else. */
  readonly session: string
}

/** Who may use this core: pages that came by a one-time address, and programs that can read the attach secret. */
export interface Sessions {
  /** A token that opens the page once, within `lifeMs` (a minute unless told). */
  issue(lifeMs?: number): string
  /** Turns a one-time token into a `Set-Cookie` header and a new session's secret; null when it is unknown, too old or was used. */
  redeem(token: string, port: number): { cookie: string; run: string } | null
  /** The secrets of the session that a request's `Cookie` header names; null when that is none of this core on this port. */
  find(header: string | undefined, port: number): PageSecrets | null
  /** For programs of the same user; it goes into a file that only they can read. */
  readonly attachSecret: string
}

/**
 * Sessions outlive a restart of the core: their key is a file in the data folder (0600), so an open page goes on after
 * a crash. Browsers show a cookie to every port of a host, so it says for which it is and is worth nothing alone.
 */
export function createSessions(dataDir: string, now: () => number = Date.now): Sessions {
  const key = readKey(dataDir)
  const runKey = randomBytes(KEY_BYTES)
  /** When each ends, ms. */
  const unused = new Map<string, number>()
  const sign = (what: string, port: number, session: string, by = key) =>
    createHmac('sha256', by)
      .update(JSON.stringify([what, port, session]))
      .digest('hex')
  const secretsOf = (session: string, port: number): PageSecrets => ({
    run: sign('run', port, session, runKey),
    session: sign('session', port, session),
  })
  const cookieName = (port: number) => `ainur-${port}`

  return {
    attachSecret: randomBytes(KEY_BYTES).toString('hex'),
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
      const session = `${randomBytes(16).toString('hex')}.${now() + WEEK_MS}`
      const cookie = stringifySetCookie({
        name: cookieName(port),
        value: `${session}.${sign('cookie', port, session)}`,
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        maxAge: WEEK_MS / 1_000,
      })
      return { cookie, run: secretsOf(session, port).run }
    },
    find(header, port) {
      const [id, expires, signature = ''] = (parseCookie(header ?? '')[cookieName(port)] ?? '').split('.')
      const session = `${id}.${expires}`
      if (!equal(signature, sign('cookie', port, session)) || !(Number(expires) > now())) return null
      return secretsOf(session, port)
    },
  }
}

/** A damaged key is replaced: pages have to be opened anew. */
function readKey(dataDir: string): Buffer {
  const file = join(dataDir, 'session.key')
  try {
    const key = readFileSync(file)
    if (key.length === KEY_BYTES) return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const key = randomBytes(KEY_BYTES)
  writeWhole(file, key)
  return key
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
