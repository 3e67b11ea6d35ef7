import type { Host } from '../config.ts'
import { FaultError } from '../errors.ts'
import { createMachineKey, type MachineKey } from './machine-key.ts'
import { say } from '../words.ts'

/** The desktop wrapped it with the operating system's secret, and this is not the desktop. */
export class ElsewhereError extends FaultError {
  constructor() {
    super(say('wallet.desktop-only'))
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
  readonly machineKey: Pick<MachineKey, 'fault' | 'opens' | 'renew'>
  readonly keyFile: string
}

/** `unattended`: what is kept of what was sealed unattended, so that the key it needs is never replaced by chance. */
export function createVault(
  host: Pick<Host, 'protectSecret' | 'unprotectSecret'>,
  keyFile: string,
  unattended: () => readonly Sealed[] = () => [],
): Vault {
  const machineKey = createMachineKey(keyFile, () =>
    unattended().flatMap(({ bytes, hostProtected }) => (hostProtected ? [] : [bytes])),
  )

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
    sealUnattended: async (bytes) =>
      (await byHost(bytes)) ?? { bytes: machineKey.seal(bytes), hostProtected: false },
    openUnattended: async (sealed) =>
      sealed.hostProtected ? openByHost(sealed) : machineKey.open(sealed.bytes),
    machineKey,
    keyFile,
  }
}
