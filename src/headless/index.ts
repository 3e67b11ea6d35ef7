import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Notice, SystemStatus } from '../contract/system.ts'
import { refuseNewerChain } from '../core/chain/embedded/newer-chain.ts'
import { DataDirInUseError, takeDataDir } from '../core/data-dir.ts'
import { identifyDataDir } from '../core/data-dir-id.ts'
import { lookAtLocalDb } from '../core/db/local-trouble.ts'
import { AinurError, messageOf } from '../core/errors.ts'
import { FOLDER_EXIT_CODE, openFolder } from '../core/usable-folder.ts'
import { writeAttachment } from './attach-file.ts'
import { createChannelShell, plainShell } from './shell.ts'
import { openBrowser } from './open-browser.ts'
import { type HeadlessOptions, readOptions, UsageError } from './options.ts'
import { findPlaces, type Places } from './paths.ts'
import { pageFirst } from './page-first.ts'
import { makeFilesPrivate } from './private-files.ts'
import { onQuit } from './quit.ts'
import { createReporter } from './report.ts'
import { findRunningCore } from './running.ts'
import { PortInUseError, requireChainPort, startServer } from './server.ts'
import { createSessions } from './sessions.ts'

/** How long an address that was printed opens the page, ms: someone copies it by hand. */
const PRINTED_ADDRESS_MS = 600_000
/** A browser that is not open yet takes its time, ms. */
const OPENING_MS = 10_000

// Set by a desktop that started this core; `secrets`: it holds the operating system's secret.
const desktop = process.send === undefined ? undefined : process.env['AINUR_DESKTOP']
/** Whom to ask to end this core: "npm start" ends it also when it hears nothing itself. */
const ends = process.send === undefined ? process.pid : Number(process.env['AINUR_LAUNCHER'] ?? process.pid)

function findShell() {
  if (desktop !== 'secrets') return plainShell
  return createChannelShell({
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  })
}

/** Takes the data folder, serves the page, then loads and starts the core: the page can say what the core is doing. */
async function main(options: HeadlessOptions): Promise<void> {
  const asUser = makeFilesPrivate()
  const report = createReporter(options.json)
  const { dataDir, cacheDir } = options
  // In the order in which they were begun; undone from the last.
  const stops: (() => void | Promise<void>)[] = []
  const starting = new AbortController()
  let failed = () => false
  const quit = onQuit({
    async stop() {
      report.stopping()
      starting.abort(new Error('Ainur was asked to stop.'))
      const code = failed() ? FOLDER_EXIT_CODE : 0
      for (const stop of stops.splice(0).reverse()) await stop()
      return code
    },
    // A desktop or a launcher: whoever holds the other end of the channel.
    withParent: process.send !== undefined,
    tell(words) {
      console.error(words)
      const logs = join(dataDir, 'logs')
      void import('../core/observability/log.ts').then(({ createLog }) =>
        createLog({ dir: logs }).error(words),
      )
    },
  })
  const remarks: string[] = []
  stops.push(takeDataDir(dataDir, (words) => remarks.push(words)))
  // Code is loaded from it.
  remarks.push(...openFolder(cacheDir))
  if (options.chainPort !== null) await requireChainPort(options.chainPort)
  const places = findPlaces()
  refuseNewerChain(dataDir)
  lookAtLocalDb(dataDir, places.resourcesDir)
  if (!existsSync(join(places.pageDir, 'index.html'))) {
    throw new UsageError('The page is not built yet: run "npm run build".')
  }
  // Most of a start is reading the core's code; its compiled form is kept for the next one.
  enableCompileCache(join(cacheDir, 'code'))
  const first = pageFirst()
  const loading = first.turn.then(() => loadCore(options, places, remarks, quit.fail))
  const sessions = createSessions(dataDir)
  const server = await startServer({
    port: options.port,
    pageDir: places.pageDir,
    router: loading.then((core) => core.router),
    sessions,
    folder: identifyDataDir(dataDir),
    onVisit: first.visit,
  })
  if (quit.asked()) return
  stops.push(() => server.stop())
  stops.push(() => (first.begun() ? loading.then((core) => core.stop()) : first.stop()))
  const { origin, port } = server
  const detach = writeAttachment(dataDir, { url: origin, secret: sessions.attachSecret, pid: ends })
  stops.push(detach)
  // However this process ends by itself, nobody is sent to its port any more.
  process.on('exit', detach)

  const address = (lifeMs?: number) => `${origin}/?token=${sessions.issue(lifeMs)}`
  report.listening({ url: address(PRINTED_ADDRESS_MS), origin, port, dataDir, pid: process.pid })
  if (options.open) stops.push(asUser(() => openBrowser(address(), dataDir)))
  first.visit('nobody')
  try {
    const core = await loading
    failed = () => hasFailed(core.status())
    await core.start(starting.signal)
    const { chain, notices } = core.status()
    if (quit.asked()) return
    // The page stays here, too: it offers to begin a new chain.
    if (failed()) return report.failed(chain?.error ?? '')
    report.ready({ chain: chain?.url ?? null, trouble: chain?.error ?? null, notices: notices.map(inWords) })
  } catch (error) {
    // The page stays: it shows which step failed and what can be done.
    if (!quit.asked()) report.failed(wordsOf(error))
  }
}

const inWords = ({ message, consequence, remedy }: Omit<Notice, 'id'>) =>
  `${message} ${consequence} ${remedy}`
const wordsOf = (error: unknown) => (error instanceof AinurError ? inWords(error.text) : messageOf(error))

/** Its data, or those of its own chain, cannot be used as they are. */
const hasFailed = ({ phase, chain }: SystemStatus) => phase === 'failed' || chain?.connection === 'failed'

/** Another core works there: shows its page and says how to stop it. Answers the exit code. */
async function leadToRunning(options: HeadlessOptions, error: DataDirInUseError): Promise<number> {
  const running = await findRunningCore(options.dataDir)
  if (!running) {
    console.error(`${error.message} ${error.remedy}`)
    return 1
  }
  const { url, pid } = running
  if (options.json) console.log(JSON.stringify({ event: 'running', url, pid }))
  else
    console.log(
      `Ainur runs already in ${options.dataDir}. Its page opens at\n\n  ${url}\n\n(the address works once, within a minute; to stop Ainur, press Ctrl+C where it was started, or end process ${pid})\n`,
    )
  // The file that leads there is needed until the browser has read it.
  if (options.open) {
    const remove = openBrowser(url, options.dataDir)
    await delay(OPENING_MS)
    remove()
  }
  return 0
}

async function loadCore(
  options: HeadlessOptions,
  places: Places,
  remarks: readonly string[],
  end: (words: string) => void,
) {
  const { createCore } = await import('../core/index.ts')
  const { dataDir, cacheDir, chainPort } = options
  const { resourcesDir, version, workerUrls } = places
  return createCore(
    {
      ...{ dataDir, cacheDir, resourcesDir, version, workerUrls, remarks, shell: 'headless' },
      ...(chainPort !== null && { chainPort }),
    },
    { ...findShell(), end },
  )
}

try {
  await main(readOptions(process.argv.slice(2)))
} catch (error) {
  if (error instanceof DataDirInUseError)
    process.exit(await leadToRunning(readOptions(process.argv.slice(2)), error))
  if (error instanceof UsageError || error instanceof PortInUseError) console.error(error.message)
  else
    console.error(error instanceof AinurError ? wordsOf(error) : `Ainur could not start: ${messageOf(error)}`)
  process.exit(error instanceof UsageError ? 2 : error instanceof AinurError ? FOLDER_EXIT_CODE : 1)
}
