import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { WasmManifest } from '../../../contract/manifest.ts'
import type { Content } from '../../content/content.ts'
import type { Publisher } from '../../content/credential.ts'
import { cidOf } from '../../content/store.ts'
import type { LocalDb } from '../../db/local-db.ts'
import { publishedPackages } from '../../db/schema/local/hosting.ts'
import { moveWhole } from '../../durable-files.ts'
import { FaultError, InvalidError, messageOf, NotFoundError } from '../../errors.ts'
import type { Log } from '../../observability/log.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import type { Changes } from '../../system/changes.ts'
import type { Notices } from '../../system/notices.ts'
import { createInstalled } from './installed.ts'
import { checkProgram } from './check.ts'
import { decodeFiles, type NamedFile } from './files.ts'
import { MANIFEST_FILE, readPackage, type PackageFiles } from './read.ts'
import { say } from '../../words.ts'

/** A package on this machine. */
export interface Package {
  id: string
  source: 'bundled' | 'installed'
  manifest: WasmManifest
  componentHash: string
  componentSize: number
  /** Null until it was published once. */
  manifestCid: string | null
  componentCid: string | null
  installedAt: number | null
}

export interface Packages {
  /** Looks at what is installed, and says what is missing or damaged. */
  look(): Promise<void>
  list(): Promise<Package[]>
  /** @throws {NotFoundError} */
  get(id: string): Promise<Package>
  /** Checks a package without installing it. @throws {InvalidError} */
  inspect(files: readonly NamedFile[], signal?: AbortSignal): Promise<Package>
  /** Checks and installs; a package that is there already is left as it is. @throws {InvalidError} */
  install(files: readonly NamedFile[], signal?: AbortSignal): Promise<Package>
  /** @throws {InvalidError} for what ships with Ainur @throws {NotFoundError} */
  uninstall(id: string): Promise<void>
  /** The CID under which the package's manifest is published, or would be. @throws {NotFoundError} */
  manifestCid(id: string): Promise<string>
  /** The package that is published under this CID, or would be; null where none of this machine is. */
  ofManifest(manifestCid: string): Promise<Package | null>
  /** Hands manifest and component to the network and gives their CIDs. @throws {OfflineError} @throws {RejectedError} */
  publish(
    id: string,
    by: Publisher,
    signal?: AbortSignal,
  ): Promise<{ manifestCid: string; componentCid: string }>
}

export interface PackagesDeps {
  dataDir: string
  resourcesDir: string
  sandbox: Sandbox
  content: Content
  localDb: LocalDb
  changes: Changes
  notices?: Pick<Notices, 'set'>
  log: Log
}

