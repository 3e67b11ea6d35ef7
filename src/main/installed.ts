import { createHash } from 'crypto'
import * as files from 'fs'
import { load } from 'js-yaml'
import { join } from 'path'
import { setImmediate as breathe } from 'timers/promises'
import { z } from 'zod'

// An installed application is an archive and what has to lie outside of it: the core and its packages, which run on plain
// Node, that Node, and resources. The archive says what they have to be.

/** The file system as it is: Electron's own shows archives as folders. */
export type Files = Pick<
  typeof files,
  'existsSync' | 'readdirSync' | 'readFileSync' | 'openSync' | 'readSync' | 'closeSync'
>

/** Where the sums of what ships beside the archive are within it. */
export const SUMS_FILE = 'out/sums.json'
/** Folders beside the archive with files of ours, all of which are in the sums. */
export const BESIDE = ['resources', 'node'] as const
const ARCHIVE = 'app.asar'
const UNPACKED = `${ARCHIVE}.unpacked`
const SLICE_MS = 15
const MAX_NAMED = 5

/** A folder of an archive's header: https://github.com/electron/asar#format. */
interface Folder {
  files: Record<string, Folder | File>
}
interface File {
  unpacked?: boolean
  link?: string
  offset?: string
  size: number
  integrity?: { algorithm: string; hash: string }
}

/** What the build says of what lies beside the archive; in the archive as `SUMS_FILE`. */
export interface Built {
  /** SHA-256 (hex) by path below Electron's `resources` folder, with forward slashes. */
  readonly sums: Readonly<Record<string, string>>
  /** Where updates are looked for, and who signs them on Windows; or null: nowhere. */
  readonly feed: { readonly url: string; readonly publisher: string | null } | null
}
/** electron-updater reads here where to look and whose signature to ask for. */
const FEED_FILE = 'app-update.yml'

const sumOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

/** What an archive says of itself. It is four numbers, a header in JSON, and files. */
interface Archive {
  header: Folder
  /** What it has in `SUMS_FILE`. */
  sums: Buffer
  /** Files in it that are not what the header says. */
  changed: string[]
}

function readArchive(file: string, fs: Files): Archive {
  const handle = fs.openSync(file, 'r')
  const read = (at: number, length: number) => {
    const buffer = Buffer.alloc(length)
    if (fs.readSync(handle, buffer, 0, length, at) !== length) throw new Error('it is cut short')
    return buffer
  }
  try {
    const numbers = read(0, 16)
    const header = JSON.parse(read(16, numbers.readUInt32LE(12)).toString()) as Folder
    const packed = ({ offset, size }: File) => read(8 + numbers.readUInt32LE(4) + Number(offset), size)
    const changed: string[] = []
    for (const [path, entry] of entries(header, ARCHIVE)) {
      const isPacked = !entry.unpacked && entry.link === undefined
      if (isPacked && sumOf(packed(entry)) !== entry.integrity?.hash) changed.push(path)
    }
    return { header, changed, sums: packed(find(header, SUMS_FILE.split('/'))) }
  } finally {
    fs.closeSync(handle)
  }
}

function find(folder: Folder, [name = '', ...rest]: string[]): File {
  const entry = folder.files[name]
  if (entry === undefined) throw new Error(`it has no ${SUMS_FILE}`)
  return rest.length > 0 ? find(entry as Folder, rest) : (entry as File)
}

/** Files of an archive by their path. */
function* entries(folder: Folder, path: string): Generator<[string, File]> {
  for (const [name, entry] of Object.entries(folder.files)) {
    if ('files' in entry) yield* entries(entry, `${path}/${name}`)
    else yield [`${path}/${name}`, entry]
  }
}

/** What electron-builder writes into the file. */
const Feed = z.strictObject({
  provider: z.literal('generic'),
  url: z.string(),
  updaterCacheDirName: z.string(),
  publisherName: z.tuple([z.string()]).optional(),
})

