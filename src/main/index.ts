import { app, BrowserWindow, dialog, session } from 'electron'
import { mkdirSync } from 'fs'
import * as originalFiles from 'original-fs'
import { join } from 'path'
import { AinurError } from '../core/errors.ts'
import { createLog } from '../core/observability/log.ts'
import { say } from '../core/words.ts'
import { FOLDER_EXIT_CODE, openFolder } from '../core/usable-folder.ts'
import { workInBackground } from './background/background.ts'
import { attachToCore } from './core/attach.ts'
import { startChildCore } from './core/child.ts'
import { CoreError, type CoreLink } from './core/link.ts'
import { openPageDoor } from './core/page-door.ts'
import { superviseCore, type Supervisor } from './core/supervisor.ts'
import { startUtilityCore } from './core/utility.ts'
import { findChanges } from './installed.ts'
import { catchFaults } from './faults.ts'
import { setMenu } from './menu.ts'
import { type DesktopOptions, readOptions } from './options.ts'
import { pageOrigin, registerPageScheme, servePage } from './page.ts'
import { findPlaces } from './places.ts'
import { answerSecretRequest, hasSecret } from './secrets.ts'
import { pagePolicy, secureContents, secureSession } from './security.ts'
import { createUpdates, hasFeed, type UpdateParts } from './updates.ts'
import { inWords, words } from './words.ts'
import { openWindow, showWindow } from './window.ts'

/** The core needs Node's permission model with the network in it, and stripped types. */
const CORE_NODE_MAJOR = 26
/** The code with which the desktop ends when its files are not those that were installed. */
const CHANGED_EXIT_CODE = 4
/** How long a core that says it is there may take to prove it, ms. Longer, and a new one is started. */
const FOUND_ANSWERS_WITHIN_MS = 5_000
/** How long the desktop waits for its core to stop, ms: longer than the core gives itself. */
const STOP_WITHIN_MS = 20_000

const places = findPlaces(join(__dirname, '..', '..'), process.resourcesPath)
const options = readOptions(process.argv.slice(1))
const remarks = openDataDir()
const logs = join(options.dataDir, 'logs')
mkdirSync(logs, { recursive: true, mode: 0o700 })
const log = createLog({ dir: logs, name: 'desktop' })
for (const remark of remarks) log.warn(remark)
let window: BrowserWindow | null = null
let quitting = false
catchFaults({ log: log.error, mayGoOn: () => window !== null && !quitting, end: () => app.exit(1) })

// One desktop for each data folder.
app.setPath('userData', join(options.dataDir, 'desktop'))
registerPageScheme()

/** What is not as it was installed. The window need not wait for it; what gives the page a core has to. */
const lookForChanges = () =>
  places.inClone ? Promise.resolve(null) : findChanges(process.resourcesPath, originalFiles)
let changes: Promise<string | null> | null = lookForChanges()

if (app.requestSingleInstanceLock()) {
  log.info(`Ainur ${app.getVersion()} opens on Electron ${process.versions.electron}, ${process.platform}.`)
  void app.whenReady().then(start)
} else {
  app.quit()
}

/** Nothing is started in a folder that is not this user's alone or cannot be written. */
function openDataDir(): string[] {
  try {
    return openFolder(options.dataDir)
  } catch (error) {
    if (!(error instanceof AinurError)) throw error
    const { message, consequence, remedy } = inWords(error.said)
    const what = [message, consequence].filter((part) => part !== null).join(' ')
    dialog.showErrorBox(words('desktop.cannot-start'), `${what}\n\n${remedy ?? error.remedy}`)
    process.exit(FOLDER_EXIT_CODE)
  }
}

/** Whoever changed a part of the application may have changed what it does with keys: nothing more of it is run. */
async function requireUnchanged(): Promise<void> {
  // Later cores may start hours after the first.
  const looking = changes ?? lookForChanges()
  changes = null
  const found = await looking
  if (found === null) return
  const said = say('desktop.changed')
  log.error(`${said.message} ${found}`)
  const { message, remedy } = inWords(said)
  dialog.showErrorBox(words('desktop.cannot-start'), `${message}\n\n${remedy}\n\n${found}`)
  app.exit(CHANGED_EXIT_CODE)
  throw new CoreError(said.message)
}

