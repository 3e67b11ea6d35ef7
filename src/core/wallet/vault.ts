import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Host } from '../config.ts'
import { FaultError } from '../errors.ts'

/** The desktop wrapped it with the operating system's secret, and this is not the desktop. */
export class ElsewhereError extends FaultError {
  constructor() {
    super({
      message: 'This key was protected by the desktop app and can only be opened there.',
      remedy: 'Start the desktop app on this computer, or import the account from its recovery phrase.',
    })
  }
}

/** Bytes at rest; `hostProtected`: only the same user on the same computer can open them, with the same shell. */
export interface Sealed {
  readonly bytes: Buffer
  readonly hostProtected: boolean
}

/** The wrapping around what is stored of keys. */
export interface Vault {
  /** For what a passphrase encrypts already: the host's wrapping where there is one. */
  seal(bytes: Uint8Array): Promise<Sealed>
  /** For keys that must work unattended: the host's wrapping, else the machine's key file. */
  sealUnattended(bytes: Uint8Array): Promise<Sealed>
  open(sealed: Sealed): Promise<Uint8Array>
  openUnattended(sealed: Sealed): Promise<Uint8Array>
}

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** `keyFile`: 32 random bytes that only this user can read, made when they are first needed. */
export function createVault(host: Pick<Host, 'protectSecret' | 'unprotectSecret'>, keyFile: string): Vault {
  function machineKey(): Buffer {
    if (!existsSync(keyFile)) writeWhole(keyFile, randomBytes(KEY_BYTES))
    chmodSync(keyFile, 0o600)
    const key = readFileSync(keyFile)
    if (key.length !== KEY_BYTES)
      throw new FaultError({
        message: "The file with this machine's key is damaged.",
        consequence: 'Nothing was sealed or opened with it. Coins and tasks on the chain are safe.',
        remedy:
          'Restore the file from a backup. Without one, give your agents new hot keys and move the file away.',
        detail: `${keyFile}: ${key.length} bytes`,
      })
    return key
  }

  async function byHost(bytes: Uint8Array): Promise<Sealed | null> {
    return host.protectSecret && { bytes: Buffer.from(await host.protectSecret(bytes)), hostProtected: true }
  }

  async function openByHost({ bytes }: Sealed): Promise<Uint8Array> {
    if (!host.unprotectSecret) throw new ElsewhereError()
    return host.unprotectSecret(bytes)
  }

  return {
    seal: async (bytes) => (await byHost(bytes)) ?? { bytes: Buffer.from(bytes), hostProtected: false },
    open: async (sealed) => (sealed.hostProtected ? openByHost(sealed) : sealed.bytes),
    async sealUnattended(bytes) {
      const sealed = await byHost(bytes)
      if (sealed) return sealed
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, machineKey(), iv)
      const body = Buffer.concat([cipher.update(bytes), cipher.final()])
      return { bytes: Buffer.concat([iv, cipher.getAuthTag(), body]), hostProtected: false }
    },
    async openUnattended(sealed) {
      if (sealed.hostProtected) return openByHost(sealed)
      const { bytes } = sealed
      const decipher = createDecipheriv(CIPHER, machineKey(), bytes.subarray(0, IV_BYTES))
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
    },
  }
}

/** After a power cut the file is there whole or not at all. */
function writeWhole(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true })
  const handle = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
}
