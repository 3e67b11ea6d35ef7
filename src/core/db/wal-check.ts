// SQLite's write-ahead log, as its file format describes it: a header, then frames of one page each, with a running
// checksum. SQLite reads it up to the first frame that does not fit and says nothing of what stands behind.

const HEADER = 32
const FRAME_HEADER = 24
const LITTLE = 0x377f0682
const BIG = 0x377f0683

/** What a log holds. */
export interface WalReading {
  /** Which log it is, 16 hex digits: SQLite chooses it anew whenever the log begins again. Null: none can be read. */
  readonly salt: string | null
  /** Bytes up to the end of the last transaction that SQLite will find in it. */
  readonly committed: number
  /** Behind the first bytes that do not fit stand transactions that were committed: SQLite will not find them. */
  readonly lost: boolean
}

/** Where the log ends that has so many frames, bytes. */
export const logLength = (frames: number, pageSize: number): number =>
  frames === 0 ? 0 : HEADER + frames * (FRAME_HEADER + pageSize)

/** The log that SQLite just began in this file: its salt, 16 hex digits. */
export const saltOf = (header: Buffer): string => header.toString('hex', 16, 24)

/** `expected`: the salt of the log that should be there, for one whose header cannot be read any more. */
export function readWal(log: Buffer, expected: string | null = null): WalReading {
  const none = { salt: null, committed: 0, lost: false }
  if (log.length < HEADER) return none
  const magic = log.readUInt32BE(0)
  const pageSize = log.readUInt32BE(8)
  const add = magic === LITTLE ? adder(true) : magic === BIG ? adder(false) : null
  const start = add?.([0, 0], log.subarray(0, HEADER - 8))
  if (!add || !start || !fits(start, log, HEADER - 8))
    return { ...none, lost: expected !== null && log.includes(Buffer.from(expected, 'hex'), HEADER) }

  const salt = saltOf(log)
  const length = FRAME_HEADER + pageSize
  let sums = start
  let committed = HEADER
  let at = HEADER
  for (; at + length <= log.length; at += length) {
    if (!isOf(log, at, salt)) break
    sums = add(add(sums, log.subarray(at, at + 8)), log.subarray(at + FRAME_HEADER, at + length))
    if (!fits(sums, log, at + 16)) break
    if (endsTransaction(log, at)) committed = at + length
  }
  return {
    salt,
    committed: committed === HEADER ? 0 : committed,
    lost: hasCommitBehind(log, at + length, length, salt),
  }
}

function hasCommitBehind(log: Buffer, from: number, length: number, salt: string): boolean {
  for (let at = from; at + FRAME_HEADER <= log.length; at += length)
    if (isOf(log, at, salt) && endsTransaction(log, at)) return true
  return false
}

const isOf = (log: Buffer, frame: number, salt: string) => log.toString('hex', frame + 8, frame + 16) === salt
/** A frame that ends a transaction says how many pages the database has after it. */
const endsTransaction = (log: Buffer, frame: number) => log.readUInt32BE(frame + 4) !== 0
const fits = ([a, b]: Sums, log: Buffer, at: number) =>
  log.readUInt32BE(at) === a && log.readUInt32BE(at + 4) === b

type Sums = readonly [number, number]

/** The running checksum over words of 32 bits, in the order of the machine that wrote the log. */
function adder(little: boolean) {
  return ([first, second]: Sums, bytes: Buffer): Sums => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    let [a, b] = [first | 0, second | 0]
    for (let at = 0; at < bytes.length; at += 8) {
      a = (a + view.getInt32(at, little) + b) | 0
      b = (b + view.getInt32(at + 4, little) + a) | 0
    }
    return [a >>> 0, b >>> 0]
  }
}
