import { safeStorage } from 'electron'

type Reply =
  { type: 'ainur:host'; id: number; bytes: string } | { type: 'ainur:host'; id: number; error: string }

/** Whether this desktop has a secret of the operating system's user to protect keys with. */
export const hasSecret = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  // On Linux without a keyring Electron would "encrypt" with a constant.
  (process.platform !== 'linux' ||
    typeof safeStorage.getSelectedStorageBackend !== 'function' ||
    safeStorage.getSelectedStorageBackend() !== 'basic_text')

/**
 * Answers a core's request to protect or to open bytes (base64) with the operating system's secret; null for a
 * message about something else.
 */
export function answerHostRequest(message: unknown): Reply | null {
  const { type, id, op, bytes } = (message ?? {}) as Record<string, unknown>
  if (type !== 'ainur:host' || typeof id !== 'number' || typeof bytes !== 'string') return null
  try {
    const input = Buffer.from(bytes, 'base64')
    // safeStorage takes text; base64 keeps every byte.
    const output =
      op === 'protect'
        ? safeStorage.encryptString(bytes)
        : Buffer.from(safeStorage.decryptString(input), 'base64')
    return { type: 'ainur:host', id, bytes: output.toString('base64') }
  } catch (error) {
    return { type: 'ainur:host', id, error: error instanceof Error ? error.message : String(error) }
  }
}
