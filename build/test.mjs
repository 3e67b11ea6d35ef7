import { installDependencies, runOnProjectNode } from './setup.mjs'

process.exitCode = (await installDependencies())
  ? await runOnProjectNode('test.ts', process.argv.slice(2))
  : 1
