import { join } from 'node:path'
import { buildApp } from './app.ts'
import { root, run } from './setup.mjs'

// npm run dev [-- options of the headless shell]: the page is built again when it changes, the core runs from its
// sources and starts again when they change. Reload the page to see the former.
if (!(await buildApp(['page']))) process.exit(1)
const page = run('vite', ['build', '--watch', '--config', 'vite.renderer.config.ts', '--logLevel', 'warn'])
const core = run(process.execPath, [
  ...['core', 'contract', 'headless'].map((folder) => `--watch-path=${join(root, 'src', folder)}`),
  join(root, 'src/headless/index.ts'),
  ...process.argv.slice(2),
])
process.exitCode = Math.max(...(await Promise.all([page, core])))
