import { existsSync } from 'fs'
import { join } from 'path'

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
  log: (line: string) => void
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

export function notesOf({ releaseNotes }: UpdateInfo): string {
  if (!releaseNotes) return 'The publisher says nothing about what changed.'
  if (typeof releaseNotes === 'string') return plainText(releaseNotes)
  return plainText(releaseNotes.map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n'))
}

class UpdateError extends Error {
  override readonly name = 'UpdateError'
}

const THROWN_AWAY = 'It was thrown away. If this happens again, tell the publisher of Ainur.'
const LATER = 'Check the connection and try again later.'
/** By the code of electron-updater, whose own words are for its developers. */
const failures: Readonly<Record<string, string>> = {
  ERR_UPDATER_INVALID_SIGNATURE: `The new version is not signed by the publisher of Ainur. ${THROWN_AWAY}`,
  ERR_CHECKSUM_MISMATCH: `What was fetched is not what the feed of updates says. ${THROWN_AWAY}`,
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: `The feed of updates has no list of versions. ${LATER}`,
  ERR_UPDATER_INVALID_UPDATE_INFO: `The feed of updates has a list of versions that cannot be read. ${LATER}`,
  ERR_UPDATER_INVALID_VERSION: `The feed of updates has a list of versions that cannot be read. ${LATER}`,
  ERR_UPDATER_NO_CHECKSUM: `The feed of updates does not say how to check the new version, so it was not fetched. ${LATER}`,
  ERR_UPDATER_NO_FILES_PROVIDED: `The feed of updates names no file of the new version. ${LATER}`,
  ERR_UPDATER_WEB_INSTALLER_DISABLED: `The new version would fetch parts of itself from elsewhere. ${THROWN_AWAY}`,
}

function wordsOf(error: unknown): string {
  if (error instanceof UpdateError) return plainText(error.message, LONGEST_REASON)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return failures[code] ?? `The feed of updates could not be read, or the new version not fetched. ${LATER}`
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
  const { version, platform, findChanges, load, ask, tell, stopCore, log } = parts
  let looking: Promise<void> | null = null

  async function look() {
    // The file that says where to look and whose signature to ask for may have changed since the start.
    const changes = await findChanges()
    if (changes !== null)
      throw new UpdateError(
        `Ainur is not as it was installed: ${changes}. Install it again from where you got it.`,
      )
    const updater = await load()
    Object.assign(updater, safely)
    const found = await updater.checkForUpdates()
    if (!found?.isUpdateAvailable) return tell('This is the newest version.', `Ainur ${version}`)
    const next = plainText(found.updateInfo.version, LONGEST_VERSION)
    const message = `Ainur ${next} is there. You have ${version}.`
    const detail = notesOf(found.updateInfo)
    // On Linux nothing proves who made it but where it was fetched.
    if (platform === 'linux') return tell(message, `${detail}\n\nInstall it the way you installed this one.`)
    if (!(await ask({ message, detail, yes: 'Fetch it' }))) return
    await updater.downloadUpdate()
    log(`Version ${next} was fetched.`)
    const restart = 'Ainur closes, is replaced and starts again. Agents stop working meanwhile.'
    if (!(await ask({ message: `Ainur ${next} is ready.`, detail: restart, yes: 'Install and restart' })))
      return
    await stopCore()
    updater.quitAndInstall()
  }

  return {
    look: () =>
      (looking ??= look()
        .catch((error: unknown) => {
          log(`Looking for updates failed: ${String(error)}`)
          return tell('No update was installed.', wordsOf(error))
        })
        .finally(() => (looking = null))),
  }
}
