import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SUMS_FILE, sumFiles } from '../src/main/installed.ts'
import { buildApp } from './app.ts'
import { releaseOptions } from './release.ts'
import { run } from './setup.mjs'
import { root } from './steps.ts'

// npm run package [-- options of electron-builder]: installers for this platform, in dist/. What signs them and where
// updates come from is said by the environment: see release.ts.

/** What ships beside the archive is known by its sums within it. `node_modules/node/bin` is called `node` there. */
async function writeSums(): Promise<void> {
  const node = Object.entries(await sumFiles(join(root, 'node_modules', 'node'), ['bin']))
  const sums = {
    ...(await sumFiles(root, ['resources'])),
    ...Object.fromEntries(node.map(([name, sum]) => [name.replace(/^bin/, 'node'), sum])),
  }
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(join(root, SUMS_FILE), JSON.stringify(sums))
}

const built = await buildApp(['page', 'core', 'shell'])
if (built) await writeSums()
const options = ['--publish', 'never', ...releaseOptions(process.env), ...process.argv.slice(2)]
process.exitCode = built ? await run('electron-builder', options) : 1