/** The agents that can be registered from this machine: those that ship with Ainur and those the user installed. */
export function createPackages(deps: PackagesDeps): Packages {
  const { content, localDb, log } = deps
  const roots = {
    bundled: join(deps.resourcesDir, 'agents'),
    installed: join(deps.dataDir, 'packages'),
  } as const
  /** By id, which stands for the content: never stale. */
  const cids = new Map<string, string>()
  let cache: Promise<Map<string, { shown: Package; dir: string }>> | null = null

  const installed = createInstalled(localDb)
  /** Folders of installed packages that cannot be used, as last seen. */
  let unusable: string[] = []

  const scan = () => (cache ??= readAll())

  async function look(): Promise<void> {
    const here = [...(await scan()).values()].filter(({ shown }) => shown.source === 'installed')
    const ids = [...here.map(({ shown }) => shown.id), ...unusable.map((dir) => basename(dir))]
    const gone = [...unusable, ...installed.missing(ids).map((id) => join(roots.installed, id))]
    deps.notices?.set('packages', gone.length === 0 ? null : lostPackages(gone))
  }

  async function readAll() {
    const found = new Map<string, { shown: Package; dir: string }>()
    unusable = []
    for (const source of ['bundled', 'installed'] as const) {
      for (const dir of await folders(roots[source])) {
        try {
          const files = await readFolder(dir, source === 'installed' ? basename(dir) : undefined)
          const installedAt =
            source === 'bundled' ? null : Math.round((await stat(join(dir, MANIFEST_FILE))).mtimeMs)
          const shown = describe(files, source, installedAt)
          if (!found.has(shown.id)) found.set(shown.id, { shown, dir })
        } catch (error) {
          if (source === 'installed') unusable.push(dir)
          log.warn(`The package in ${dir} is left out: ${messageOf(error)}`)
        }
      }
    }
    return found
  }

  function describe(files: PackageFiles, source: Package['source'], installedAt: number | null): Package {
    const { id, manifest, component, componentHash } = files
    return {
      id,
      source,
      manifest,
      componentHash,
      componentSize: component.length,
      manifestCid: null,
      componentCid: null,
      installedAt,
    }
  }

  function withCids(shown: Package): Package {
    const row = localDb.db.select().from(publishedPackages).where(eq(publishedPackages.id, shown.id)).get()
    return row ? { ...shown, manifestCid: row.manifestCid, componentCid: row.componentCid } : shown
  }

  async function find(id: string) {
    const entry = (await scan()).get(id)
    if (entry) return entry
    throw new NotFoundError(say('agents.package-unknown'))
  }

  async function check(files: readonly NamedFile[], signal?: AbortSignal): Promise<PackageFiles> {
    const read = await readPackage(decodeFiles(files))
    await checkProgram(deps.sandbox, read, signal)
    return read
  }

  async function manifestCid(id: string): Promise<string> {
    const { dir } = await find(id)
    const known = cids.get(id)
    if (known) return known
    const files = await readFolder(dir, id)
    const text = publishedText(files, (await cidOf(files.component)).toString())
    const cid = (await cidOf(text)).toString()
    cids.set(id, cid)
    return cid
  }

  const changed = () => {
    cache = null
    deps.changes.publish({ topic: 'packages' })
  }

  return {
    look,
    list: async () => [...(await scan()).values()].map(({ shown }) => withCids(shown)),
    get: async (id) => withCids((await find(id)).shown),
    inspect: async (files, signal) => describe(await check(files, signal), 'installed', null),

    async install(files, signal) {
      const read = await check(files, signal)
      const { id } = read
      const before = (await scan()).get(id)
      if (before) return withCids(before.shown)
      await writeFolder(roots.installed, id, read)
      try {
        installed.add(id)
      } catch (error) {
        // Both or neither: one that nobody knows of would not be missed.
        await rm(join(roots.installed, id), { recursive: true, force: true })
        throw error
      } finally {
        changed()
      }
      await look()
      return withCids((await find(id)).shown)
    },

    async uninstall(id) {
      const { shown, dir } = await find(id)
      if (shown.source === 'bundled') {
        throw new InvalidError(say('agents.package-bundled', { title: shown.manifest.title }))
      }
      // Renamed first: a half-deleted folder must not look like a package.
      const aside = join(roots.installed, `.removed-${randomUUID()}`)
      await rename(dir, aside)
      try {
        installed.remove(id)
      } catch (error) {
        await rename(aside, dir)
        throw error
      } finally {
        changed()
      }
      await rm(aside, { recursive: true, force: true })
    },

    manifestCid,

    async ofManifest(cid) {
      for (const { shown } of (await scan()).values())
        if ((await manifestCid(shown.id)) === cid) return withCids(shown)
      return null
    },

    async publish(id, by, signal) {
      const { dir } = await find(id)
      const files = await readFolder(dir, id)
      const { file } = files.manifest.component
      const stored = await content.add(files.component, { mediaType: 'application/wasm', name: file }, signal)
      const text = publishedText(files, stored.cid)
      const { cid } = await content.add(text, { mediaType: 'application/json', name: MANIFEST_FILE }, signal)
      for (const each of [stored.cid, cid]) await content.publish(each, by, signal)
      const row = { manifestCid: cid, componentCid: stored.cid, publishedAt: Date.now() }
      localDb.db
        .insert(publishedPackages)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: publishedPackages.id, set: row })
        .run()
      deps.changes.publish({ topic: 'packages', id })
      return { manifestCid: cid, componentCid: stored.cid }
    },
  }
}

const lostPackages = (dirs: readonly string[]) =>
  say('agents.packages-lost', { names: dirs.map((dir) => basename(dir)), folders: dirs })

/** The manifest as others read it: it says where the program is. */
const publishedText = ({ manifest }: PackageFiles, componentCid: string): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({ ...manifest, component: { ...manifest.component, cid: componentCid } }),
  )

/** Folders within `root`; those whose name begins with a dot are unfinished or on their way out. */
async function folders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
  return names.sort().map((name) => join(root, name))
}

/** `id`: what it has to be; another one was changed. @throws {InvalidError} */
async function readFolder(dir: string, id?: string): Promise<PackageFiles> {
  const names = (await readdir(dir)).filter((name) => name === MANIFEST_FILE || name.endsWith('.wasm'))
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(dir, name))] as const))
  const read = await readPackage(new Map(files))
  if (id === undefined || read.id === id) return read
  throw new InvalidError(say('agents.manifest-changed'))
}

/** Writes beside the final place and renames: a package is there as a whole or not at all. */
async function writeFolder(root: string, id: string, { manifest, component }: PackageFiles): Promise<void> {
  const temporary = join(root, `.new-${randomUUID()}`)
  try {
    await mkdir(temporary, { recursive: true })
    await writeFile(join(temporary, manifest.component.file), component)
    await writeFile(join(temporary, MANIFEST_FILE), JSON.stringify(manifest, null, 2))
    // What lies in its place is damaged, or it would have been found.
    const place = join(root, id)
    if (existsSync(place)) await rename(place, join(root, `.damaged-${randomUUID()}`))
    await moveWhole(temporary, place)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw new FaultError({ ...say('agents.package-unwritten'), detail: messageOf(error), cause: error })
  }
}
