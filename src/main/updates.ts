import { existsSync } from 'fs'
import { join } from 'path'

// A new version is looked for when the user asks, and only where the build named a feed. What changed is shown before
// anything is fetched; nothing is fetched or installed without a yes.

/** What is used of electron-updater. */
export interface Updater {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  allowDowngrade: boolean
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
const LONGEST_VERSION = 64

/** What others wrote, as plain text of a bounded length: no markup, nothing invisible, nothing that turns text around. */
export function plainText(text: string, longest = LONGEST_NOTES): string {
  const plain = text
    .replace(/<\/(p|li|h\d|div|ul|ol)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
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

/** Answers to "Look for updates", one at a time. Resolves when the user has seen how it ended. */
export function createUpdates(parts: UpdateParts): { look(): Promise<void> } {
  const { version, platform, load, ask, tell, stopCore, log } = parts
  let looking: Promise<void> | null = null

  async function look() {
    const updater = await load()
    Object.assign(updater, { autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false })
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
          return tell('No update was installed.', `${plainText(String(error), 500)}\n\nTry again later.`)
        })
        .finally(() => (looking = null))),
  }
}