/** The window first; the core comes up behind it, and the page says what it is doing. */
function start(): void {
  const dev = places.inClone ? process.env['ELECTRON_RENDERER_URL'] : undefined
  const origins = dev === undefined ? [pageOrigin] : [pageOrigin, new URL(dev).origin]
  if (dev === undefined) secureSession(session.defaultSession, origins)
  secureContents(origins)
  servePage(places.page, pagePolicy)
  setMenu(!places.inClone && hasFeed(process.resourcesPath) ? () => void updates.look() : null)
  const opened = (window = openWindow(dev ?? `${pageOrigin}/`, {
    icon: places.icons.app,
    hidden: options.hidden,
  }))
  const background = workInBackground({
    window: opened,
    icon: places.icons.tray,
    args: [`--data-dir=${options.dataDir}`],
    isQuitting: () => quitting,
    log: log.info,
  })
  const core = superviseCore(
    [openPageDoor(opened.webContents), background.door],
    (signal) => openCore(options, signal),
    (line) => log.info(line),
  )
  const updates = createUpdates({
    version: app.getVersion(),
    platform: process.platform,
    findChanges: () => findChanges(process.resourcesPath, originalFiles),
    load: async () => (await import('electron-updater')).autoUpdater,
    ...updateDialogs(opened),
    stopCore: () => core.stop(),
    notify: (text) => background.notify('update-ready', text),
    log: log.info,
    words,
  })
  app.on('second-instance', () => showWindow(opened))
  app.on('activate', () => showWindow(opened))
  app.on('window-all-closed', () => app.quit())
  quitWith(core)
}

function updateDialogs(window: BrowserWindow): Pick<UpdateParts, 'ask' | 'tell'> {
  return {
    async ask({ message, detail, yes }) {
      const buttons = [yes, words('desktop.not-now')]
      const { response } = await dialog.showMessageBox(window, {
        message,
        detail,
        buttons,
        defaultId: 1,
        cancelId: 1,
      })
      return response === 0
    },
    async tell(message, detail) {
      await dialog.showMessageBox(window, { message, detail, buttons: [words('desktop.close')] })
    },
  }
}

/** Holds every wish to quit until the core has stopped. */
function quitWith(core: Supervisor): void {
  const exit = (how: string) => {
    log.info(how)
    // A page that is still loading would bring Electron down on its way out.
    for (const each of BrowserWindow.getAllWindows()) each.destroy()
    app.exit(0)
  }
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (quitting) return
    quitting = true
    log.info('Quits.')
    setTimeout(() => {
      core.kill()
      exit('The core did not stop in time and was ended.')
    }, STOP_WITHIN_MS)
    void core.stop().then(
      () => exit('The core has stopped.'),
      (error: unknown) => exit(`The core could not be stopped: ${String(error)}`),
    )
  })
}

/** The core of the data folder: the one that already serves it, or a new one. */
async function openCore({ attach, dataDir }: DesktopOptions, signal: AbortSignal): Promise<CoreLink> {
  // The page is outside of the archive, too: before the check it gets no core, wherever that runs.
  await requireUnchanged()
  signal.throwIfAborted()
  if (attach !== null) return attachToCore(dataDir, attach, signal)
  try {
    const found = await attachToCore(dataDir, '', signal, FOUND_ANSWERS_WITHIN_MS)
    log.info('A core works in this folder already; it is left running.')
    return found
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
    log.info(error.message)
  }
  signal.throwIfAborted()
  log.info('Starts a core.')
  const { resources: resourcesDir, node } = places
  if (Number.parseInt(process.versions.node, 10) >= CORE_NODE_MAJOR) {
    const script = join(places.core, 'utility.js')
    return startUtilityCore({ script, resourcesDir, dataDir, node }, signal)
  }
  const script = join(places.core, 'headless.js')
  const answer = hasSecret() ? answerSecretRequest : null
  return startChildCore({ node, script, resourcesDir, dataDir, answer }, signal)
}
