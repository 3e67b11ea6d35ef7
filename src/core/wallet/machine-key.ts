import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFileSync, renameSync } from 'node:fs'
import { writeWhole } from '../durable-files.ts'
import { FaultError } from '../errors.ts'
import { say } from '../words.ts'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const TAG = { authTagLength: TAG_BYTES }

/** `other`: a sound key, but not the one that what is kept was sealed with. */
export type KeyFault = 'missing' | 'damaged' | 'other'

/** 32 random bytes in a file that only this user can read: what works unattended is sealed with them. */
export interface MachineKey {
  /** Makes the key when it is first needed. @throws {FaultError} rather than putting another in the place of one that is needed */
  seal(bytes: Uint8Array): Buffer
  /** @throws {FaultError} for a key that is not there or damaged @throws {Error} for bytes that it does not open */
  open(bytes: Buffer): Buffer
  opens(bytes: Buffer): boolean
  fault(): KeyFault | null
  /** Makes another one. The file that was there stays beside it, for who finds out what happened to it. */
  renew(): void
}

/** `sealed`: everything that is kept and was sealed with the key of the file. */
export function createMachineKey(file: string, sealed: () => readonly Buffer[]): MachineKey {
  const create = () => writeWhole(file, randomBytes(KEY_BYTES))

  function read(): Buffer | null {
    try {
      return readFileSync(file)
    } catch (error) {
      // What is there but cannot be read is as good as damaged.
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : Buffer.alloc(0)
    }
  }

  function key(): Buffer {
    const bytes = read()
    if (bytes?.length !== KEY_BYTES) throw faultError(bytes ? 'damaged' : 'missing', file)
    return bytes
  }

  function fault(): KeyFault | null {
    const [bytes, kept] = [read(), sealed()]
    if (bytes === null) return kept.length > 0 ? 'missing' : null
    if (bytes.length !== KEY_BYTES) return 'damaged'
    return kept.length > 0 && !kept.some((each) => opens(each, bytes)) ? 'other' : null
  }

  return {
    fault,
    seal(bytes) {
      const found = fault()
      if (found) throw faultError(found, file)
      if (read() === null) create()
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, key(), iv, TAG)
      const body = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open: (bytes) => openWith(bytes, key()),
    opens: (bytes) => opens(bytes, read() ?? Buffer.alloc(0)),
    renew() {
      if (read() !== null) renameSync(file, `${file}.replaced-${Date.now()}`)
      create()
    },
  }
}

function openWith(bytes: Buffer, key: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), TAG)
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

function opens(bytes: Buffer, key: Buffer): boolean {
  try {
    openWith(bytes, key)
    return true
  } catch {
    return false
  }
}

/** What happened to the file, what it means, and the two ways out. */
export const faultText = (fault: KeyFault, file: string, agents: readonly string[] = []) =>
  say(`wallet.machine-key-${fault}`, { agents, file })

const faultError = (fault: KeyFault, file: string) =>
  new FaultError({ ...faultText(fault, file), detail: file })
