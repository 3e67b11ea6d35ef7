import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blobFile, cacheDir, recordFile, root } from './chain/paths.ts'
import { tryOutput } from './chain/run.ts'
import { treeHash } from './chain/source-hash.ts'

/** What the runtime and its tests depend on. */
const watched = [
  'chain',
  'build/chain',
  'build/build-runtime.ts',
  blobFile,
  recordFile,
  ':!chain/node',
  ':!*.md',
  ':!*.test.ts',
]

/** A commit this much older than the newest one is taken for the state before the present work. */
const SESSION_MS = 4 * 3_600_000

function git(...args: string[]): string | undefined {
  return tryOutput('git', ['-C', root, ...args])
}

/** The commit that the working tree is compared with; `undefined` if there is none to tell. */
function base(): string | undefined {
  if (process.env.AINUR_BASE) return git('rev-parse', '--verify', `${process.env.AINUR_BASE}^{commit}`)
  const head = git('rev-parse', 'HEAD')
  const fork = git('merge-base', 'HEAD', 'origin/HEAD')
  if (fork !== undefined && fork !== head) return fork
  const newest = Number(git('log', '-1', '--format=%ct', 'HEAD')) * 1_000
  if (Number.isNaN(newest)) return undefined
  const before = new Date(newest - SESSION_MS).toISOString()
  return git('rev-list', '-1', `--before=${before}`, 'HEAD') || undefined
}

/** One file per state of sources and blob. */
function stampFile(): string {
  const hash = createHash('sha256').update(treeHash())
  for (const file of [blobFile, recordFile]) hash.update(existsSync(file) ? readFileSync(file) : '')
  return join(cacheDir, 'verified', hash.digest('hex'))
}

/**
 * Whether the chain's sources differ from the base commit and were not verified on this machine as they are now:
 * then the runtime has to be rebuilt, compared and tested. Without a base the answer is yes.
 */
export function chainChanged(): boolean {
  if (existsSync(stampFile())) return false
  const commit = base()
  if (commit === undefined) return true
  const { status } = spawnSync('git', ['-C', root, 'diff', '--quiet', commit, '--', ...watched])
  if (status !== 0) return true
  // Files that git does not know yet are not in a diff.
  return git('ls-files', '--others', '--exclude-standard', '--', ...watched) !== ''
}

/** Remembers in the user's cache that the chain's sources as they are now were built, compared and tested. */
export function markChainVerified(): void {
  mkdirSync(join(cacheDir, 'verified'), { recursive: true })
  writeFileSync(stampFile(), `${new Date().toISOString()}\n`)
}
