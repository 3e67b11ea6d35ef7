import { buildApp } from './app.ts'
import { run } from './setup.mjs'

// npm run package [-- options of electron-builder]: installers for this platform, in dist/.
const built = await buildApp(['page', 'core', 'shell'])
process.exitCode = built ? await run('electron-builder', ['--publish', 'never', ...process.argv.slice(2)]) : 1
