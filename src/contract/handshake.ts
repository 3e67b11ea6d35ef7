/**
 * How a page, or a desktop, and a core prove to each other that they know a secret, over the socket on which they will
 * talk and before anything else is said on it. The secret is not sent. A proof is an HMAC over both sides' nonces, who
 * gives it, and where each believes the core to be: one that was passed on by another port proves nothing.
 *
 *   client: { nonce }    core: { nonce, proofs }    client: { kind, proof }    core: a welcome
 *
 * Runs in pages and in Node; nothing of either is imported.
 */

const PROTOCOL = 'ainur/handshake/1'
const HEX_32 = /^[0-9a-f]{64}$/

type Side = 'client' | 'core'
type WebCrypto = Pick<Crypto, 'subtle' | 'getRandomValues'>
/** Secrets (64 hex digits) by what they are good for. The kind is part of the proof. */
export type Secrets = Readonly<Record<string, string | null>>

export interface Terms {
  readonly secrets: Secrets
  /** Where this side believes the core to be, e.g. `127.0.0.1:40123`. */
  readonly where: string
  /** Where it is not a global: Node before 19. */
  readonly crypto?: WebCrypto
}

/** The other side does not know the secret. Nothing but nonces was sent to it. */
export class ImpostorError extends Error {
  override readonly name = 'ImpostorError'
}

/** Text messages, one after the other. */
export interface Wire {
  send(text: string): void
  /** @throws {Error} when the other side hangs up */
  receive(): Promise<string>
  /** Hands the socket over to whoever talks on it next. */
  release(): void
}

/** What browsers and Node have in common. */
interface Socket {
  send(text: string): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  removeEventListener(type: 'close', listener: () => void): void
}

export function wireOf(socket: Socket): Wire {
  const arrived: string[] = []
  let closed = false
  let wake = () => {}
  const onMessage = ({ data }: { data: unknown }) => {
    arrived.push(typeof data === 'string' ? data : '')
    wake()
  }
  const onClose = () => {
    closed = true
    wake()
  }
  socket.addEventListener('message', onMessage)
  socket.addEventListener('close', onClose)
  return {
    send: (text) => socket.send(text),
    async receive() {
      while (arrived.length === 0 && !closed) await new Promise<void>((resolve) => (wake = resolve))
      const text = arrived.shift()
      if (text === undefined) throw new Error('The other side hung up.')
      return text
    },
    release() {
      socket.removeEventListener('message', onMessage)
      socket.removeEventListener('close', onClose)
    },
  }
}

/**
 * The part of the page or the desktop: believes the core before it proves anything itself. Answers with the welcome.
 * @throws {ImpostorError} when the other side knows none of the secrets, or is somewhere else
 */
export async function proveToCore(wire: Wire, terms: Terms): Promise<Record<string, unknown>> {
  const mine = newNonce(terms)
  wire.send(JSON.stringify({ nonce: mine }))
  const { nonce, proofs } = read(await wire.receive())
  if (!isHex(nonce) || typeof proofs !== 'object') throw new ImpostorError('It speaks another language.')
  for (const [kind, secret] of Object.entries(terms.secrets)) {
    const theirs = (proofs as Record<string, unknown> | null)?.[kind]
    if (secret === null || !isHex(theirs)) continue
    const speech = { kind, secret, nonces: [mine, nonce] as const }
    if (!(await isProof(theirs, 'core', speech, terms))) continue
    wire.send(JSON.stringify({ kind, proof: await prove('client', speech, terms) }))
    return read(await wire.receive())
  }
  throw new ImpostorError('It does not know the secret.')
}

/**
 * The core's part, but for the welcome: resolves when the other side has proven that it knows one of the secrets.
 * @throws {ImpostorError} when it does not
 */
export async function proveToClient(wire: Wire, terms: Terms): Promise<void> {
  const { nonce: theirs } = read(await wire.receive())
  if (!isHex(theirs)) throw new ImpostorError('It speaks another language.')
  const mine = newNonce(terms)
  const nonces = [theirs, mine] as const
  const proofs: Record<string, string> = {}
  for (const [kind, secret] of Object.entries(terms.secrets))
    if (secret !== null) proofs[kind] = await prove('core', { kind, secret, nonces }, terms)
  wire.send(JSON.stringify({ nonce: mine, proofs }))
  const { kind, proof } = read(await wire.receive())
  const known = typeof kind === 'string' && Object.hasOwn(terms.secrets, kind)
  const secret = known ? terms.secrets[kind] : null
  if (
    !known ||
    !secret ||
    !isHex(proof) ||
    !(await isProof(proof, 'client', { kind, secret, nonces }, terms))
  )
    throw new ImpostorError('It does not know the secret.')
}

interface Speech {
  readonly kind: string
  readonly secret: string
  /** The client's and the core's. */
  readonly nonces: readonly [string, string]
}

const message = (side: Side, { kind, nonces }: Speech, where: string) =>
  new TextEncoder().encode(JSON.stringify([PROTOCOL, side, kind, where, ...nonces]))

const keyOf = (secret: string, { subtle }: WebCrypto) =>
  subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])

async function prove(
  side: Side,
  speech: Speech,
  { where, crypto = globalThis.crypto }: Terms,
): Promise<string> {
  const key = await keyOf(speech.secret, crypto)
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, message(side, speech, where))))
}

async function isProof(
  proof: string,
  side: Side,
  speech: Speech,
  { where, crypto = globalThis.crypto }: Terms,
): Promise<boolean> {
  const key = await keyOf(speech.secret, crypto)
  return crypto.subtle.verify('HMAC', key, fromHex(proof), message(side, speech, where))
}

const newNonce = ({ crypto = globalThis.crypto }: Terms) => toHex(crypto.getRandomValues(new Uint8Array(32)))
const isHex = (value: unknown): value is string => typeof value === 'string' && HEX_32.test(value)
const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

/** Fields of a message; none when it is no object. */
function read(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
