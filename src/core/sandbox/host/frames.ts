import { randomBytes } from 'node:crypto'

/**
 * What the core and a sandbox process say to each other over stdin and stdout: frames of a 32-bit big-endian length,
 * a kind, the id of the run that they belong to, and a payload. The core chooses the id, and the guest's thread never
 * sees it: nothing that a guest can write is an answer to a run, whatever becomes of the lengths.
 */
export const frameKinds = { json: 1, bytes: 2 } as const
export type FrameKind = keyof typeof frameKinds

const idLength = 16
const idAt = 5
const headerLength = idAt + idLength

/** Ids of runs, in hex; `none` where a process has one thing to do. */
export const frameIds = {
  none: '00'.repeat(idLength),
  make: () => randomBytes(idLength).toString('hex'),
}

/** One frame with bytes as they are. */
export function bytesFrame({ buffer, byteOffset, byteLength }: Uint8Array, id = frameIds.none): Buffer[] {
  return [header(frameKinds.bytes, byteLength, id), Buffer.from(buffer, byteOffset, byteLength)]
}

/** One frame with a value as JSON. */
export function jsonFrame(value: unknown, id = frameIds.none): [Buffer, Buffer] {
  const payload = Buffer.from(JSON.stringify(value))
  return [header(frameKinds.json, payload.byteLength, id), payload]
}

function header(kind: number, length: number, id: string): Buffer {
  const bytes = Buffer.alloc(headerLength)
  bytes.writeUInt32BE(length, 0)
  bytes.writeUInt8(kind, 4)
  bytes.write(id, idAt, 'hex')
  return bytes
}

export interface DecoderOptions {
  /** Longest payload of each kind; a longer one is an error before it is read. */
  limits: Record<FrameKind, number>
  onJson: (value: unknown, id: string) => void
  onBytes: (bytes: Uint8Array, id: string) => void
}

export interface Decoder {
  /** Takes chunks as they come. @throws Error when the other side does not keep to the format */
  feed(chunk: Buffer): void
  /** Bytes that came and are no whole frame yet; a frame whose header is there counts as one. */
  rest(): number
}

export function createDecoder({ limits, onJson, onBytes }: DecoderOptions): Decoder {
  let chunks: Buffer[] = []
  let held = 0
  let needed = headerLength
  let current: Header | undefined

  const take = (length: number): Buffer => {
    const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
    chunks = all.length > length ? [all.subarray(length)] : []
    held = all.length - length
    return all.subarray(0, length)
  }

  function feed(chunk: Buffer): void {
    chunks.push(chunk)
    held += chunk.length
    while (held >= needed) {
      const bytes = take(needed)
      if (current === undefined) {
        current = readHeader(bytes, limits)
        needed = current.length
      } else {
        const { kind, id } = current
        current = undefined
        needed = headerLength
        if (kind === 'json') onJson(JSON.parse(bytes.toString()), id)
        else onBytes(bytes, id)
      }
    }
  }
  return { feed, rest: () => held + (current === undefined ? 0 : headerLength) }
}

interface Header {
  kind: FrameKind
  length: number
  id: string
}

function readHeader(bytes: Buffer, limits: Record<FrameKind, number>): Header {
  const length = bytes.readUInt32BE(0)
  const code = bytes.readUInt8(4)
  const kind = code === frameKinds.json ? 'json' : code === frameKinds.bytes ? 'bytes' : undefined
  if (kind === undefined) throw new Error(`a frame of unknown kind ${code}`)
  if (length > limits[kind])
    throw new Error(`a ${kind} frame of ${length} bytes; ${limits[kind]} are allowed`)
  return { kind, length, id: bytes.toString('hex', idAt) }
}
