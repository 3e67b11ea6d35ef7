import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { refusedInFile } from './licences.ts'
import { root, runStep, type Step } from './steps.ts'

interface Target extends Step {
  sources: readonly string[]
  /** There when it was built. */
  output: string
  /** What says whose packages are in it. */
  licences: readonly string[]
}

const common = ['package-lock.json', 'src/contract/**/*.ts']
/** What the sources are built into, and from which files. */
export const targets = {
  page: {
    name: 'page',
    command: ['vite', 'build', '--config', 'vite.renderer.config.ts', '--logLevel', 'warn'],
    sources: [...common, 'vite.renderer.config.ts', 'src/renderer/**/*'],
    output: 'out/renderer/index.html',
    licences: ['out/renderer/licences.md'],
  },
  core: {
    name: 'core',
    command: ['vite', 'build', '--config', 'vite.core.config.ts', '--logLevel', 'warn'],
    sources: [...common, 'vite.core.config.ts', 'src/{core,headless}/**/*.ts'],
    output: 'out/core/headless.js',
    licences: ['out/core/licences.md'],
  },
  shell: {
    name: 'shell',
    command: ['electron-vite', 'build', '--logLevel', 'warn'],
    sources: [...common, 'electron.vite.config.ts', 'src/{main,preload}/**/*'],
    output: 'out/main/index.cjs',
    licences: ['out/main/licences.md', 'out/preload/licences.md'],
  },
} satisfies Record<string, Target>
export type TargetName = keyof typeof targets

const stampFile = join(root, 'out', 'built.json')

function hashOf(target: Target): string {
  const hash = createHash('sha256')
  const files = globSync([...target.sources], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

function mayShip({ name, licences }: Target): boolean {
  const refused = licences.flatMap((file) => refusedInFile(join(root, file)))
  if (refused.length > 0) console.error(`The ${name} may not be passed on with ${refused.join(', ')}.`)
  return refused.length === 0
}

/** Builds what is out of date, one after the other; answers false after printing what failed. */
export async function buildApp(names: readonly TargetName[], force = false): Promise<boolean> {
  const stamps: Record<string, string> = existsSync(stampFile)
    ? JSON.parse(readFileSync(stampFile, 'utf8'))
    : {}
  for (const name of names) {
    const target: Target = targets[name]
    const hash = hashOf(target)
    if (!force && stamps[name] === hash && existsSync(join(root, target.output))) continue
    const { ok } = await runStep({ ...target, name: `build ${name}` })
    if (!ok || !mayShip(target)) return false
    mkdirSync(join(root, 'out'), { recursive: true })
    writeFileSync(stampFile, JSON.stringify({ ...stamps, [name]: hash }, null, 2))
    stamps[name] = hash
  }
  return true
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { force: { type: 'boolean' } },
    allowPositionals: true,
  })
  const known = Object.keys(targets) as TargetName[]
  const names = positionals.length > 0 ? known.filter((name) => positionals.includes(name)) : known
  process.exitCode = (await buildApp(names, values.force)) ? 0 : 1
}
