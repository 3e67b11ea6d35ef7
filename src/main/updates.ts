import { existsSync } from 'fs'
import { join } from 'path'
import type { Words } from './speech.ts'

// A new version is looked for when the user asks, and only where the build named a feed. What changed is shown before
// anything is fetched; nothing is fetched or installed without a yes.

/** What is used of electron-updater. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  allowDowngrade: boolean
  disableWebInstaller: boolean
  checkForUpdates(): Promise<{ isUpdateAvailable: boolean; updateInfo: UpdateInfo } | null>
  /** Refuses what is not signed by who signed this one (macOS, Windows). */
  downloadUpdate(): Promise<unknown>
  quitAndInstall(): void
}
export interface UpdateInfo {
  version: string
  releaseNotes?: string | readonly { version: string; note: string | null }[] | null
}

export interface UpdateParts {
  /** The version that runs. */
  version: string
  platform: NodeJS.Platform
  /** What is not as it was installed, in words; null where all is. */
  findChanges: () => Promise<string | null>
  load: () => Promise<Updater>
  /** Shows words, and text that others wrote below them; whether the user said yes. */
  ask: (question: { message: string; detail: string; yes: string }) => Promise<boolean>
  tell: (message: string, detail: string) => Promise<void>
  /** Ends the core in order: what is under way is written down. */
  stopCore: () => Promise<void>
  /** Tells who is elsewhere that a new version is there. */
  notify: (text: string) => void
  log: (line: string) => void
  words: Words
}

/** Whether the build named a feed: electron-builder leaves this file then. */
export const hasFeed = (resourcesPath: string): boolean => existsSync(join(resourcesPath, 'app-update.yml'))

const LONGEST_NOTES = 3_000
/** With what stands between the words. */
const LONGEST_MARKUP = 100_000
const LONGEST_VERSION = 64
const LONGEST_REASON = 500

/** What others wrote, as plain text of a bounded length: no markup, nothing invisible, nothing that turns text around. */
export function plainText(text: string, longest = LONGEST_NOTES): string {
  const plain = text
    .slice(0, LONGEST_MARKUP)
    .replace(/<\/(p|li|h\d|div|ul|ol)>|<br\s{0,9}\/?>/gi, '\n')
    // What opens nothing that closes is taken once: time stays in proportion to the text.
    .replace(/<[^<>]*>/g, '')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return plain.length > longest ? `${plain.slice(0, longest)} …` : plain
}

export function notesOf({ releaseNotes }: UpdateInfo): string | null {
  if (!releaseNotes) return null
  if (typeof releaseNotes === 'string') return plainText(releaseNotes)
  return plainText(releaseNotes.map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n'))
}

/** Something was changed since Ainur was installed. */
class ChangedError extends Error {
  override readonly name = 'ChangedError'
}

/** By the code of electron-updater, whose own words are for its developers. */
const FAILURES = {
  ERR_UPDATER_INVALID_SIGNATURE: 'desktop.update-not-signed',
  ERR_CHECKSUM_MISMATCH: 'desktop.update-differs',
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'desktop.feed-without-list',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'desktop.feed-unreadable',
  ERR_UPDATER_INVALID_VERSION: 'desktop.feed-unreadable',
  ERR_UPDATER_NO_CHECKSUM: 'desktop.feed-without-sum',
  ERR_UPDATER_NO_FILES_PROVIDED: 'desktop.feed-without-file',
  ERR_UPDATER_WEB_INSTALLER_DISABLED: 'desktop.update-in-parts',
} as const

function wordsOf(error: unknown, words: Words): string {
  if (error instanceof ChangedError)
    return words('desktop.changed-since', { changes: plainText(error.message, LONGEST_REASON) })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return words(code in FAILURES ? FAILURES[code as keyof typeof FAILURES] : 'desktop.feed-failed')
}

/** Nothing by itself, nothing older, and nothing that fetches the rest from elsewhere. */
const safely = {
  autoDownload: false,
  autoInstallOnAppQuit: false,
  allowDowngrade: false,
  disableWebInstaller: true,
}

/** Answers to "Look for updates", one at a time. Resolves when the user has seen how it ended. */
export function createUpdates(parts: UpdateParts): { look(): Promise<void> } {
  const { version, platform, findChanges, load, ask, tell, stopCore, notify, log, words } = parts
  let looking: Promise<void> | null = null

  async function look() {
    // The file that says where to look and whose signature to ask for may have changed since the start.
    const changes = await findChanges()
    if (changes !== null) throw new ChangedError(changes)
    const updater = await load()
    Object.assign(updater, safely)
    const found = await updater.checkForUpdates()
    if (!found?.isUpdateAvailable) return tell(words('desktop.newest'), `Ainur ${version}`)
    const next = plainText(found.updateInfo.version, LONGEST_VERSION)
    const message = words('desktop.newer', { next, version })
    const detail = notesOf(found.updateInfo) ?? words('desktop.no-notes')
    // On Linux nothing proves who made it but where it was fetched.
    if (platform === 'linux') {
      notify(message)
      return tell(message, `${detail}\n\n${words('desktop.install-as-before')}`)
    }
    if (!(await ask({ message, detail, yes: words('desktop.fetch') }))) return
    await updater.downloadUpdate()
    log(`Version ${next} was fetched.`)
    const ready = {
      message: words('desktop.fetched', { next }),
      detail: words('desktop.installing-means'),
      yes: words('desktop.install'),
    }
    notify(ready.message)
    if (!(await ask(ready))) return
    await stopCore()
    updater.quitAndInstall()
  }

  return {
    look: () =>
      (looking ??= look()
        .catch((error: unknown) => {
          log(`Looking for updates failed: ${String(error)}`)
          return tell(words('desktop.not-updated'), wordsOf(error, words))
        })
        .finally(() => (looking = null))),
  }
}
