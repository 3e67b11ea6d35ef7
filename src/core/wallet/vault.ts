import type { Shell } from '../config.ts'
import { FaultError } from '../errors.ts'
import { createMachineKey, type MachineKey } from './machine-key.ts'
import { say } from '../words.ts'

/** The desktop wrapped it with the operating system's secret, and this is not the desktop. */
export class ElsewhereError extends FaultError {
  constructor() {
    super(say('wallet.desktop-only'))
  }
}

/** Bytes at rest; `osProtected`: only the same user on the same computer can open them, with the same shell. */
export interface Sealed {
  readonly bytes: Buffer
  readonly osProtected: boolean
}

/** The wrapping around what is stored of keys. */
export interface Vault {
  /** For what a passphrase encrypts already: the shell's wrapping where there is one. */
  seal(bytes: Uint8Array): Promise<Sealed>
  /** For keys that must work unattended: the shell's wrapping, else the machine's key file. */
  sealUnattended(bytes: Uint8Array): Promise<Sealed>
  open(sealed: Sealed): Promise<Uint8Array>
  openUnattended(sealed: Sealed): Promise<Uint8Array>
  readonly machineKey: Pick<MachineKey, 'fault' | 'opens' | 'renew'>
  readonly keyFile: string
}

/** `unattended`: what is kept of what was sealed unattended, so that the key it needs is never replaced by chance. */
export function createVault(
  shell: Pick<Shell, 'protectSecret' | 'unprotectSecret'>,
  keyFile: string,
  unattended: () => readonly Sealed[] = () => [],
): Vault {
  const machineKey = createMachineKey(keyFile, () =>
    unattended().flatMap(({ bytes, osProtected }) => (osProtected ? [] : [bytes])),
  )

  async function byShell(bytes: Uint8Array): Promise<Sealed | null> {
    return shell.protectSecret && { bytes: Buffer.from(await shell.protectSecret(bytes)), osProtected: true }
  }

  async function openByShell({ bytes }: Sealed): Promise<Uint8Array> {
    if (!shell.unprotectSecret) throw new ElsewhereError()
    return shell.unprotectSecret(bytes)
  }

  return {
    seal: async (bytes) => (await byShell(bytes)) ?? { bytes: Buffer.from(bytes), osProtected: false },
    open: async (sealed) => (sealed.osProtected ? openByShell(sealed) : sealed.bytes),
    sealUnattended: async (bytes) =>
      (await byShell(bytes)) ?? { bytes: machineKey.seal(bytes), osProtected: false },
    openUnattended: async (sealed) =>
      sealed.osProtected ? openByShell(sealed) : machineKey.open(sealed.bytes),
    machineKey,
    keyFile,
  }
}
