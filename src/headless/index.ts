import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { takeDataDir } from '../core/data-dir.ts'
import { AinurError, messageOf } from '../core/errors.ts'
import { writeAttachment } from './attach-file.ts'
import { createChannelHost, plainHost } from './host.ts'
import { openBrowser } from './open-browser.ts'
import { type HeadlessOptions, readOptions, UsageError } from './options.ts'
import { findPlaces, type Places } from './paths.ts'
import { createReporter } from './report.ts'
import { PortInUseError, startServer } from './server.ts'
import { createSessions } from './sessions.ts'

// Set by a desktop that started this core; `secrets`: it holds the operating system's secret.
const desktop = process.send === undefined ? undefined : process.env['AINUR_DESKTOP']

function findHost() {
  if (desktop !== 'secrets') return plainHost
  return createChannelHost({
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  })
}

/** Takes the data folder, serves the page, then loads and starts the core: the page can say what the core is doing. */
async function main(options: HeadlessOptions): Promise<void> {
  const report = createReporter(options.json)
  const places = findPlaces()
  if (!existsSync(join(places.pageDir, 'index.html'))) {
    throw new UsageError('The page is not built yet: run "npm run build".')
  }
  const releaseDataDir = takeDataDir(options.dataDir)
  // Most of a start is reading the core's code; its compiled form is kept for the next one.
  enableCompileCache(join(options.dataDir, 'cache', 'code'))
  const listening = Promise.withResolvers<void>()
  // Loading keeps the process busy, so it begins when the page can be asked for.
  const loading = listening.promise.then(() => loadCore(options, places))
  const sessions = createSessions(options.dataDir)
  const server = await startServer({
    port: options.port,
    pageDir: places.pageDir,
    router: loading.then((core) => core.router),
    sessions,
  })
  const removeAttachment = writeAttachment(options.dataDir, {
    url: server.origin,
    token: sessions.attachToken,
    pid: process.pid,
  })

  const starting = new AbortController()
  const quit = onQuit(async () => {
    report.stopping()
    removeAttachment()
    starting.abort(new Error('Ainur was asked to stop.'))
    await loading.then((core) => core.stop())
    await server.stop()
    releaseDataDir()
  })

  const url = `${server.origin}/?token=${sessions.issue()}`
  report.listening({
    url,
    origin: server.origin,
    port: server.port,
    dataDir: options.dataDir,
    pid: process.pid,
  })
  if (options.open) openBrowser(url)
  listening.resolve()
  try {
    const core = await loading
    await core.start(starting.signal)
    report.ready()
  } catch (error) {
    // The page stays: it shows which step failed and what can be done.
    if (!quit.asked()) report.failed(messageOf(error))
  }
}

async function loadCore(options: HeadlessOptions, places: Places) {
  const { createCore } = await import('../core/index.ts')
  const { dataDir, chainPort } = options
  const { resourcesDir, version, workerUrls } = places
  return createCore({ dataDir, resourcesDir, shell: 'headless', version, chainPort, workerUrls }, findHost())
}

/** How long an orderly stop may take, ms. Everything that counts is on disk before. */
const STOP_WITHIN_MS = 10_000

/** Stops once, on the first signal or when the desktop that started this process is gone; a second signal insists. */
function onQuit(stop: () => Promise<void>): { asked(): boolean } {
  let asked = false
  const quit = () => {
    if (asked) process.exit(130)
    asked = true
    setTimeout(() => {
      console.error(
        'Ainur did not stop in time and ends now. Nothing is lost: it goes on from its last block.',
      )
      process.exit(1)
    }, STOP_WITHIN_MS).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Ainur did not stop cleanly: ${messageOf(error)}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', quit).on('SIGTERM', quit)
  if (desktop !== undefined) process.on('disconnect', quit)
  return { asked: () => asked }
}

try {
  await main(readOptions(process.argv.slice(2)))
} catch (error) {
  if (error instanceof AinurError) console.error(`${error.message} ${error.remedy}`)
  else if (error instanceof UsageError || error instanceof PortInUseError) console.error(error.message)
  else console.error(error)
  process.exit(error instanceof UsageError ? 2 : 1)
}
