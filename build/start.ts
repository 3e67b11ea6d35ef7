import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { coreFlags } from '../src/core/node-flags.ts'
import { buildApp } from './app.ts'
import { root } from './steps.ts'
import { run, together } from './setup.mjs'
import { fetchElectron } from './setup/electron.ts'

const help = `Starts Ainur: in a window where that is possible, otherwise in your browser.

  npm start
  npm start -- --headless            no window: the page is served on 127.0.0.1

Options
  --headless          Run without a window
  --port <n>          Port of the page (headless; default any free one)
  --chain-port <n>    JSON-RPC port of the embedded chain (headless; default the one it had last)
  --data-dir <dir>    Where accounts, settings and content are kept
  --no-open           Do not open the browser (headless)
  --json              One JSON document a line instead of sentences (headless)
  --attach [<url>]    Window for a core that already runs on this machine (default: the one in the data folder)
  --help              This text
`

/** How long a core, and a window, may take to end when they are asked to, ms: longer than they give themselves. */
const CORE_STOPS_WITHIN_MS = 15_000
const WINDOW_STOPS_WITHIN_MS = 25_000

const options = {
  headless: { type: 'boolean' },
  port: { type: 'string' },
  'chain-port': { type: 'string' },
  'data-dir': { type: 'string' },
  'no-open': { type: 'boolean' },
  json: { type: 'boolean' },
  attach: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Why there can be no window here, in one sentence; null when there can be one. */
function noWindowBecause(): string | null {
  if (process.platform !== 'linux') return null
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'There is no display'
  // Electron's own sandbox does not work for root, and it is not switched off behind anybody's back.
  return process.getuid?.() === 0 ? 'Electron does not run as root' : null
}

async function headless(args: string[]): Promise<number> {
  if (!(await buildApp(['page', 'core']))) return 1
  return run(process.execPath, [...coreFlags, join(root, 'out/core/headless.js'), ...args], {
    ...together,
    killAfterMs: CORE_STOPS_WITHIN_MS,
  })
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  if (values.help) {
    console.log(help)
    return 0
  }
  const [url] = positionals
  if (positionals.length > 1 || (url !== undefined && !values.attach)) {
    console.error(`What is "${positionals.at(-1)}"? See npm start -- --help`)
    return 2
  }
  const plain = args.filter((argument) => argument !== '--headless')
  if (values.headless) return headless(plain)

  const reason = noWindowBecause()
  const electron = reason === null ? fetchElectron() : null
  if (electron === null) {
    const why = reason ?? 'Electron could not be fetched'
    if (values.attach) {
      console.error(`${why}, so no window can be opened. Open the address of the running core in a browser.`)
      return 1
    }
    console.log(`${why}: Ainur runs without a window and serves its page to your browser.`)
    return headless(plain)
  }
  if (!(await buildApp(['page', 'core', 'shell']))) return 1
  const shell = values['data-dir'] === undefined ? [] : [`--data-dir=${values['data-dir']}`]
  if (values.attach) shell.push(url === undefined ? '--attach' : `--attach=${url}`)
  return run(electron, [root, ...shell], { killAfterMs: WINDOW_STOPS_WITHIN_MS })
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 2
})
