import { app, session } from 'electron'
import { existsSync } from 'fs'
import { join } from 'path'
import { attachToCore } from './core/attach.ts'
import { startChildCore } from './core/child.ts'
import { CoreError, type CoreLink } from './core/link.ts'
import { superviseCore } from './core/supervisor.ts'
import { startUtilityCore } from './core/utility.ts'
import { setMenu } from './menu.ts'
import { type DesktopOptions, readOptions } from './options.ts'
import { pageOrigin, registerPageScheme, servePage } from './page.ts'
import { secureContents, secureSession } from './security.ts'
import { openWindow, showWindow } from './window.ts'

/** The core needs Node's permission model with the network in it, and stripped types. */
const CORE_NODE_MAJOR = 26
/** How long the desktop waits for its core to stop, ms: longer than the core gives itself. */
const STOP_WITHIN_MS = 20_000

const root = join(__dirname, '..', '..')
const nodeName = process.platform === 'win32' ? 'node.exe' : 'node'
const nodeInClone = join(root, 'node_modules/node/bin', nodeName)
const inClone = existsSync(nodeInClone)
const options = readOptions(process.argv.slice(1))
// One desktop for each data folder.
app.setPath('userData', join(options.dataDir, 'desktop'))
registerPageScheme()

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start)
} else {
  app.quit()
}

/** The window first; the core comes up behind it, and the page says what it is doing. */
function start(): void {
  const dev = inClone ? process.env['ELECTRON_RENDERER_URL'] : undefined
  const origins = dev === undefined ? [pageOrigin] : [pageOrigin, new URL(dev).origin]
  if (dev === undefined) secureSession(session.defaultSession, origins)
  secureContents(origins)
  servePage(join(root, 'out', 'renderer'))
  setMenu()
  const window = openWindow(dev ?? `${pageOrigin}/`)
  const core = superviseCore(window.webContents, () => openCore(options))

  app.on('second-instance', () => showWindow(window))
  app.on('window-all-closed', () => app.quit())
  let stopping: Promise<void> | null = null
  app.on('before-quit', (event) => {
    if (stopping !== null) return
    event.preventDefault()
    // A core that does not end in time ends by itself when this process is gone.
    setTimeout(() => app.exit(0), STOP_WITHIN_MS)
    stopping = core.stop().finally(() => app.exit(0))
  })
}

/** The core of the data folder: the one that already serves it, or a new one. */
async function openCore({ attach, dataDir }: DesktopOptions): Promise<CoreLink> {
  if (attach !== null) return attachToCore(dataDir, attach)
  try {
    return await attachToCore(dataDir, '')
  } catch (error) {
    if (!(error instanceof CoreError)) throw error
  }
  const resourcesDir = inClone ? join(root, 'resources') : join(process.resourcesPath, 'resources')
  if (Number.parseInt(process.versions.node, 10) >= CORE_NODE_MAJOR) {
    return startUtilityCore({ script: join(root, 'out/core/utility.js'), resourcesDir, dataDir })
  }
  const node = inClone ? nodeInClone : join(process.resourcesPath, 'node', nodeName)
  return startChildCore({ node, script: join(root, 'out/core/headless.js'), resourcesDir, dataDir })
}
