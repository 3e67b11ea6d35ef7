import { report, runSteps, type Step } from './steps.ts'

/** Everything that can be said about the sources without running them. */
export const checks: readonly Step[] = [
  {
    name: 'types',
    command: ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', 'out/check.tsbuildinfo'],
  },
  { name: 'lint', command: ['eslint', '--cache', '--cache-location', 'out/.eslintcache', '.'] },
  { name: 'format', command: ['prettier', '--check', '--cache', '--log-level', 'warn', '.'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
  { name: 'import cycles', command: ['knip', '--no-progress', '--cycles'] },
  { name: 'repeated lines', command: ['jscpd', '--config', '.jscpd.json'], summary: /duplicated lines/ },
]

if (import.meta.main) process.exitCode = report(await runSteps(checks, 2)) ? 0 : 1
