import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Built, SUMS_FILE, sumFiles } from '../src/main/installed.ts'
import { buildApp } from './app.ts'
import { feedOf, releaseOptions } from './release.ts'
import { run } from './setup.mjs'
import { root } from './steps.ts'

// npm run package [-- options of electron-builder]: installers for this platform, in dist/. What signs them and where
// updates come from is said by the environment: see release.ts.

/** What ships beside the archive is known by its sums within it. `node_modules/node/bin` is called `node` there. */
async function writeSums(feed: Built['feed']): Promise<void> {
  const node = Object.entries(await sumFiles(join(root, 'node_modules', 'node'), ['bin']))
  const sums = {
    ...(await sumFiles(root, ['resources'])),
    ...Object.fromEntries(node.map(([name, sum]) => [name.replace(/^bin/, 'node'), sum])),
  }
  mkdirSync(join(root, 'out'), { recursive: true })
  const built: Built = { sums, feed }
  writeFileSync(join(root, SUMS_FILE), JSON.stringify(built))
}

const release = releaseOptions(process.env)
const built = await buildApp(['page', 'core', 'shell'])
if (built) await writeSums(feedOf(process.env))
const options = ['--publish', 'never', ...release, ...process.argv.slice(2)]
process.exitCode = built ? await run('electron-builder', options) : 1