/** Whether the file says what the build said, and nothing else; without a publisher Windows asks for no signature. */
function checkFeed(file: string, feed: Built['feed'], fs: Files, platform: NodeJS.Platform): string | null {
  if (!fs.existsSync(file)) return feed === null ? null : 'missing'
  if (feed === null) return 'not of Ainur'
  try {
    const { url, publisherName } = Feed.parse(load(fs.readFileSync(file, 'utf8')))
    const publisher = platform === 'win32' ? feed.publisher : null
    return url === feed.url && (publisherName?.[0] ?? null) === publisher ? null : 'changed'
  } catch {
    return 'changed'
  }
}

/** Programs that get their signature after the archive was made; the operating system checks that. */
function isSignedLater(name: string, platform: NodeJS.Platform): boolean {
  if (platform === 'darwin') return /\.(node|dylib)$|^node\/node$/.test(name)
  return platform === 'win32' && /\.(exe|dll)$/.test(name)
}

/** Every file below a folder, as `path/name`. What is no plain file is listed, too: it has no sum. */
function* listFiles(root: string, path: string, fs: Files): Generator<string> {
  if (!fs.existsSync(join(root, path))) return
  for (const entry of fs.readdirSync(join(root, path), { withFileTypes: true })) {
    const at = `${path}/${entry.name}`
    if (entry.isDirectory()) yield* listFiles(root, at, fs)
    else yield at
  }
}

/** The sums of all files below folders of `root`, in slices between which others get their turn. */
export async function sumFiles(
  root: string,
  paths: readonly string[],
  fs: Files = files,
): Promise<Record<string, string>> {
  const sums: Record<string, string> = {}
  let slice = performance.now()
  for (const path of paths) {
    for (const name of listFiles(root, path, fs)) {
      // Asynchronous reads of thousands of small files take three times as long.
      sums[name] = sumOf(fs.readFileSync(join(root, name)))
      if (performance.now() - slice < SLICE_MS) continue
      await breathe()
      slice = performance.now()
    }
  }
  return sums
}

/**
 * Compares everything outside the archive with what the archive says of it. Null when all is there, unchanged, and
 * nothing else is; otherwise what is wrong, in words.
 * @param resourcesPath Electron's `resources` folder
 */
export async function findChanges(
  resourcesPath: string,
  fs: Files = files,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  let wanted: Record<string, string>
  let feed: Built['feed']
  let changed: string[]
  try {
    const archive = readArchive(join(resourcesPath, ARCHIVE), fs)
    const { header, sums } = archive
    changed = archive.changed
    const built = JSON.parse(sums.toString()) as Built
    wanted = { ...built.sums }
    feed = built.feed
    for (const [path, { unpacked, integrity }] of entries(header, UNPACKED))
      if (unpacked) wanted[path] = integrity?.algorithm === 'SHA256' ? integrity.hash : ''
  } catch (error) {
    return `unreadable: ${ARCHIVE} (${String(error)})`
  }
  const found = await sumFiles(resourcesPath, [UNPACKED, ...BESIDE], fs)
  const names = (words: string, list: string[]) => {
    const more = list.length > MAX_NAMED ? ` and ${list.length - MAX_NAMED} more` : ''
    return list.length === 0 ? [] : [`${words}: ${list.slice(0, MAX_NAMED).join(', ')}${more}`]
  }
  const isOther = (name: string) =>
    found[name] !== undefined && found[name] !== wanted[name] && !isSignedLater(name, platform)
  const feedProblem = checkFeed(join(resourcesPath, FEED_FILE), feed, fs, platform)
  const changes = [
    ...(feedProblem === null ? [] : [`${feedProblem}: ${FEED_FILE}`]),
    ...names(
      'missing',
      Object.keys(wanted).filter((name) => found[name] === undefined),
    ),
    ...names('changed', [...changed, ...Object.keys(wanted).filter(isOther)]),
    ...names(
      'not of Ainur',
      Object.keys(found).filter((name) => wanted[name] === undefined),
    ),
  ]
  return changes.length === 0 ? null : changes.join('; ')
}
