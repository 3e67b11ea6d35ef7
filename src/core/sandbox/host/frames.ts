/**
 * What the core and a sandbox process say to each other over stdin and stdout: frames of a 32-bit big-endian length,
 * a kind and a payload.
 */
export const frameKinds = { json: 1, bytes: 2 } as const
export type FrameKind = keyof typeof frameKinds

const headerLength = 5

/** One frame with bytes as they are. */
export function bytesFrame(payload: Uint8Array): Buffer[] {
  return [
    header(frameKinds.bytes, payload.length),
    Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength),
  ]
}

/** One frame with a value as JSON. */
export function jsonFrame(value: unknown): Buffer[] {
  const payload = Buffer.from(JSON.stringify(value))
  return [header(frameKinds.json, payload.length), payload]
}

function header(kind: number, length: number): Buffer {
  const bytes = Buffer.alloc(headerLength)
  bytes.writeUInt32BE(length, 0)
  bytes.writeUInt8(kind, 4)
  return bytes
}

export interface DecoderOptions {
  /** Longest payload of each kind; a longer one is an error before it is read. */
  limits: Record<FrameKind, number>
  onJson: (value: unknown) => void
  onBytes: (bytes: Uint8Array) => void
}

/** Returns a function that takes chunks as they come. It throws when the other side does not keep to the format. */
export function createDecoder({ limits, onJson, onBytes }: DecoderOptions): (chunk: Buffer) => void {
  let chunks: Buffer[] = []
  let held = 0
  let needed = headerLength
  let current: { kind: FrameKind; length: number } | undefined

  const take = (length: number): Buffer => {
    const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
    chunks = all.length > length ? [all.subarray(length)] : []
    held = all.length - length
    return all.subarray(0, length)
  }

  return (chunk) => {
    chunks.push(chunk)
    held += chunk.length
    while (held >= needed) {
      const bytes = take(needed)
      if (current === undefined) {
        current = readHeader(bytes, limits)
        needed = current.length
      } else {
        const { kind } = current
        current = undefined
        needed = headerLength
        if (kind === 'json') onJson(JSON.parse(bytes.toString()))
        else onBytes(bytes)
      }
    }
  }
}

function readHeader(bytes: Buffer, limits: Record<FrameKind, number>): { kind: FrameKind; length: number } {
  const length = bytes.readUInt32BE(0)
  const code = bytes.readUInt8(4)
  const kind = code === frameKinds.json ? 'json' : code === frameKinds.bytes ? 'bytes' : undefined
  if (kind === undefined) throw new Error(`a frame of unknown kind ${code}`)
  if (length > limits[kind])
    throw new Error(`a ${kind} frame of ${length} bytes; ${limits[kind]} are allowed`)
  return { kind, length }
}
