import { safeStorage } from 'electron'
import type { SecretReply, SecretRequest } from '../contract/shell.ts'

/** Whether this desktop has a secret of the operating system's user to protect keys with. */
export const hasSecret = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  // On Linux without a keyring Electron would "encrypt" with a constant.
  (process.platform !== 'linux' ||
    typeof safeStorage.getSelectedStorageBackend !== 'function' ||
    safeStorage.getSelectedStorageBackend() !== 'basic_text')

/** Protects or opens bytes with the operating system's secret. */
export function answerSecretRequest({ id, op, bytes }: SecretRequest): SecretReply {
  try {
    const input = Buffer.from(bytes, 'base64')
    // safeStorage takes text; base64 keeps every byte.
    const output =
      op === 'protect'
        ? safeStorage.encryptString(bytes)
        : Buffer.from(safeStorage.decryptString(input), 'base64')
    return { type: 'secret', id, bytes: output.toString('base64') }
  } catch (error) {
    return { type: 'secret', id, error: error instanceof Error ? error.message : String(error) }
  }
}
